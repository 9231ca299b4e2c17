import type { ProfileSummary } from "../analysis/summary-result.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { showProfileJson } from "../model/show-json.ts";
import { NoteList } from "./note-list.ts";
import type { Block, Report } from "./report.ts";
import { chooseSymbols, type ShowView } from "./show-rows.ts";
import { shownSumTable, shownSymbolTable } from "./show-table.ts";
import { nameSide, sideCells } from "./side-facts.ts";

/** A profile with its description, and the group of each of its symbols. */
export interface ShownProfile {
  readonly profile: Profile;
  readonly summary: ProfileSummary;
  /** null where rows are no symbols, or overlap, and have no groups. */
  readonly groupOf: ((symbol: number) => string) | null;
  /** What the flags left out of it or made of its rows; what its reader noticed stands in the summary. */
  readonly notes: readonly Diagnostic[];
}

/**
 * Reports what is in profiles, one after another: totals and what is hidden, symbols, groups. What the reader noticed is in the
 * JSON form only: people are told it on standard error, as of every command.
 */
export function reportShow(shown: readonly ShownProfile[], view: ShowView): Report {
  const notes = new NoteList();
  const all = new NoteList();
  const entries = shown.map((entry) => ({ ...entry, ranks: chooseSymbols(entry.summary, view) }));
  const blocks = entries.flatMap(({ profile, summary, ranks, notes: own }): Block[] => {
    for (const note of [...summary.notes, ...own]) all.add(note);
    for (const note of own) notes.add(note);
    const { groups, modules } = summary;
    const title = nameSide(summary.side);
    const facts: Block = { kind: "facts", rows: [{ label: "profile", cells: sideCells(summary.side) }] };
    if (view.by === "group") return [facts, shownSumTable(summary, groups, "group", title, true)];
    if (view.by === "module") return [facts, shownSumTable(summary, modules, "module", title, true)];
    const symbols = shownSymbolTable(summary, profile, ranks, title, view.filter?.source ?? null);
    return groups.length > 1
      ? [facts, symbols, shownSumTable(summary, groups, "group", title, false)]
      : [facts, symbols];
  });
  return {
    schema: "zcprof.show/1",
    blocks: [...blocks, notes.toBlock()],
    toJson: () => ({
      schema: "zcprof.show/1",
      profiles: entries.map(({ profile, summary, groupOf, ranks }) =>
        showProfileJson(profile, {
          ...(groupOf === null ? {} : { groupOf }),
          symbols: ranks.map((rank) => summary.symbols.at(rank).index),
        }),
      ),
      notes: all.toJson(),
    }),
  };
}

import type { Comparison, DiffResult, SideSummary } from "../analysis/diff-result.ts";
import { describeCoverage } from "./coverage-text.ts";
import { diffJson } from "./diff-json.ts";
import { groupTable, symbolTable } from "./diff-table.ts";
import { verdictCell } from "./diff-verdict.ts";
import { NoteList } from "./note-list.ts";
import type { Cell, Facts, Report } from "./report.ts";

/** Which symbols of a comparison are shown; whoever calls has ordered and chosen them. */
export interface DiffView {
  /** Indices of `result.symbols`, in the order wanted; only these rows are ever made. */
  readonly symbols: ArrayLike<number>;
  /** Expression of --filter, to say why rows are missing; null without one. */
  readonly filter: string | null;
}

const CORRECTIONS: Readonly<Record<string, string>> = {
  bh: "Benjamini-Hochberg",
  by: "Benjamini-Yekutieli",
  holm: "Holm",
  none: "no correction",
};

/** Reports a comparison: both sides and what they hide, the change of the total, symbols, groups, footnotes. */
export function reportDiff(result: DiffResult, view: DiffView): Report {
  const notes = new NoteList();
  const total = totalFacts(result, notes);
  for (const note of result.notes) notes.add(note);
  noteRenames(result, notes);
  noteFamily(result, notes);
  return {
    schema: "zcprof.diff/1",
    toJson: () => diffJson(result, view.symbols, notes.toJson()),
    blocks: [
      {
        kind: "facts",
        rows: [
          { label: "base", cells: sideCells(result.base) },
          { label: "next", cells: sideCells(result.next) },
        ],
      },
      total,
      symbolTable(result, view.symbols, view.filter),
      ...(result.groups.length > 1 ? [groupTable(result)] : []),
      notes.toBlock(),
    ],
  };
}

function sideCells(side: SideSummary): Cell[] {
  const [{ path, listing, statedLoadPercent }] = side.provenance;
  const name = side.title !== "" ? side.title : listing.of > 1 ? `${path}#${listing.index}` : path;
  const runs = side.provenance.length;
  return [
    { kind: "name", text: name, ...(runs > 1 ? { detail: `and ${runs - 1} more` } : {}) },
    { kind: "count", point: side.total, min: side.total, max: side.total, unit: side.unit },
    statedLoadPercent === null ? { kind: "empty" } : { kind: "text", text: `load ${statedLoadPercent}%` },
    { kind: "text", text: describeCoverage(side), tone: "faint" },
  ];
}

function totalFacts(result: DiffResult, notes: NoteList): Facts {
  const { total, base } = result;
  const decided = total.verdict === "increase" || total.verdict === "decrease";
  const cells: Cell[] = [
    { kind: "ratio", ...total.ratioBounds, digits: 3 },
    { kind: "change", ...total.delta, unit: base.unit },
  ];
  if (total.interval !== null) cells.push({ kind: "interval", ...total.interval, digits: 3 });
  cells.push(basisCell(result, total, notes));
  if (!decided) cells.push(verdictCell(total, result.margin));
  const rows: Facts["rows"][number][] = [{ label: "total", cells }];
  if (result.normalize !== "none") {
    rows.push({
      label: "per",
      cells: [
        {
          kind: "text",
          text: `normalised by ${result.normalize}: ratios, intervals and verdicts of all rows follow it`,
        },
      ],
    });
  }
  return { kind: "facts", rows };
}

// One profile a side cannot know how much runs vary, so its interval is never shown without this.
function basisCell({ basis }: DiffResult, total: Comparison, notes: NoteList): Cell {
  if (basis === "noise-file") return { kind: "text", text: "run-to-run noise from the noise file" };
  if (basis === "replicates") return { kind: "text", text: "run-to-run noise from the replicates" };
  const phi = total.breakEvenDispersion;
  const note = notes.add({
    code: "diff/sampling-only",
    message:
      phi !== null && phi >= 1
        ? `One profile a side: holds unless runs vary more than ${phi.toFixed(1)} times sampling noise.`
        : "One profile a side: how much runs vary is not known; sampling noise alone explains this change.",
    hint: "Repeat the runs to know.",
  });
  return { kind: "text", text: "sampling noise only", note };
}

function noteFamily({ symbols, groups, correction, method }: DiffResult, notes: NoteList): void {
  const how = CORRECTIONS[correction] ?? correction;
  const families =
    groups.length > 1
      ? `${symbols.familySize} symbols and ${groups.familySize} groups`
      : `${symbols.familySize} symbols`;
  notes.add({
    code: "diff/family",
    message: `q: ${method} p, corrected for ${families} tested (${how}). ~: not decided; the ratio beside it would have been seen in 4 of 5 runs.`,
  });
}

function noteRenames({ renameCandidates }: DiffResult, notes: NoteList): void {
  for (const { gone, new: added, reasons } of renameCandidates) {
    notes.add({
      code: "diff/rename-candidate",
      message: `${gone} may be ${added} now: ${reasons.join(", ")}.`,
      hint: `If so: --map-symbol '${gone}=${added}'`,
    });
  }
}

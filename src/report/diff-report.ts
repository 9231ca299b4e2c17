import type { Comparison, DiffResult } from "../analysis/diff-result.ts";
import { formatCount } from "../text/format-count.ts";
import { formatSmallProbability } from "../text/format-probability.ts";
import { diffJson } from "./diff-json.ts";
import { groupTable, symbolTable } from "./diff-table.ts";
import { verdictCell } from "./diff-verdict.ts";
import { NoteList } from "./note-list.ts";
import type { Cell, Facts, Report, Table } from "./report.ts";
import { sideCells } from "./side-facts.ts";

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
  const groups = groupBlocks(result, notes);
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
      ...groups,
      notes.toBlock(),
    ],
  };
}

function totalFacts(result: DiffResult, notes: NoteList): Facts {
  const { total, base } = result;
  const decided = total.verdict === "increase" || total.verdict === "decrease";
  const cells: Cell[] = [
    { kind: "ratio", point: total.ratio, ...total.ratioBounds, digits: 3 },
    { kind: "change", ...total.delta, isListed: true, unit: base.unit },
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
        ? `One profile a side: p ${formatSmallProbability(total.p)}, holds unless runs vary more than ${phi.toFixed(1)} times sampling noise.`
        : "One profile a side: how much runs vary is not known; sampling noise alone explains this change.",
    hint: "Repeat the runs to know.",
  });
  return { kind: "text", text: "sampling noise only", note };
}

// A cut list leaves a group anything between its listed rows and these with all that is hidden: where that decides
// nothing in any group, a sentence says it better than a table of ranges.
function groupBlocks(result: DiffResult, notes: NoteList): Table[] {
  const { groups, unlisted } = result;
  if (groups.length < 2) return [];
  const rows = Array.from({ length: groups.length }, (_, i) => groups.at(i));
  if (!rows.every(({ undecided }) => undecided === "bounds")) return [groupTable(result)];
  notes.add({
    code: "diff/groups-hidden",
    message:
      `Groups: none of ${groups.length} can be decided, as the rows hide ` +
      `${formatCount(unlisted.base)} and ${formatCount(unlisted.next)} ${result.base.unit} that may belong to any.`,
    hint: "Give complete listings; --json has the bounds.",
  });
  return [];
}

function noteFamily({ base, next, symbols, groups, correction, method }: DiffResult, notes: NoteList): void {
  const how = CORRECTIONS[correction] ?? correction;
  const families = [describeCount(symbols.familySize, "symbol")];
  if (groups.length > 1) families.push(describeCount(groups.familySize, "group"));
  const isCut = base.coverage.kind === "cut" || next.coverage.kind === "cut";
  notes.add({
    code: "diff/family",
    message:
      `q: p (${method}) corrected for the number of tests: ${families.join(", ")} (${how}). ` +
      "~: undecided; a ratio that is needed would be seen in 4 of 5 such comparisons." +
      (isCut ? " 99+: at least 99, a cut listing may hide more." : ""),
  });
}

function describeCount(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
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

import type { CostShift } from "../analysis/cost-shift.ts";
import type { Comparison, DiffResult } from "../analysis/diff-result.ts";
import type { Plan } from "../analysis/plan.ts";
import { formatChange, formatCount } from "../text/format-count.ts";
import { formatSmallProbability } from "../text/format-probability.ts";
import { formatRatio } from "../text/format-ratio.ts";
import { diffJson } from "./diff-json.ts";
import { groupTable, symbolTable } from "./diff-table.ts";
import { isEmpty, verdictCell } from "./diff-verdict.ts";
import type { DiffView } from "./diff-view.ts";
import { gateFacts } from "./gate-facts.ts";
import { NoteList } from "./note-list.ts";
import { planTable } from "./plan-table.ts";
import type { Cell, Facts, Report, Table } from "./report.ts";
import { nameRows } from "./row-noun.ts";
import { isListedTwice } from "./row-points.ts";
import { sideCells } from "./side-facts.ts";
import { totalCells } from "./total-cells.ts";
import { nounOfUnit } from "./unit-noun.ts";

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
  for (const note of [...result.notes, ...(view.notes ?? [])]) notes.add(note);
  noteRenames(result, notes);
  noteShifts(view.shifts ?? [], result, notes);
  notePlan(view.plan ?? null, notes);
  noteFamily(result, notes);
  const groups = groupBlocks(result, notes);
  noteListed(result, view, notes);
  return {
    schema: "zcprof.diff/1",
    toJson: () => diffJson(result, view, notes.toJson()),
    blocks: [
      {
        kind: "facts",
        rows: [
          { label: "base", cells: sideCells(result.base) },
          { label: "next", cells: sideCells(result.next) },
        ],
      },
      total,
      ...(view.gate ? [gateFacts(view.gate, result.base.unit)] : []),
      symbolTable(result, view.symbols, view.filter),
      ...groups,
      ...(view.plan && view.plan.rows.length > 0 ? [planTable(view.plan)] : []),
      notes.toBlock(),
    ],
  };
}

function totalFacts(result: DiffResult, notes: NoteList): Facts {
  const { total, base } = result;
  const decided = total.verdict === "increase" || total.verdict === "decrease";
  const cells: Cell[] = totalCells(total, base.unit);
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
function basisCell({ basis, runs, base: { unit } }: DiffResult, total: Comparison, notes: NoteList): Cell {
  const noise = `${total.dispersion.toFixed(1)} times sampling noise`;
  if (basis === "none") return { kind: "text", text: "no counts, so nothing is tested" };
  // A file of few runs is tested by the upper end of what it measured, which may be many times the estimate.
  if (basis === "noise-file") return { kind: "text", text: `noise file: at most ${noise}` };
  if (basis === "replicates") {
    return { kind: "text", text: `${runs.base} against ${runs.next} runs: ${noise}` };
  }
  const note = notes.add({
    code: "diff/sampling-only",
    ...saySamplingOnly(total, nounOfUnit(unit)),
  });
  return { kind: "text", text: "sampling noise only", note };
}

function saySamplingOnly(total: Comparison, noun: string): { message: string; hint: string } {
  return isEmpty(total)
    ? {
        message: `Neither side has any ${noun}: nothing was measured, so nothing can be said of a change.`,
        hint: "Look at what was recorded: zcprof show.",
      }
    : { message: `One profile a side: ${sayTotal(total)}`, hint: "Repeat the runs to know." };
}

function sayTotal({ breakEvenDispersion: phi, undecided, p, delta }: Comparison): string {
  if (undecided === "bounds")
    return "the total is known within bounds only, and they leave open whether it changed.";
  if (undecided === "too-few-ticks")
    return "there is too little to tell a change from sampling noise, and how much runs vary is not known.";
  if (delta.min === 0 && delta.max === 0) return "the totals are the same; how much runs vary is not known.";
  if (phi === null || phi < 1)
    return "how much runs vary is not known; sampling noise alone explains this change.";
  return `p ${formatSmallProbability(p)}, holds unless runs vary more than ${phi.toFixed(1)} times sampling noise.`;
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
  const families = [describeCount(symbols.familySize, nameRows(base))];
  if (groups.length > 1) families.push(describeCount(groups.familySize, "group"));
  const isCut = base.coverage.kind === "cut" || next.coverage.kind === "cut";
  const parts = [
    {
      about: "q",
      text: `q: p (${method}) corrected for the number of tests: ${families.join(", ")} (${how}).`,
    },
    {
      about: "verdict",
      // The formula of detectable.ts is that of one test at 5 %; what a correction or few runs take is --plan's.
      text: "~: undecided. One test at 5 % sees the ratio that is needed 4 times in 5; among many, or between few runs, it takes more.",
    },
    ...(isCut ? [{ about: "listed-count", text: "99+: at least 99, a cut listing may hide more." }] : []),
  ];
  notes.add({ code: "diff/family", message: parts.map(({ text }) => text).join(" "), parts });
}

/** Rows that a note names; more are counted. */
const MOST_NAMED = 3;

// Where a table has room for bounds alone, what the listings do show of a row that they only half list is said here.
function noteListed({ symbols }: DiffResult, view: DiffView, notes: NoteList): void {
  const said: string[] = [];
  let more = 0;
  for (let i = 0; i < view.symbols.length; i++) {
    if (!symbols.isMappedAt(view.symbols[i])) continue;
    const row = symbols.at(view.symbols[i]);
    const { symbol, delta, ratio } = row;
    if (!isListedTwice(row) || delta.min === delta.max) continue;
    if (said.length === MOST_NAMED) more++;
    else said.push(`${symbol} ${formatChange(delta.point)}, x${formatRatio(ratio, ratio)}`);
  }
  if (said.length === 0) return;
  const others = more === 0 ? "" : `; and ${formatCount(more)} more rows`;
  const text = `As listed: ${said.join("; ")}${others}. The bounds hold what the listings may hide of it.`;
  notes.add({ code: "diff/listed-change", message: text, parts: [{ about: "bounds", text }] });
}

function describeCount(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

function noteRenames({ renameCandidates }: DiffResult, notes: NoteList): void {
  for (const { gone, new: added, reasons } of renameCandidates) {
    const isWritable = WRITABLE_NAME.test(gone) && WRITABLE_NAME.test(added);
    notes.add({
      code: "diff/rename-candidate",
      message: `${gone} may be ${added} now: ${reasons.join(", ")}.`,
      ...(isWritable ? { hint: `If so: --map-symbol '${gone}=${added}'` } : {}),
    });
  }
}

/** A name that --map-symbol can be given between quotes, and that a person would paste: ASCII without ' + and =. */
const WRITABLE_NAME = /^[ -&(-*,-<>-~]{1,200}$/;

function noteShifts(
  shifts: readonly CostShift[],
  { symbols, margin }: Pick<DiffResult, "symbols" | "margin">,
  notes: NoteList,
): void {
  for (const { group, ratio, count, largest } of shifts) {
    const moved = Array.from(
      largest,
      (row) => `${symbols.nameAt(row)} ${formatChange(Math.round(symbols.delta[row]))}`,
    );
    const others = count > moved.length ? ` and ${count - moved.length} more` : "";
    notes.add({
      code: "diff/cost-shift",
      message:
        `Cost moved within ${group}, whose sum stays within ${Number(((margin - 1) * 100).toFixed(2))}% ` +
        `(x${ratio.toFixed(3)}): ${moved.join(", ")}${others}. This is one finding, not ${count}.`,
    });
  }
}

function notePlan(plan: Plan | null, notes: NoteList): void {
  if (plan === null) return;
  notes.add({
    code: "diff/plan",
    message:
      plan.rows.length === 0
        ? "Plan: no row that can be planned for is undecided."
        : "Plan: runs a side that find a change of the total or of an undecided symbol with 80% power; empty where 10000 do not." +
          (plan.assumesSampling
            ? " Run-to-run noise is not known and taken as none: this is the least that could do."
            : ""),
    ...(plan.assumesSampling ? { hint: "Give --noise or replicates for a plan that knows the noise." } : {}),
  });
}

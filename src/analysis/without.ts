import type { Diagnostic } from "../model/diagnostic.ts";
import { boundUnlisted } from "../model/unlisted-bound.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { AlignedCounts, Alignment } from "./align.ts";
import type { CountColumn } from "./count-column.ts";
import { type GroupRules, hintGroups } from "./group-rules.ts";
import { askForSymbol, isListed } from "./listed-names.ts";
import type { RowGroups } from "./row-groups.ts";
import { hidesCounts, type RunCounts } from "./run-counts.ts";

/** What is taken out of a comparison: a group or a symbol, by name. */
export interface Without {
  readonly kind: "group" | "symbol";
  readonly name: string;
}

/** Parses `--without` values: `group:NAME` or `symbol:NAME`. Throws located usage errors, also for a group that no rule fills. */
export function parseWithout(texts: readonly string[], rules: GroupRules): Without[] {
  return texts.map((text) => {
    const [, kind, name] = /^(group|symbol):(.+)$/.exec(text) ?? [];
    if (kind !== "group" && kind !== "symbol") {
      throw refuse(text, 1, `cannot read ${JSON.stringify(text)}`, "write group:NAME or symbol:NAME");
    }
    if (kind === "group" && !rules.groups.includes(name)) {
      throw refuse(text, 7, `there is no group ${JSON.stringify(name)}`, hintGroups(name, rules.groups));
    }
    return { kind, name };
  });
}

function refuse(text: string, column: number, message: string, hint: string): ZcprofError {
  return new ZcprofError("usage", {
    code: "without/malformed",
    message: `--without: ${message}`,
    hint,
    location: { path: "--without", line: 1, column, text },
  });
}

export interface Remaining {
  readonly alignment: Alignment;
  readonly runs: readonly RunCounts[];
  /** How many symbols that each run lists were taken out. */
  readonly taken: readonly number[];
  readonly notes: readonly Diagnostic[];
}

/**
 * Takes rows out of an alignment and their ticks out of the totals, and says what was taken. What a cut listing hides may
 * belong to a group as a whole, and to a symbol that it does not show up to its bound: the total is then known only
 * within bounds, its point that of nothing hidden.
 */
export function withoutRows(
  without: readonly Without[],
  alignment: Alignment,
  groups: RowGroups,
  runs: readonly RunCounts[],
): Remaining {
  if (without.length === 0) return { alignment, runs, taken: runs.map(() => 0), notes: [] };
  const groupNames = namesOf(without, "group");
  const symbolNames = namesOf(without, "symbol");
  // A symbol that no listing shows has no row whose bounds would tell what it hides.
  const unseen = new Set(symbolNames);
  const kept: number[] = [];
  const taken: number[] = [];
  for (let row = 0; row < alignment.length; row++) {
    const isNamed = symbolNames.size > 0 && symbolNames.has(alignment.nameAt(row));
    if (isNamed) unseen.delete(alignment.nameAt(row));
    const isTaken = isNamed || (groupNames.size > 0 && groupNames.has(groups.nameAt(row)));
    (isTaken ? taken : kept).push(row);
  }
  const remaining = runs.map((run, p) => {
    const measure = alignment.profiles[p].measures[0];
    const bound = boundUnlisted(measure) ?? Infinity;
    const hidden = run.total.max - run.listed;
    const invisible =
      groupNames.size > 0 ? hidden : unseen.size === 0 ? 0 : Math.min(hidden, unseen.size * bound);
    return takeOut(run, taken, Uint32Array.from(kept), hidesCounts(measure) ? invisible : 0);
  });
  const unknown = [...unseen].flatMap((name) => noteUnknown(name, alignment));
  const hides = hidesMore(runs, remaining);
  // Names that nobody has are said one by one; that they took nothing goes without saying where nothing is hidden.
  const isSaid = !hides && unknown.length === groupNames.size + symbolNames.size;
  const listed = alignment.aligned.map(({ counts, members }) =>
    taken.reduce((sum, row) => sum + (members?.[row] ?? (counts[row] > 0 ? 1 : 0)), 0),
  );
  return {
    alignment: selectRows(alignment, Uint32Array.from(kept)),
    runs: remaining,
    taken: listed,
    notes: isSaid ? unknown : [describe(without, taken.length, runs, remaining, hides), ...unknown],
  };
}

function namesOf(without: readonly Without[], kind: Without["kind"]): Set<string> {
  return new Set(without.filter((entry) => entry.kind === kind).map(({ name }) => name));
}

/** A name that no input has, even without ticks, may be misspelt. */
function noteUnknown(name: string, { profiles }: Alignment): Diagnostic[] {
  if (isListed(name, profiles)) return [];
  const question = askForSymbol(name, profiles);
  return [
    {
      code: "without/unknown-symbol",
      message: `--without: no input lists a symbol ${name}`,
      ...(question === null ? {} : { hint: question }),
    },
  ];
}

/** `invisible` is the most that is taken out of what the run does not list. */
function takeOut(
  { rows, total, listed }: RunCounts,
  taken: readonly number[],
  kept: Uint32Array,
  invisible: number,
): RunCounts {
  const sum = (values: Float64Array): number => taken.reduce((ticks, row) => ticks + values[row], 0);
  const shown = sum(rows.point);
  const left = listed - shown;
  return {
    rows: pickColumn(rows, kept),
    // What is taken out at most is left at least; what is shown of the other rows is left in any case.
    total: {
      point: total.point - shown,
      min: Math.max(left - shiftable(rows, kept), total.min - sum(rows.max) - invisible),
      max: total.max - sum(rows.min),
    },
    listed: left,
  };
}

/** Ticks that an attribution may yet take from the rows that are kept. */
function shiftable({ point, min }: CountColumn, kept: Uint32Array): number {
  if (min === point) return 0;
  return kept.reduce((ticks, row) => ticks + point[row] - min[row], 0);
}

function selectRows(alignment: Alignment, kept: Uint32Array): Alignment {
  const mapped = new Map(
    [...kept.entries()].flatMap(([to, from]) => {
      const row = alignment.mapped.get(from);
      return row === undefined ? [] : [[to, row] as const];
    }),
  );
  return {
    ...alignment,
    length: kept.length,
    aligned: alignment.aligned.map(
      ({ counts, low, high, symbol, members }): AlignedCounts => ({
        counts: pick(counts, kept),
        low: low && pick(low, kept),
        high: high && pick(high, kept),
        symbol: Int32Array.from(kept, (row) => symbol[row]),
        members: members && Uint32Array.from(kept, (row) => members[row]),
      }),
    ),
    nameAt: (row) => alignment.nameAt(kept[row]),
    moduleAt: (row) => alignment.moduleAt(kept[row]),
    tableAt: (row) => alignment.tableAt(kept[row]),
    symbolAt: (row) => alignment.symbolAt(kept[row]),
    mapped,
  };
}

function pickColumn({ point, min, max }: CountColumn, kept: Uint32Array): CountColumn {
  const points = pick(point, kept);
  return {
    point: points,
    min: min === point ? points : pick(min, kept),
    max: max === point ? points : pick(max, kept),
  };
}

function pick(values: Float64Array, kept: Uint32Array): Float64Array {
  return Float64Array.from(kept, (row) => values[row]);
}

/** Tells whether totals are less certain without what was taken out, as listings may hide more of it. */
function hidesMore(before: readonly RunCounts[], after: readonly RunCounts[]): boolean {
  return after.some(({ total }, p) => total.max - total.min > before[p].total.max - before[p].total.min);
}

function describe(
  without: readonly Without[],
  symbols: number,
  before: readonly RunCounts[],
  after: readonly RunCounts[],
  hides: boolean,
): Diagnostic {
  const what = without.map(({ kind, name }) => (kind === "group" ? `group ${name}` : name));
  const ticks = before.map(({ total }, p) => total.point - after[p].total.point).join(" and ");
  return {
    code: symbols === 0 ? "without/took-nothing" : "without/left-out",
    message:
      symbols === 0
        ? `${what.join(", ")} took no symbol out${hides ? ", but the listing may hide one" : ""}`
        : `left out: ${what.join(", ")}, ${symbols} ${symbols === 1 ? "symbol" : "symbols"} with ${ticks} ticks; totals are ` +
          `without them${hides ? ", and within bounds, as the listing may hide more of them" : ""}`,
  };
}

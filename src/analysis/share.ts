import type { Diagnostic } from "../model/diagnostic.ts";
import { hintWithNames, nearestNames } from "../model/nearest-names.ts";
import { compilePattern } from "../model/pattern.ts";
import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Interval } from "../stats/interval.ts";
import { goodmanIntervals, wilsonInterval } from "../stats/proportion.ts";
import { type Alignment, alignProfiles } from "./align.ts";
import type { Count } from "./diff-result.ts";
import { type GroupRules } from "./group-rules.ts";
import { listNames } from "./listed-names.ts";
import { RowGroups } from "./row-groups.ts";
import { boundRun, type RunCounts } from "./run-counts.ts";
import type { ShareGroup, SharePart, ShareResult, ShareSymbol } from "./share-result.ts";
import { summarizeSide } from "./side-summary.ts";
import { lineOf } from "./source-line.ts";
import { type Without, withoutRows } from "./without.ts";

export interface ShareOptions {
  /** Confidence of intervals, 0.95 by default. */
  readonly level?: number;
  /** Groups and symbols taken out of the total first. */
  readonly without?: readonly Without[];
}

/**
 * Computes what part of a profile each selected set of symbols has, with the interval of the listed part and the bound
 * for the unlisted one beside it (docs/statistics.md section 6).
 *
 * A selector is a group's name, or else an expression over symbol names. Throws a usage error for one that is neither, and
 * for a plain word that is in no name; an expression that takes no listed symbol is a share of 0 with a note.
 */
export function shareOfGroups(
  profile: Profile,
  selectors: readonly string[],
  rules: GroupRules,
  { level = 0.95, without = [] }: ShareOptions = {},
): ShareResult {
  if (profile.measures[0].type.assumes === "shares") {
    throw new ZcprofError("incomparable", {
      code: "share/no-counts",
      message: `${profile.provenance.path} holds shares, not counts: how many samples stand behind them is not known, so no interval can be given`,
      hint: "zcprof show prints them",
    });
  }
  const whole = alignProfiles([profile]);
  const remaining = withoutRows(without, whole, new RowGroups(whole, rules), [boundRun(whole, 0)]);
  const { alignment, notes: withoutNotes } = remaining;
  const [run] = remaining.runs;
  const total = run.total.point;
  if (!(total > 0)) {
    throw new ZcprofError("input", {
      code: "share/no-ticks",
      message: `${profile.provenance.path} has no ticks: a share of nothing has no meaning`,
    });
  }
  const groupOfRow = new RowGroups(alignment, rules);
  const rowsOf = selectors.map((selector) => selectRows(alignment, selector, groupOfRow));
  const sums = rowsOf.map((rows) => rows.reduce((sum, row) => sum + run.rows.point[row], 0));
  // The last cell is everything else: the intervals hold together only over a whole partition.
  const several = selectors.length > 1;
  const rest = total - sums.reduce((sum, ticks) => sum + ticks, 0);
  const together = several && rest >= 0 ? goodmanIntervals([...sums, rest], level) : null;
  const intervalOf = (ticks: number): Interval => wilsonInterval(ticks, total, level);
  const hidden = run.total.max - run.listed;

  const groups = rowsOf.map((rows, i): ShareGroup => {
    const ticks = sumCounts(run, rows, hidden);
    const symbols = rows.map((row): ShareSymbol => {
      const own = sumCounts(run, [row], 0);
      const others = subtractCount(ticks, own);
      return {
        symbol: alignment.nameAt(row),
        module: alignment.moduleAt(row),
        line: lineOf(profile, alignment.aligned[0].symbol[row]),
        ...partOf(own, total, intervalOf(own.point)),
        without: partOf(others, total, intervalOf(others.point)),
      };
    });
    return {
      group: selectors[i],
      ...partOf(ticks, total, together?.[i] ?? intervalOf(ticks.point)),
      symbols: symbols.sort((a, b) => b.ticks.point - a.ticks.point),
    };
  });
  return {
    profile: summarizeSide([profile], [run], remaining.taken[0]),
    total,
    level,
    method: together === null ? "Wilson" : "Goodman",
    groups,
    notes: [
      ...alignment.notes,
      ...withoutNotes,
      ...noteOverlap(rowsOf, several && rest < 0),
      ...noteEmpty(groups),
    ],
  };
}

function selectRows(alignment: Alignment, selector: string, groupOfRow: RowGroups): number[] {
  const { rules } = groupOfRow;
  // An empty expression would match every name.
  if (selector.trim() === "") refuse(selector, "it is empty", rules);
  const group = rules.groups.indexOf(selector);
  const pattern = group >= 0 ? null : compilePattern(selector, (reason) => refuse(selector, reason, rules));
  const rows: number[] = [];
  for (let row = 0; row < alignment.length; row++) {
    const takes = pattern === null ? groupOfRow.at(row) === group : pattern.test(alignment.nameAt(row));
    if (takes) rows.push(row);
  }
  if (rows.length === 0 && pattern !== null && PLAIN_WORD.test(selector)) {
    const names = [...listNames(alignment.profiles)];
    if (!names.some((name) => pattern.test(name)))
      refuse(selector, "no symbol of the profile has it in its name", rules, names);
  }
  return rows;
}

/** What nobody writes who means an expression: where no name has it, a group is misspelt, and a share of 0 would hide that. */
const PLAIN_WORD = /^\w+$/;

function refuse(
  selector: string,
  reason: string,
  { groups }: GroupRules,
  symbols: readonly string[] = [],
): never {
  throw new ZcprofError("usage", {
    code: "share/unknown-group",
    message: `${JSON.stringify(selector)} is no group and no expression over symbol names: ${reason}`,
    hint: hintWithNames(nearestNames(selector, [...groups, ...symbols]), `groups are ${groups.join(", ")}`),
    location: { path: "--group", line: 1, column: 1, text: selector },
  });
}

function sumCounts({ rows }: RunCounts, members: readonly number[], hidden: number): Count {
  const sum = (values: Float64Array): number => members.reduce((ticks, row) => ticks + values[row], 0);
  return { point: sum(rows.point), min: sum(rows.min), max: sum(rows.max) + hidden };
}

/** What is left of a sum without one of its parts; exact for counts of whole ticks. */
function subtractCount(sum: Count, part: Count): Count {
  return { point: sum.point - part.point, min: sum.min - part.min, max: sum.max - part.max };
}

function partOf(ticks: Count, total: number, interval: Interval): SharePart {
  const share = {
    point: ticks.point / total,
    min: ticks.min / total,
    max: Math.min(1, ticks.max / total),
  };
  return { ticks, share, interval };
}

function noteOverlap(rowsOf: readonly (readonly number[])[], exceeds: boolean): Diagnostic[] {
  const all = rowsOf.flat();
  if (new Set(all).size === all.length) return [];
  const message = exceeds
    ? "the groups overlap and exceed the total: each has its own interval"
    : "the groups overlap: a symbol counts in each that takes it";
  return [{ code: "share/overlap", message }];
}

function noteEmpty(groups: readonly ShareGroup[]): Diagnostic[] {
  return groups
    .filter(({ symbols }) => symbols.length === 0)
    .map(({ group }) => ({ code: "share/took-nothing", message: `${group} takes no listed symbol` }));
}

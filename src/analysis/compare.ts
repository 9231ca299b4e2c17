import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { CountMethod } from "../stats/conditional-score.ts";
import type { Correction } from "../stats/correction.ts";
import { type Alignment, alignProfiles } from "./align.ts";
import { checkComparability, checkExposures } from "./comparability.ts";
import type { CountColumn } from "./count-column.ts";
import type { Count, DiffResult, RenameCandidate } from "./diff-result.ts";
import { Family, type FamilyInput } from "./family.ts";
import { groupTable } from "./group-rows.ts";
import { type GroupRules, IDLE_GROUP } from "./group-rules.ts";
import { KERNEL_GROUPS } from "./kernel-groups.ts";
import { describeNormalization, type Normalization } from "./normalization.ts";
import { type PairScale, PairTester } from "./pair-tester.ts";
import { findRenameCandidates } from "./rename-candidates.ts";
import { RowGroups } from "./row-groups.ts";
import { boundRun, type RunCounts } from "./run-counts.ts";
import { resolveScale } from "./scale.ts";
import { summarizeSide } from "./side-summary.ts";
import type { SymbolMapping } from "./symbol-mapping.ts";
import { symbolTable } from "./symbol-rows.ts";
import { type Without, withoutRows } from "./without.ts";

/** How profiles are compared; every field has a default. */
export interface CompareOptions {
  /** No normalisation by default: equal work is assumed. */
  readonly normalize?: Normalization;
  readonly mapping?: SymbolMapping;
  /** The built-in kernel rules by default. */
  readonly groups?: GroupRules;
  /** Groups and symbols that are taken out of both sides and their totals first. */
  readonly without?: readonly Without[];
  /** Confidence of intervals, 0.95 by default; tests are at 1 - level. */
  readonly level?: number;
  /** Ratios within [1/margin, margin] count as no change, 1.05 by default. */
  readonly margin?: number;
  /** "bh" by default. */
  readonly correction?: Correction;
  /** "midp" by default. */
  readonly interval?: CountMethod;
}

/** Rows with fewer ticks on both sides together are not tested (docs/statistics.md section 3). */
const MIN_TICKS = 10;

/**
 * Compares the profiles of two sides, each cut down to one measure (`selectMeasure`). Throws an incomparable error
 * where a number would have no meaning, such as time against schedule() calls; lesser differences are notes.
 */
export function compareProfiles(
  base: readonly Profile[],
  next: readonly Profile[],
  options: CompareOptions = {},
): DiffResult {
  if (base.length !== 1 || next.length !== 1) {
    throw new ZcprofError("usage", {
      code: "diff/replicates",
      message: `one profile a side can be compared, found ${base.length} and ${next.length}`,
    });
  }
  const { normalize = { kind: "none" }, margin = 1.05, level = 0.95, correction = "bh" } = options;
  const { interval = "midp", groups: rules = KERNEL_GROUPS } = options;
  const comparability = checkComparability(base, next);
  const whole = alignProfiles([...base, ...next], options.mapping);
  const wholeGroups = new RowGroups(whole, rules);
  const wholeRuns = whole.profiles.map((_, p) => boundRun(whole, p));
  const {
    alignment,
    runs,
    notes: withoutNotes,
  } = withoutRows(options.without ?? [], whole, wholeGroups, wholeRuns);
  const groups = alignment === whole ? wholeGroups : new RowGroups(alignment, rules);
  const [x, y] = runs;

  const { scale, notes: scaleNotes } = resolveScale(
    normalize,
    alignment,
    groups,
    { profiles: base, rows: x.rows, total: x.total.point },
    { profiles: next, rows: y.rows, total: y.total.point },
  );
  const rule = { level, margin };
  const familyOf = (
    b: CountColumn,
    n: CountColumn,
    by: PairScale,
    adjust: Correction,
    minTicks: number,
  ): Family => {
    const tester = new PairTester(b, n, by, interval);
    const { baseExposure, nextExposure } = by;
    const input: FamilyInput = {
      base: b,
      next: n,
      baseExposure,
      nextExposure,
      tester,
      correction: adjust,
      rule,
      minTicks,
    };
    return new Family(input);
  };
  // The ticks that a total is divided by under `total` are its own: its change is told per run.
  const totalScale = normalize.kind === "total" ? EQUAL : scale;
  const total = familyOf(columnOf(x.total), columnOf(y.total), totalScale, "none", MIN_TICKS).at(0);
  const changes = { base: x.total, next: y.total, scale: scale.baseExposure / scale.nextExposure };

  let renameCandidates: readonly RenameCandidate[] | null = null;
  return {
    base: summarizeSide(base, x),
    next: summarizeSide(next, y),
    normalize: describeNormalization(normalize),
    basis: "sampling",
    method: interval === "midp" ? "mid-p binomial" : "exact binomial (Clopper-Pearson)",
    level,
    margin,
    correction,
    exposure: { base: scale.baseExposure, next: scale.nextExposure },
    total,
    groups: groupTable(
      alignment,
      groups,
      runs,
      changes,
      (b, n, by) => familyOf(b, n, by, correction, MIN_TICKS),
      scale,
    ),
    symbols: symbolTable(alignment, groups, familyOf(x.rows, y.rows, scale, correction, MIN_TICKS), changes),
    unlisted: unlistedChange(x, y, changes.scale),
    get renameCandidates() {
      renameCandidates ??= findRenameCandidates(alignment);
      return renameCandidates;
    },
    notes: [
      ...comparability,
      ...(normalize.kind === "none" ? checkExposures(base, next) : []),
      ...checkIdle(alignment, groups, runs),
      ...alignment.notes,
      ...withoutNotes,
      ...scaleNotes,
    ],
  };
}

/** Idle ticks on one side only dwarf every other change; only rows of a hundredth of a total are looked at. */
function checkIdle(alignment: Alignment, groups: RowGroups, runs: readonly RunCounts[]): Diagnostic[] {
  const idle = runs.map(({ rows, total }) => {
    let ticks = 0;
    for (let row = 0; row < alignment.length; row++) {
      if (rows.point[row] >= total.point / 100 && groups.nameAt(row) === IDLE_GROUP) ticks += rows.point[row];
    }
    return ticks;
  });
  if (idle.every((ticks) => ticks > 0) || idle.every((ticks) => ticks === 0)) return [];
  const [side, ticks] = idle[0] > 0 ? ["base", idle[0]] : ["next", idle[1]];
  return [
    {
      code: "comparable/idle",
      message: `only ${side} counts idle time (${ticks} ticks)`,
      hint: "--without group:idle leaves it out of both",
    },
  ];
}

const EQUAL: PairScale = { baseExposure: 1, nextExposure: 1, countsTicks: false, contains: () => false };

function columnOf({ point, min, max }: Count): CountColumn {
  return { point: Float64Array.of(point), min: Float64Array.of(min), max: Float64Array.of(max) };
}

function unlistedChange(x: RunCounts, y: RunCounts, scale: number): DiffResult["unlisted"] {
  const base = x.total.point - x.listed;
  const next = y.total.point - y.listed;
  return { base, next, delta: next * scale - base };
}

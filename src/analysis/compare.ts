import { countsOverlap } from "../model/counts-overlap.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { CountMethod } from "../stats/conditional-score.ts";
import type { Correction } from "../stats/correction.ts";
import { alignProfiles } from "./align.ts";
import { chooseMethod } from "./choose-method.ts";
import { checkComparability, checkExposures } from "./comparability.ts";
import { addColumns, addCounts, type CountColumn } from "./count-column.ts";
import type { Count, DiffResult, RenameCandidate } from "./diff-result.ts";
import { Family } from "./family.ts";
import { groupTable } from "./group-rows.ts";
import { type GroupRules, IDLE_GROUP } from "./group-rules.ts";
import { KERNEL_GROUPS } from "./kernel-groups.ts";
import { type NoiseFile, noiseKey } from "./noise-file.ts";
import { checkNoise } from "./noise-fit.ts";
import { describeNormalization, type Normalization } from "./normalization.ts";
import { findRenameCandidates } from "./rename-candidates.ts";
import { RowGroups } from "./row-groups.ts";
import type { FamilyRows } from "./row-tester.ts";
import { boundRun, countAbsent, hidesCounts, type RunCounts } from "./run-counts.ts";
import { checkOrder, orderRuns } from "./run-order.ts";
import { equalScale, resolveScale, type Scale, type ScaledRuns } from "./scale.ts";
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
  /** Run-to-run noise measured before; used where one profile a side is compared. */
  readonly noise?: NoiseFile;
  /** How many comparisons against one base are looked at together: every q is multiplied by it. 1 by default. */
  readonly comparisons?: number;
  /** Runs of base and next belong together in their order (ABAB): their pairs are compared. */
  readonly paired?: boolean;
}

/**
 * Compares the profiles of two sides, each cut down to one measure (`selectMeasure`); several on a side are replicates.
 * Throws an incomparable error where a number would have no meaning, such as time against schedule() calls, or where
 * the runs allow no honest p-value; lesser differences are notes.
 */
export function compareProfiles(
  givenBase: readonly Profile[],
  givenNext: readonly Profile[],
  options: CompareOptions = {},
): DiffResult {
  const [base, next] = options.paired ? [orderRuns(givenBase), orderRuns(givenNext)] : [givenBase, givenNext];
  const { normalize = { kind: "none" }, margin = 1.05, level = 0.95, correction = "bh" } = options;
  const { groups: rules = KERNEL_GROUPS, comparisons = 1 } = options;
  checkLevel(level);
  const comparability = checkComparability(base, next, normalize);
  const method = chooseMethod(base, next, options);

  const whole = alignProfiles([...base, ...next], options.mapping);
  const wholeGroups = new RowGroups(whole, rules);
  const wholeRuns = whole.profiles.map((_, p) => boundRun(whole, p));
  const remaining = withoutRows(options.without ?? [], whole, wholeGroups, wholeRuns);
  const { alignment, runs } = remaining;
  const groups = alignment === whole ? wholeGroups : new RowGroups(alignment, rules);
  const input: ScaledRuns = { alignment, groups, runs, baseRuns: base.length };
  const { scale, notes: scaleNotes } = resolveScale(normalize, input);

  const familyOf = (rows: FamilyRows, adjust: Correction): Family =>
    new Family({
      base: addColumns(rows.base),
      next: addColumns(rows.next),
      baseExposure: sum(rows.scale.base),
      nextExposure: sum(rows.scale.next),
      tester: method.makeTester(rows),
      basis: method.basis,
      correction: adjust,
      comparisons,
      rule: { level, margin },
    });
  const [x, y] = [runs.slice(0, base.length), runs.slice(base.length)];
  const totals = {
    base: addCounts(x.map(({ total }) => total)),
    next: addCounts(y.map(({ total }) => total)),
  };
  const changes = { ...totals, scale: sum(scale.base) / sum(scale.next) };
  const symbols = familyOf(symbolRows(input, scale), correction);

  let renameCandidates: readonly RenameCandidate[] | null = null;
  return {
    runs: { base: base.length, next: next.length },
    base: summarizeSide(base, x, remaining.taken[0]),
    next: summarizeSide(next, y, remaining.taken[base.length]),
    normalize: describeNormalization(normalize),
    basis: method.basis,
    method: method.name,
    level,
    margin,
    correction,
    exposure: { base: sum(scale.base), next: sum(scale.next) },
    // The ticks that a total is divided by under `total` are its own: its change is told per run.
    total: familyOf(totalRows(x, y, normalize.kind === "total" ? equalScale(input) : scale), "none").at(0),
    groups: countsOverlap(base[0].provenance.facts)
      ? NO_ROWS
      : groupTable(input, scale, changes, (rows) => familyOf(rows, correction)),
    symbols: symbolTable(input, symbols, changes),
    unlisted: unlistedChange(x, y, changes.scale),
    get renameCandidates() {
      renameCandidates ??= holdsSymbols(base[0])
        ? findRenameCandidates(alignment, symbols.base, symbols.next, base.length)
        : [];
      return renameCandidates;
    },
    notes: [
      ...comparability,
      ...(normalize.kind === "none" ? checkExposures(base, next) : []),
      ...checkOrder(base, next),
      ...checkIdle(input),
      ...alignment.notes,
      ...remaining.notes,
      ...scaleNotes,
      ...(options.noise === undefined ? [] : checkNoise(options.noise, [...base, ...next], normalize)),
    ],
  };
}

/** Groups of rows that overlap: a sum over them means nothing. */
const NO_ROWS: DiffResult["groups"] = {
  length: 0,
  familySize: 0,
  base: new Float64Array(0),
  next: new Float64Array(0),
  delta: new Float64Array(0),
  p: new Float64Array(0),
  q: new Float64Array(0),
  nameAt: (index) => fail(index),
  at: (index) => fail(index),
};

function fail(index: number): never {
  throw new RangeError(`there is no group ${index}`);
}

/** Modules, stacks and bins are not renamed as functions are. */
function holdsSymbols({ provenance }: Profile): boolean {
  const { countedBy } = provenance.facts;
  return countedBy === undefined || countedBy === "inclusive";
}

/** Two one-sided tests at 1 - level need an interval of 2 level - 1, which is none at one half. */
function checkLevel(level: number): void {
  if (level > 0.5 && level < 1) return;
  throw new ZcprofError("usage", {
    code: "diff/level",
    message: `--level ${level}: tests at ${1 - level} decide nothing`,
    hint: "give a level above 0.5 and below 1, such as 0.95",
  });
}

function symbolRows({ alignment, runs, baseRuns }: ScaledRuns, scale: Scale): FamilyRows {
  const hiding = [...alignment.profiles.keys()].filter((p) => hidesCounts(alignment.profiles[p].measures[0]));
  const columns = runs.map(({ rows }) => rows);
  return {
    kind: "symbols",
    base: columns.slice(0, baseRuns),
    next: columns.slice(baseRuns),
    scale,
    contains: (row) => scale.contains(row),
    hides: (row) => hiding.some((p) => countAbsent(alignment, p, row) > 0),
    keyOf: (row) => noiseKey(alignment.nameAt(row), alignment.moduleAt(row)),
  };
}

function totalRows(base: readonly RunCounts[], next: readonly RunCounts[], scale: Scale): FamilyRows {
  return {
    kind: "total",
    base: base.map(({ total }) => columnOf(total)),
    next: next.map(({ total }) => columnOf(total)),
    scale,
    contains: () => false,
    hides: () => false,
    keyOf: () => "total",
  };
}

/** Idle ticks on one side only dwarf every other change; only rows of a hundredth of a total are looked at. */
function checkIdle({ alignment, groups, runs, baseRuns }: ScaledRuns): Diagnostic[] {
  const idle = [0, 0];
  runs.forEach(({ rows, total }, run) => {
    for (let row = 0; row < alignment.length; row++) {
      if (rows.point[row] >= total.point / 100 && groups.nameAt(row) === IDLE_GROUP) {
        idle[run < baseRuns ? 0 : 1] += rows.point[row];
      }
    }
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

function columnOf({ point, min, max }: Count): CountColumn {
  return { point: Float64Array.of(point), min: Float64Array.of(min), max: Float64Array.of(max) };
}

function unlistedChange(
  base: readonly RunCounts[],
  next: readonly RunCounts[],
  scale: number,
): DiffResult["unlisted"] {
  const [x, y] = [base, next].map((runs) => sum(runs.map(({ total, listed }) => total.point - listed)));
  return { base: x, next: y, delta: y * scale - x };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

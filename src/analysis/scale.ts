import { countsOverlap } from "../model/counts-overlap.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Alignment } from "./align.ts";
import { IDLE_GROUP } from "./group-rules.ts";
import type { Normalization } from "./normalization.ts";
import type { RowGroups } from "./row-groups.ts";
import type { RunCounts } from "./run-counts.ts";

/** By what the counts of each run are divided. */
export interface Scale {
  /** One exposure a run. */
  readonly base: readonly number[];
  readonly next: readonly number[];
  /** True where the exposures are themselves sums of ticks: their sampling noise counts too, and a row may be part of them. */
  readonly countsTicks: boolean;
  /** Whether the ticks of a symbol's row are part of the exposure; asked only where `countsTicks`. */
  contains(row: number): boolean;
}

/** The runs of both sides on the rows of an alignment. */
export interface ScaledRuns {
  readonly alignment: Alignment;
  readonly groups: RowGroups;
  /** Counts of each profile of the alignment, those of base first. */
  readonly runs: readonly RunCounts[];
  readonly baseRuns: number;
}

export interface ResolvedScale {
  readonly scale: Scale;
  readonly notes: readonly Diagnostic[];
}

/** Every run has the same exposure. */
export function equalScale({ runs, baseRuns }: ScaledRuns): Scale {
  return exposed(
    runs.map(() => 1),
    baseRuns,
  );
}

/**
 * Turns a normalisation into exposures. Throws an incomparable error where a run lacks what it is divided by: seconds,
 * bytes, ticks of the anchor, or rows that all runs count.
 */
export function resolveScale(normalization: Normalization, input: ScaledRuns): ResolvedScale {
  const { alignment, runs, baseRuns } = input;
  const { kind } = normalization;
  if (kind === "total") return scaleByBusyTotal(input);
  if (kind === "median-of-ratios") return scaleByMedian(input);
  if (kind === "anchor") {
    const isAnchor = (row: number): boolean => normalization.pattern.test(alignment.nameAt(row));
    refuseOverlap(input, isAnchor);
    const sums = runs.map((run) => sumRows(run, isAnchor));
    return { scale: tickScale(`anchor ${normalization.pattern.source}`, sums, input, isAnchor), notes: [] };
  }
  if (kind === "time" || (kind === "work" && normalization.amounts === null)) {
    const unit = kind === "time" ? "seconds" : "bytes";
    const amounts = alignment.profiles.map((profile) => statedExposure(profile, unit));
    return { scale: exposed(amounts, baseRuns), notes: [] };
  }
  if (kind === "work" && normalization.amounts !== null) {
    const { base, next } = normalization.amounts;
    return {
      scale: exposed(
        runs.map((_, run) => (run < baseRuns ? base : next)),
        baseRuns,
      ),
      notes: [],
    };
  }
  return { scale: equalScale(input), notes: [] };
}

/** Divides by all ticks that are not idle: idle time would dilute every share by what the machine did not do. */
function scaleByBusyTotal(input: ScaledRuns): ResolvedScale {
  const { groups, runs, baseRuns } = input;
  const idle = groups.rules.groups.indexOf(IDLE_GROUP);
  const isIdle = (row: number): boolean => idle >= 0 && groups.at(row) === idle;
  const idleTicks = runs.map((run) => sumRows(run, isIdle));
  const busy = runs.map(({ total }, run) => total.point - idleTicks[run]);
  const scale = tickScale("busy total", busy, input, (row) => !isIdle(row));
  const [x, y] = [sum(idleTicks.slice(0, baseRuns)), sum(idleTicks.slice(baseRuns))];
  if (x === 0 && y === 0) return { scale, notes: [] };
  const message = `idle ticks (${x} of base, ${y} of next) are left out of the totals that ticks are divided by`;
  return { scale, notes: [{ code: "normalize/idle-left-out", message }] };
}

/**
 * Divides each run by the median, over the symbols that all runs count, of its count over their geometric mean
 * (Anders, Huber, Genome Biology 11 (2010) R106).
 */
function scaleByMedian({ alignment, runs, baseRuns }: ScaledRuns): ResolvedScale {
  const logs = runs.map(() => new Float64Array(alignment.length));
  let rows = 0;
  for (let row = 0; row < alignment.length; row++) {
    if (runs.some((run) => run.rows.point[row] === 0)) continue;
    const own = runs.map((run) => Math.log(run.rows.point[row]));
    const centre = sum(own) / own.length;
    own.forEach((value, run) => {
      logs[run][rows] = value - centre;
    });
    rows++;
  }
  if (rows === 0) {
    throw incomparable(
      "normalize/nothing-in-both",
      "no symbol has ticks in every run, so there is no median of ratios",
      "choose another --normalize",
    );
  }
  const factors = logs.map((values) => Math.exp(medianOf(values.subarray(0, rows))));
  const relative = factors.map((factor) => factor / factors[0]);
  const told = relative.slice(1).map((factor) => factor.toPrecision(4));
  const message =
    `ticks are divided by the median ratio of the symbols that every run counts (1, ${told.join(", ")}); ` +
    "the noise of the median itself is not counted";
  return { scale: exposed(relative, baseRuns), notes: [{ code: "normalize/median", message }] };
}

function medianOf(values: Float64Array): number {
  values.sort();
  return (values[(values.length - 1) >> 1] + values[values.length >> 1]) / 2;
}

function sumRows({ rows: { point } }: RunCounts, includes: (row: number) => boolean): number {
  let ticks = 0;
  for (let row = 0; row < point.length; row++) if (point[row] > 0 && includes(row)) ticks += point[row];
  return ticks;
}

function exposed(amounts: readonly number[], baseRuns: number): Scale {
  return {
    base: amounts.slice(0, baseRuns),
    next: amounts.slice(baseRuns),
    countsTicks: false,
    contains: () => false,
  };
}

function tickScale(
  what: string,
  ticks: readonly number[],
  { alignment, baseRuns }: ScaledRuns,
  contains: (row: number) => boolean,
): Scale {
  const empty = ticks.findIndex((count) => !(count > 0));
  if (empty >= 0) {
    throw incomparable(
      "normalize/nothing-to-divide-by",
      `${what} has ${ticks[empty]} ticks in ${alignment.profiles[empty].provenance.path}`,
      "choose another --normalize",
    );
  }
  return { ...exposed(ticks, baseRuns), countsTicks: true, contains };
}

function statedExposure({ provenance }: Profile, unit: "seconds" | "bytes"): number {
  const amount = provenance.exposure[unit];
  if (amount !== null && amount > 0) return amount;
  throw incomparable(
    `normalize/no-${unit}`,
    `${provenance.path} does not say how many ${unit} it covers`,
    "give --exposure BASE:NEXT, or choose another --normalize",
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function incomparable(code: string, message: string, hint: string): ZcprofError {
  return new ZcprofError("incomparable", { code, message, hint });
}

/** Rows that overlap have no sum; a single one may be an anchor. */
function refuseOverlap({ alignment }: ScaledRuns, isAnchor: (row: number) => boolean): void {
  if (!countsOverlap(alignment.profiles[0].provenance.facts)) return;
  let anchors = 0;
  for (let row = 0; row < alignment.length; row++) if (isAnchor(row)) anchors++;
  if (anchors < 2) return;
  throw new ZcprofError("incomparable", {
    code: "normalize/overlap",
    message: `the anchor takes ${anchors} rows, whose inclusive counts overlap and have no sum`,
    hint: "let it take one symbol, such as ^main$",
  });
}

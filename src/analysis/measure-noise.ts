import { isDeepStrictEqual } from "node:util";
import type { Profile } from "../model/profile.ts";
import type { RunFacts } from "../model/provenance.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { estimateDispersion } from "../stats/dispersion.ts";
import { dispersionInterval } from "../stats/dispersion-interval.ts";
import { type DispersionPrior, fitDispersionPrior, squeezeDispersion } from "../stats/moderation.ts";
import { alignProfiles } from "./align.ts";
import { checkComparability } from "./comparability.ts";
import { gatherColumn } from "./count-column.ts";
import type { GroupRules } from "./group-rules.ts";
import type { NoiseEntry, NoiseFile } from "./noise-file.ts";
import { describeNormalization, type Normalization } from "./normalization.ts";
import { RowGroups } from "./row-groups.ts";
import { boundRun, hidesCounts } from "./run-counts.ts";
import { equalScale, resolveScale, type ScaledRuns } from "./scale.ts";

/** A symbol needs this many ticks a run on average for its dispersion to mean anything (docs/statistics.md section 2). */
const MEAN_TICKS = 5;

/**
 * Measures run-to-run noise from identical runs: dispersion of the total, of groups and of symbols, with its interval, and
 * shrunk towards its family. Throws usage errors for fewer than three runs, and incomparable ones for cut listings (what
 * is hidden in one run and shown in another would be taken for noise) and for runs that are not alike.
 */
export function measureNoise(
  profiles: readonly Profile[],
  rules: GroupRules,
  normalize: Normalization = { kind: "none" },
): NoiseFile {
  if (profiles.length < 3) {
    throw new ZcprofError("usage", {
      code: "noise/too-few-runs",
      message: `noise is measured from three identical runs or more, found ${profiles.length}`,
      hint: "ten runs make a usable noise file",
    });
  }
  checkComparability(profiles.slice(0, 1), profiles.slice(1), normalize);
  refuseCut(profiles);
  refuseShares(profiles);
  const alignment = alignProfiles(profiles);
  const groups = new RowGroups(alignment, rules);
  const runs = profiles.map((_, p) => boundRun(alignment, p));
  const input: ScaledRuns = { alignment, groups, runs, baseRuns: profiles.length };
  const exposures = resolveScale(normalize, input).scale.base;
  // Divided by itself a total has no noise; under `total` that of the ticks of a run is told.
  const totalExposures = normalize.kind === "total" ? equalScale(input).base : exposures;

  const learn = (columns: readonly Float64Array[], rows: number): Learned[] =>
    Array.from({ length: rows }, (_, row) =>
      learnRow(
        columns.map((column) => column[row]),
        exposures,
      ),
    );
  const symbols = learn(
    runs.map(({ rows }) => rows.point),
    alignment.length,
  );
  const names = rules.groups;
  const sums = runs.map(({ rows }) => gatherColumn(rows, groups.column, names.length).point);
  const groupRows = learn(sums, names.length);
  const df = profiles.length - 1;
  const prior = { symbols: fitPrior(symbols, df), groups: fitPrior(groupRows, df) };
  const total = learnRow(
    runs.map((run) => run.total.point),
    totalExposures,
  );
  const nameOf = (row: number): { symbol: string; module: string } => ({
    symbol: alignment.nameAt(row),
    module: alignment.moduleAt(row),
  });
  const symbolEntries = symbols.map((row) =>
    row.meanTicks >= MEAN_TICKS ? describe(row, df, prior.symbols) : null,
  );
  const members = meanOfMembers(symbolEntries, groups.column, names.length);
  const [{ type }] = profiles[0].measures;
  return {
    schema: "zcprof.noise/1",
    sources: profiles.map(({ provenance }) => ({ path: provenance.path, checksum: provenance.checksum })),
    runs: profiles.length,
    df,
    event: type.event,
    unit: type.unit,
    normalize: describeNormalization(normalize),
    facts: agreedFacts(profiles),
    prior,
    total: describe(total, df, { phi: 1, df: 0 }),
    groups: groupRows.flatMap((row, i) =>
      row.meanTicks >= MEAN_TICKS
        ? [{ group: names[i], members: members[i], ...describe(row, df, prior.groups) }]
        : [],
    ),
    symbols: symbolEntries.flatMap((entry, row) => (entry === null ? [] : [{ ...nameOf(row), ...entry }])),
    rare: symbolEntries.flatMap((entry, row) => (entry === null ? [nameOf(row)] : [])),
  };
}

/** The mean of the upper ends of a group's symbols, by their ticks: what its sum would vary by if they moved together. */
function meanOfMembers(
  entries: readonly (NoiseEntry | null)[],
  groupOf: Uint16Array,
  groups: number,
): number[] {
  const ticks = new Float64Array(groups);
  const sums = new Float64Array(groups);
  entries.forEach((entry, row) => {
    if (entry === null) return;
    ticks[groupOf[row]] += entry.meanTicks;
    sums[groupOf[row]] += entry.meanTicks * entry.interval.high;
  });
  return Array.from(sums, (sum, i) => (ticks[i] > 0 ? sum / ticks[i] : 0));
}

interface Learned {
  readonly phi: number;
  readonly meanTicks: number;
}

function learnRow(counts: readonly number[], exposures: readonly number[]): Learned {
  const meanTicks = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return { phi: estimateDispersion({ counts, exposures }).phi, meanTicks };
}

function fitPrior(rows: readonly Learned[], df: number): DispersionPrior {
  const known = rows.filter(({ meanTicks }) => meanTicks >= MEAN_TICKS);
  return fitDispersionPrior(
    known.map(({ phi }) => phi),
    df,
  );
}

function describe({ phi, meanTicks }: Learned, df: number, prior: DispersionPrior): NoiseEntry {
  const interval = dispersionInterval(phi, df);
  return { phi, interval, shrunk: squeezeDispersion(phi, df, prior).phi, meanTicks };
}

function refuseCut(profiles: readonly Profile[]): void {
  const cut = profiles.find(({ measures }) => hidesCounts(measures[0]));
  if (cut === undefined) return;
  throw new ZcprofError("incomparable", {
    code: "noise/cut-listing",
    message: `${cut.provenance.path} was cut: what it hides would be taken for noise`,
    hint: "measure noise from complete listings",
  });
}

function refuseShares(profiles: readonly Profile[]): void {
  const shares = profiles.find(({ measures }) => measures[0].type.assumes === "shares");
  if (shares === undefined) return;
  throw new ZcprofError("incomparable", {
    code: "noise/shares",
    message: `${shares.provenance.path} holds shares, not counts: their noise cannot be held against sampling noise`,
    hint: "measure noise from the recordings themselves",
  });
}

function agreedFacts(profiles: readonly Profile[]): RunFacts {
  const [first, ...rest] = profiles.map(({ provenance }) => provenance.facts);
  return Object.fromEntries(
    Object.entries(first).filter(([key, value]) =>
      rest.every((facts) =>
        Object.entries(facts).some(([other, found]) => other === key && isDeepStrictEqual(found, value)),
      ),
    ),
  );
}

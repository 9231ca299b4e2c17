/** A linear row: what is measured, what the present values give, and what a unit more of each value adds. */
export interface LinearRow {
  readonly measured: number;
  readonly simulated: number;
  readonly variance: number;
  readonly slopes: readonly number[];
}

/** A value before any row is looked at: where it is expected, how far around it one deviation reaches, and its range. */
export interface Prior {
  readonly expected: number;
  readonly deviation: number;
  readonly low: number;
  readonly high: number;
}

/** A fitted value; `error` is one deviation, and 0 where a bound holds it. */
export interface FittedValue {
  readonly value: number;
  readonly error: number;
  readonly isAtBound: boolean;
}

/** Sweeps of coordinate descent; a handful of values settles within some hundred. */
const SWEEPS = 20_000;
const SETTLED = 1e-10;

/**
 * Fits values to rows by least squares within bounds, each row weighted by its variance and each value held to its
 * prior; `now` is where the rows were simulated. The sum of squares is convex, so going through the values one by one,
 * each to its own best within its bounds, ends at the one minimum.
 */
export function fitWithinBounds(
  rows: readonly LinearRow[],
  priors: readonly Prior[],
  now: readonly number[],
): FittedValue[] {
  const { matrix, vector } = normalEquations(rows, priors, now);
  const values = priors.map(({ expected }) => expected);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (const [i, { low, high }] of priors.entries()) {
      const others = matrix[i].reduce((sum, cell, j) => sum + (j === i ? 0 : cell * values[j]), 0);
      const best = Math.min(high, Math.max(low, (vector[i] - others) / matrix[i][i]));
      moved = Math.max(moved, Math.abs(best - values[i]));
      values[i] = best;
    }
    if (moved < SETTLED) break;
  }
  const held = values.map((value, i) => value === priors[i].low || value === priors[i].high);
  const free = held.flatMap((isHeld, i) => (isHeld ? [] : [i]));
  const covariance = invert(free.map((i) => free.map((j) => matrix[i][j])));
  return values.map((value, i) => {
    const at = free.indexOf(i);
    return { value, error: at < 0 ? 0 : Math.sqrt(covariance[at][at]), isAtBound: held[i] };
  });
}

/** Returns what a row comes to at other values than those it was simulated at. */
export function predictRow(
  { simulated, slopes }: LinearRow,
  now: readonly number[],
  values: readonly number[],
): number {
  return slopes.reduce((sum, slope, i) => sum + slope * (values[i] - now[i]), simulated);
}

function normalEquations(
  rows: readonly LinearRow[],
  priors: readonly Prior[],
  now: readonly number[],
): { matrix: number[][]; vector: number[] } {
  const zero = priors.map(() => 0);
  const matrix = priors.map(({ deviation }, i) => priors.map((_, j) => (i === j ? deviation ** -2 : 0)));
  const vector = priors.map(({ expected, deviation }) => expected / deviation ** 2);
  for (const row of rows) {
    const left = row.measured - predictRow(row, now, zero);
    for (const [i, a] of row.slopes.entries()) {
      vector[i] += (a * left) / row.variance;
      for (const [j, b] of row.slopes.entries()) matrix[i][j] += (a * b) / row.variance;
    }
  }
  return { matrix, vector };
}

/** Inverts a small symmetric matrix that the priors keep positive definite (Gauss-Jordan). */
function invert(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < size; i++) {
    const pivot = work[i][i];
    work[i] = work[i].map((cell) => cell / pivot);
    for (let k = 0; k < size; k++) {
      const factor = work[k][i];
      if (k !== i) work[k] = work[k].map((cell, j) => cell - factor * work[i][j]);
    }
  }
  return work.map((row) => row.slice(size));
}

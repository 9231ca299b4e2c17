import { splitBin } from "./split-bin.ts";

/** Ticks of each function; the last entry is `*unknown*`, which holds bins below the first function. */
export interface Attribution {
  /** Point values; they add up to the sum of the bins. */
  readonly counts: Float64Array;
  /** Without the bins that a function shares with others, and with the whole of them; null together where no shared bin has ticks. */
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
  /** Ticks that stand in another row of readprofile's listing of the same bins. */
  readonly movedTicks: number;
}

/**
 * Credits bins to functions by the addresses that they cover: bin b holds the ticks of `[b * step, (b + 1) * step)`
 * bytes after `_stext`, and function i covers `[starts[i], starts[i + 1])`. `bins` must not reach beyond the last
 * start.
 *
 * A bin that several functions share could belong to any of them, so it widens their bounds; the point value is the
 * overlap share. readprofile instead credits bin b to the function that holds the last byte of bin b + 1: the last
 * bin of each function goes to the next one, and the last bin of the text to `*unknown*`.
 */
export function attributeBins(bins: Uint32Array, stepBytes: number, starts: Float64Array): Attribution {
  const unknown = starts.length - 1;
  const counts = new Float64Array(unknown + 1);
  let movedTicks = 0;
  for (let i = -1; i < unknown; i++) {
    const row = i < 0 ? unknown : i;
    const first = Math.ceil((i < 0 ? 0 : starts[i]) / stepBytes);
    const end = Math.floor(starts[i + 1] / stepBytes);
    counts[row] = sumBins(bins, first, end);
    if (row === unknown) movedTicks += counts[row];
    else if (first < end) movedTicks += bins[end - 1];
  }
  let low: Float64Array | null = null;
  let high: Float64Array | null = null;
  let splitUpTo = 0;
  for (let i = 0; i < unknown; i++) {
    const bin = Math.floor(starts[i] / stepBytes);
    if (bin < splitUpTo || bin >= bins.length || bins[bin] === 0 || starts[i] % stepBytes === 0) continue;
    splitUpTo = bin + 1;
    low ??= counts.slice();
    high ??= counts.slice();
    const shares = splitBin(bins[bin], bin * stepBytes, stepBytes, starts, i - 1);
    for (let k = 0; k < shares.length; k++) {
      const row = i - 1 + k < 0 ? unknown : i - 1 + k;
      counts[row] += shares[k];
      high[row] += bins[bin];
      if (row === unknown || starts[row + 1] < (bin + 2) * stepBytes) movedTicks += shares[k];
    }
  }
  return { counts, low, high, movedTicks };
}

// Small and called once a function, so that the engine compiles it early.
function sumBins(bins: Uint32Array, first: number, end: number): number {
  let sum = 0;
  for (let bin = first; bin < end; bin++) sum += bins[bin];
  return sum;
}

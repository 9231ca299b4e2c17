import type { SparseBins } from "./sparse-bins.ts";
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
export function attributeBins(bins: SparseBins, stepBytes: number, starts: Float64Array): Attribution {
  const { index, ticks } = bins;
  const unknown = starts.length - 1;
  const counts = new Float64Array(unknown + 1);
  let movedTicks = 0;
  let place = 0;
  for (let i = -1; i < unknown; i++) {
    const first = Math.ceil((i < 0 ? 0 : starts[i]) / stepBytes);
    const end = Math.floor(starts[i + 1] / stepBytes);
    // Bins that functions share lie between their own.
    while (place < index.length && index[place] < first) place++;
    let sum = 0;
    for (; place < index.length && index[place] < end; place++) sum += ticks[place];
    counts[i < 0 ? unknown : i] = sum;
    if (i < 0) movedTicks += sum;
    else if (sum > 0 && index[place - 1] === end - 1) movedTicks += ticks[place - 1];
  }
  let low: Float64Array | null = null;
  let high: Float64Array | null = null;
  place = 0;
  for (let i = 0; i < unknown; i++) {
    const bin = Math.floor(starts[i] / stepBytes);
    if (bin * stepBytes === starts[i]) continue;
    while (place < index.length && index[place] < bin) place++;
    // A bin is passed once it is split, so that the next function in it does not split it again.
    if (place === index.length || index[place] > bin) continue;
    const shared = ticks[place++];
    low ??= counts.slice();
    high ??= counts.slice();
    const shares = splitBin(shared, bin * stepBytes, stepBytes, starts, i - 1);
    for (let k = 0; k < shares.length; k++) {
      const row = i - 1 + k < 0 ? unknown : i - 1 + k;
      counts[row] += shares[k];
      high[row] += shared;
      if (row === unknown || starts[row + 1] < (bin + 2) * stepBytes) movedTicks += shares[k];
    }
  }
  return { counts, low, high, movedTicks };
}

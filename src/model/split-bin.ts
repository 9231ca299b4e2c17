/**
 * Splits the ticks of one bin among the functions that it overlaps, by bytes of overlap, in whole ticks: each gets
 * the whole part of its share, and the ticks left over go to the largest remainders, at a tie to the lower address.
 * `first` is the function in which the bin begins, -1 for the gap below starts[0]. Returns the ticks of `first`,
 * `first + 1`, ... in that order; their sum is `ticks`.
 */
export function splitBin(
  ticks: number,
  binStart: number,
  stepBytes: number,
  starts: Float64Array,
  first: number,
): number[] {
  const shares: number[] = [];
  const remainders: number[] = [];
  let left = ticks;
  for (let i = first; i < starts.length - 1 && (i < 0 || starts[i] < binStart + stepBytes); i++) {
    const from = Math.max(i < 0 ? 0 : starts[i], binStart);
    const to = Math.min(starts[i + 1], binStart + stepBytes);
    // A counter is below 2^32 and a step at most 2^16, so the product is exact.
    const product = ticks * (to - from);
    shares.push(Math.floor(product / stepBytes));
    remainders.push(product % stepBytes);
    left -= shares[shares.length - 1];
  }
  for (; left > 0; left--) {
    const largest = remainders.indexOf(Math.max(...remainders));
    shares[largest]++;
    remainders[largest] = -1;
  }
  return shares;
}

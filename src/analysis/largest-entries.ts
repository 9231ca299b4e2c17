/** As many as are found by insertion, which compares nearly every entry with one number only. */
export const FEW_ENTRIES = 128;

/**
 * Returns the indices of the `wanted` largest entries of a column by size, the largest first; equals stand in the order of
 * the column. At most FEW_ENTRIES are wanted; `candidates` rise and are all indices where nobody names them.
 */
export function selectLargest(
  values: Float64Array,
  wanted: number,
  candidates: Uint32Array | null = null,
): Uint32Array {
  const length = candidates === null ? values.length : candidates.length;
  const chosen = new Uint32Array(Math.min(wanted, length));
  let filled = 0;
  let least = -1;
  for (let i = 0; i < length && chosen.length > 0; i++) {
    const index = candidates === null ? i : candidates[i];
    const size = Math.abs(values[index]);
    if (filled === chosen.length && !(size > least)) continue;
    let place = filled < chosen.length ? filled++ : filled - 1;
    for (; place > 0 && Math.abs(values[chosen[place - 1]]) < size; place--)
      chosen[place] = chosen[place - 1];
    chosen[place] = index;
    if (filled === chosen.length) least = Math.abs(values[chosen[filled - 1]]);
  }
  return chosen;
}

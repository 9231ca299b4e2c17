/** What counters grew by between two snapshots. */
export interface CounterDifference {
  readonly grown: Uint32Array;
  /** How many passed 2^32 - 1 and began again at 0. */
  readonly wrapped: number;
  /** Index of the first counter that went back, -1 where none did. */
  readonly backwards: number;
}

/**
 * Returns what 32-bit counters grew by, which may pass 2^32 - 1 once. A counter that seems to have grown by 2^31 or more
 * went back instead: that many ticks take a CPU 24 days at 1000 a second, and whoever resets counters (readprofile -r, a
 * boot) makes them smaller. Both columns have one length.
 */
export function subtractCounters(after: Uint32Array, before: Uint32Array): CounterDifference {
  const grown = new Uint32Array(after.length);
  let wrapped = 0;
  for (let i = 0; i < after.length; i++) {
    const growth = (after[i] - before[i]) >>> 0;
    if (growth >= 2 ** 31) return { grown, wrapped, backwards: i };
    if (after[i] < before[i]) wrapped++;
    grown[i] = growth;
  }
  return { grown, wrapped, backwards: -1 };
}

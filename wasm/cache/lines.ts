/** One line at a time through L1 and L2 of one processor, counted until the accounts take the counts. */

import { claim, clean, endSharing } from "./coherence";
import { bitOf, holdersOf, l1Set, l1SetBytes, l2Set, l2SetBytes, setHolders } from "./layout";
import { EXCLUSIVE, holds, MODIFIED, promote, promoteDirty, SHARED } from "./sets";

// The names of src/simulator/machine/tally.ts.
export let reads: i32 = 0;
export let writes: i32 = 0;
export let l2Reads: i32 = 0;
export let owned: i32 = 0;
export let wholeStores: i32 = 0;
export let wholeBelow: i32 = 0;
export let upgrades: i32 = 0;
export let victims: i32 = 0;

/** Forgets what was counted. */
// @ts-ignore: decorator
@inline
export function clearCounts(): void {
  reads = 0;
  writes = 0;
  l2Reads = 0;
  owned = 0;
  wholeStores = 0;
  wholeBelow = 0;
  upgrades = 0;
  victims = 0;
}

/** Loads from a line. */
export function readLine(cpu: usize, block: i32): void {
  const set = l1Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l1SetBytes, key, EXCLUSIVE);
  if (holds(word, key)) return;
  reads++;
  if (fetch(cpu, block) == SHARED) store<i32>(set, key | SHARED);
  if ((word & 3) == MODIFIED) putBack(cpu, word >>> 2);
}

/** Stores to a line, or all of it at once. */
export function writeLine(cpu: usize, block: i32, whole: bool): void {
  const key = block << 2;
  const word = promoteDirty(l1Set(cpu, block), l1SetBytes, key);
  if (holds(word, key)) {
    if ((word & 3) != SHARED) return;
    upgrades++;
    claim(cpu, block);
    endSharing(cpu, block);
    return;
  }
  writes++;
  if (whole) wholeStores++;
  own(cpu, block, whole);
  if ((word & 3) == MODIFIED) putBack(cpu, word >>> 2);
}

/** Reads a block from L2 and returns its state there. */
// @ts-ignore: decorator
@inline
export function fetch(cpu: usize, block: i32): i32 {
  const set = l2Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l2SetBytes, key, EXCLUSIVE);
  if (holds(word, key)) return word & 3;
  l2Reads++;
  if ((word & 3) == MODIFIED) victims++;
  const bit = bitOf(cpu);
  const others = holdersOf(block) & ~bit;
  const isShared = others != 0 && clean(block, others);
  setHolders(block, holdersOf(block) | bit);
  if (!isShared) return EXCLUSIVE;
  store<i32>(set, key | SHARED);
  return SHARED;
}

/** Reads a block from L2 for a store above, or takes its place there without reading it where all of it is stored. */
// @ts-ignore: decorator
@inline
function own(cpu: usize, block: i32, whole: bool): void {
  const set = l2Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l2SetBytes, key, EXCLUSIVE);
  if (holds(word, key)) {
    if (whole) wholeBelow++;
    if ((word & 3) != SHARED) return;
    upgrades++;
    claim(cpu, block);
    store<i32>(set, key | EXCLUSIVE);
    return;
  }
  if (!whole) owned++;
  claim(cpu, block);
  if ((word & 3) == MODIFIED) victims++;
}

/** Takes a dirty victim of L1 into L2, where it is never SHARED: the store that made it dirty ended that. */
// @ts-ignore: decorator
@inline
function putBack(cpu: usize, block: i32): void {
  const key = block << 2;
  const word = promoteDirty(l2Set(cpu, block), l2SetBytes, key);
  if (holds(word, key)) return;
  claim(cpu, block);
  if ((word & 3) == MODIFIED) victims++;
}

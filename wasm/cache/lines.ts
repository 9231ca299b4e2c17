/** One line at a time through L1 and L2 of one processor, counted in its tally. */

import { claim, clean, endSharing } from "./coherence";
import { bitOf, holdersOf, l1Set, l1SetBytes, l2Set, l2SetBytes, setHolders } from "./layout";
import { EXCLUSIVE, holds, MODIFIED, promote, SHARED } from "./sets";

// The order of src/simulator/machine/tally.ts.
const READS: usize = 0;
const WRITES: usize = 4;
const L2_READS: usize = 8;
const OWNED: usize = 12;
const WHOLE: usize = 16;
const WHOLE_BELOW: usize = 20;
const UPGRADES: usize = 24;
const VICTIMS: usize = 28;

// @ts-ignore: decorator
@inline
function count(cpu: usize, what: usize): void {
  store<i32>(cpu + what, load<i32>(cpu + what) + 1);
}

/** Loads from a line; returns whether anything was counted. */
export function readLine(cpu: usize, block: i32): i32 {
  const set = l1Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l1SetBytes, key);
  if (holds(word, key)) return 0;
  count(cpu, READS);
  store<i32>(set, key | (fetch(cpu, block) == SHARED ? SHARED : EXCLUSIVE));
  if ((word & 3) == MODIFIED) putBack(cpu, word >>> 2);
  return 1;
}

/** Stores to a line, or all of it at once; returns whether anything was counted. */
export function writeLine(cpu: usize, block: i32, whole: bool): i32 {
  const set = l1Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l1SetBytes, key);
  store<i32>(set, key | MODIFIED);
  if (holds(word, key)) {
    if ((word & 3) != SHARED) return 0;
    count(cpu, UPGRADES);
    claim(cpu, block);
    endSharing(cpu, block);
    return 1;
  }
  count(cpu, WRITES);
  if (whole) count(cpu, WHOLE);
  own(cpu, block, whole);
  if ((word & 3) == MODIFIED) putBack(cpu, word >>> 2);
  return 1;
}

/** Reads a block from L2 and returns its state there. */
export function fetch(cpu: usize, block: i32): i32 {
  const set = l2Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l2SetBytes, key);
  if (holds(word, key)) return word & 3;
  count(cpu, L2_READS);
  const bit = bitOf(cpu);
  const others = holdersOf(block) & ~bit;
  const state = others != 0 && clean(block, others) ? SHARED : EXCLUSIVE;
  setHolders(block, holdersOf(block) | bit);
  store<i32>(set, key | state);
  if ((word & 3) == MODIFIED) count(cpu, VICTIMS);
  return state;
}

/** Reads a block from L2 for a store above, or takes its place there without reading it where all of it is stored. */
function own(cpu: usize, block: i32, whole: bool): void {
  const set = l2Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l2SetBytes, key);
  if (holds(word, key)) {
    if (whole) count(cpu, WHOLE_BELOW);
    if ((word & 3) != SHARED) return;
    count(cpu, UPGRADES);
    claim(cpu, block);
    store<i32>(set, key | EXCLUSIVE);
    return;
  }
  if (!whole) count(cpu, OWNED);
  claim(cpu, block);
  store<i32>(set, key | EXCLUSIVE);
  if ((word & 3) == MODIFIED) count(cpu, VICTIMS);
}

/** Takes a dirty victim of L1 into L2, where it is never SHARED: the store that made it dirty ended that. */
function putBack(cpu: usize, block: i32): void {
  const set = l2Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l2SetBytes, key);
  store<i32>(set, key | MODIFIED);
  if (holds(word, key)) return;
  claim(cpu, block);
  if ((word & 3) == MODIFIED) count(cpu, VICTIMS);
}

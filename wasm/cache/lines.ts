/** Four lines at a time through L1 and L2 of one processor, counted until the accounts take the counts. */

import { claim, join } from "./coherence";
import { areModified, count, inState, keysOf, match, promote, unshare } from "./fours";
import { l1Four, l1FourBytes, l2Four, l2FourBytes } from "./layout";
import { EXCLUSIVE, MODIFIED, SHARED } from "./sets";

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

/** Loads from the lines in `lanes`. */
export function readFour(cpu: usize, four: i32, lanes: v128): void {
  const at = l1Four(cpu, four);
  const keys = keysOf(four);
  const head = v128.load(at);
  const wanted = v128.andnot(lanes, match(head, keys));
  if (!v128.any_true(wanted)) return;
  const was = promote(at, l1FourBytes, head, keys, wanted);
  const missed = v128.andnot(wanted, match(was, keys));
  v128.store(at, v128.bitselect(inState(keys, EXCLUSIVE), was, missed));
  if (!v128.any_true(missed)) return;
  reads += count(missed);
  const shared = fetchFour(cpu, four, missed);
  if (v128.any_true(shared)) v128.store(at, v128.bitselect(inState(keys, SHARED), v128.load(at), shared));
  putBack(cpu, was, v128.and(missed, areModified(was)));
}

/** Stores to the lines in `lanes`, or all of each at once. */
export function writeFour(cpu: usize, four: i32, lanes: v128, whole: bool): void {
  const at = l1Four(cpu, four);
  const keys = keysOf(four);
  const head = v128.load(at);
  const wanted = v128.andnot(lanes, i32x4.eq(head, inState(keys, MODIFIED)));
  if (!v128.any_true(wanted)) return;
  const was = promote(at, l1FourBytes, head, keys, wanted);
  v128.store(at, v128.bitselect(inState(keys, MODIFIED), was, wanted));
  const shared = v128.and(wanted, i32x4.eq(was, inState(keys, SHARED)));
  if (v128.any_true(shared)) {
    upgrades += count(shared);
    claim(cpu, four, shared);
    unshare(l2Four(cpu, four), l2FourBytes, keys, shared);
  }
  const missed = v128.andnot(wanted, match(was, keys));
  if (!v128.any_true(missed)) return;
  const stores = count(missed);
  writes += stores;
  if (whole) wholeStores += stores;
  own(cpu, four, missed, whole);
  putBack(cpu, was, v128.and(missed, areModified(was)));
}

/** Reads the blocks in `lanes` from L2 and returns the lanes that are SHARED there. */
// @ts-ignore: decorator
@inline
export function fetchFour(cpu: usize, four: i32, lanes: v128): v128 {
  const at = l2Four(cpu, four);
  const keys = keysOf(four);
  const was = promote(at, l2FourBytes, v128.load(at), keys, lanes);
  const missed = v128.andnot(lanes, match(was, keys));
  v128.store(at, v128.bitselect(inState(keys, EXCLUSIVE), was, missed));
  const shared = v128.and(lanes, i32x4.eq(was, inState(keys, SHARED)));
  if (!v128.any_true(missed)) return shared;
  l2Reads += count(missed);
  victims += count(v128.and(missed, areModified(was)));
  const joined = join(cpu, four, missed);
  if (!v128.any_true(joined)) return shared;
  v128.store(at, v128.bitselect(inState(keys, SHARED), v128.load(at), joined));
  return v128.or(shared, joined);
}

/** Reads the blocks in `lanes` from L2 for stores above, or takes their places there without reading them where all of each is stored. */
// @ts-ignore: decorator
@inline
function own(cpu: usize, four: i32, lanes: v128, whole: bool): void {
  const at = l2Four(cpu, four);
  const keys = keysOf(four);
  const was = promote(at, l2FourBytes, v128.load(at), keys, lanes);
  const missed = v128.andnot(lanes, match(was, keys));
  const shared = v128.and(lanes, i32x4.eq(was, inState(keys, SHARED)));
  const claimed = v128.or(missed, shared);
  v128.store(at, v128.bitselect(inState(keys, EXCLUSIVE), was, claimed));
  if (whole) wholeBelow += count(v128.andnot(lanes, missed));
  else owned += count(missed);
  if (!v128.any_true(claimed)) return;
  upgrades += count(shared);
  victims += count(v128.and(missed, areModified(was)));
  claim(cpu, four, claimed);
}

/** Takes the dirty victims of L1 in `lanes` into L2, where none is SHARED: the store that made it dirty ended that. */
// @ts-ignore: decorator
@inline
function putBack(cpu: usize, evicted: v128, lanes: v128): void {
  // Victims of neighbouring sets are neighbours themselves where one stream brought them.
  for (let left = i32x4.bitmask(lanes); left != 0; ) {
    const four = i32x4.extract_lane(i8x16.swizzle(evicted, laneBytes(ctz(left))), 0) >>> 2 & ~3;
    const keys = keysOf(four);
    const these = v128.and(lanes, match(evicted, keys));
    left &= ~i32x4.bitmask(these);
    const at = l2Four(cpu, four);
    const was = promote(at, l2FourBytes, v128.load(at), keys, these);
    v128.store(at, v128.bitselect(inState(keys, MODIFIED), was, these));
    const missed = v128.andnot(these, match(was, keys));
    if (!v128.any_true(missed)) continue;
    claim(cpu, four, missed);
    victims += count(v128.and(missed, areModified(was)));
  }
}

// @ts-ignore: decorator
@inline
function laneBytes(lane: i32): v128 {
  return i32x4.splat(0x03020100 + lane * 0x04040404);
}

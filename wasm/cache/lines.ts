/** Four lines at a time through L1 and L2 of one processor, counted until the accounts take the counts. */

import { claim, join } from "./coherence";
import { any, areModified, count, inState, keysOf, match, promote, unshare } from "./fours";
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

/** What a touch does: that it is a constant wherever a function below is inlined leaves out what it does not do. */
const LOAD: i32 = 0;
const STORE: i32 = 1;
const BOTH: i32 = 2;

/** Loads from the lines in `lanes`. */
export function readFour(cpu: usize, four: i32, lanes: v128): void {
  touch(LOAD, cpu, four, lanes, lanes, false);
}

/** Stores to the lines in `lanes`, or all of each at once. */
export function writeFour(cpu: usize, four: i32, lanes: v128, whole: bool): void {
  touch(STORE, cpu, four, lanes, lanes, whole);
}

/** Loads from the lines in `lanes`, but stores to those in `stores` that are among them. */
export function walkFour(cpu: usize, four: i32, lanes: v128, stores: v128): void {
  touch(BOTH, cpu, four, lanes, stores, false);
}

/** Reads the blocks in `lanes` from L2 for another cache than the data cache. */
// @ts-ignore: decorator
@inline
export function fetchFour(cpu: usize, four: i32, lanes: v128): void {
  touchBelow(LOAD, cpu, four, lanes, lanes, false);
}

// @ts-ignore: decorator
@inline
function touch(kind: i32, cpu: usize, four: i32, lanes: v128, stores: v128, whole: bool): void {
  const at = l1Four(cpu, four);
  const keys = keysOf(four);
  const head = v128.load(at);
  // At the head of its set nothing is left to do for a load, nor for a store where the line is MODIFIED.
  const wanted = v128.andnot(lanes, choose(kind, match(head, keys), i32x4.eq(head, inState(keys, MODIFIED)), stores));
  if (!any(wanted)) return;
  const was = promote(at, l1FourBytes, head, keys, wanted);
  const missed = v128.andnot(wanted, match(was, keys));
  const loaded = v128.bitselect(inState(keys, EXCLUSIVE), was, missed);
  v128.store(at, choose(kind, loaded, v128.bitselect(inState(keys, MODIFIED), was, wanted), stores));
  if (kind != LOAD) {
    const shared = v128.and(storesOf(kind, wanted, stores), i32x4.eq(was, inState(keys, SHARED)));
    if (any(shared)) {
      upgrades += count(shared);
      claim(cpu, four, shared);
      unshare(l2Four(cpu, four), l2FourBytes, keys, shared);
    }
  }
  if (!any(missed)) return;
  if (kind != STORE) reads += count(loadsOf(kind, missed, stores));
  if (kind != LOAD) {
    const missedStores = count(storesOf(kind, missed, stores));
    writes += missedStores;
    if (whole) wholeStores += missedStores;
  }
  const shared = touchBelow(kind, cpu, four, missed, stores, whole);
  if (kind != STORE && any(shared)) {
    v128.store(at, v128.bitselect(inState(keys, SHARED), v128.load(at), shared));
  }
  putBack(cpu, was, v128.and(missed, areModified(was)));
}

/**
 * Reads the blocks in `lanes` from L2, for stores above as their owner, where all of each is stored without reading it.
 * Returns the lanes that are loaded and SHARED.
 */
// @ts-ignore: decorator
@inline
function touchBelow(kind: i32, cpu: usize, four: i32, lanes: v128, stores: v128, whole: bool): v128 {
  const at = l2Four(cpu, four);
  const keys = keysOf(four);
  const was = promote(at, l2FourBytes, v128.load(at), keys, lanes);
  const missed = v128.andnot(lanes, match(was, keys));
  const shared = v128.and(lanes, i32x4.eq(was, inState(keys, SHARED)));
  const ended = storesOf(kind, shared, stores);
  const fresh = kind == LOAD ? missed : v128.or(missed, ended);
  v128.store(at, v128.bitselect(inState(keys, EXCLUSIVE), was, fresh));
  if (kind != LOAD) {
    if (whole) wholeBelow += count(v128.andnot(lanes, missed));
    else owned += count(storesOf(kind, missed, stores));
  }
  if (!any(fresh)) return loadsOf(kind, shared, stores);
  victims += count(v128.and(missed, areModified(was)));
  if (kind != LOAD) {
    upgrades += count(ended);
    claim(cpu, four, storesOf(kind, fresh, stores));
  }
  if (kind == STORE) return shared;
  const loaded = loadsOf(kind, missed, stores);
  l2Reads += count(loaded);
  const joined = join(cpu, four, loaded);
  if (any(joined)) v128.store(at, v128.bitselect(inState(keys, SHARED), v128.load(at), joined));
  return v128.or(loadsOf(kind, shared, stores), joined);
}

// @ts-ignore: decorator
@inline
function choose(kind: i32, loaded: v128, stored: v128, stores: v128): v128 {
  return kind == LOAD ? loaded : kind == STORE ? stored : v128.bitselect(stored, loaded, stores);
}

// @ts-ignore: decorator
@inline
function storesOf(kind: i32, lanes: v128, stores: v128): v128 {
  return kind == BOTH ? v128.and(lanes, stores) : lanes;
}

// @ts-ignore: decorator
@inline
function loadsOf(kind: i32, lanes: v128, stores: v128): v128 {
  return kind == BOTH ? v128.andnot(lanes, stores) : lanes;
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
    if (!any(missed)) continue;
    claim(cpu, four, missed);
    victims += count(v128.and(missed, areModified(was)));
  }
}

// @ts-ignore: decorator
@inline
function laneBytes(lane: i32): v128 {
  return i32x4.splat(0x03020100 + lane * 0x04040404);
}

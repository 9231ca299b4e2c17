/**
 * Four sets side by side: the lines of four neighbouring blocks lie in four neighbouring sets, and so are looked up, moved
 * and stored at once, a lane each. A row holds one way of the four sets, the most recent first; four sets are a run of
 * rows, 64 bytes of them where a set has four ways. A word is that of sets.ts, and lanes are a mask of all ones or zeros.
 *
 * A lane is the lowest two bits of a block, in both levels, so what happens in one lane touches nothing in another: four
 * blocks at once count what one after the other would. That needs four sets in each level (CacheCore.canModel).
 */

import { EXCLUSIVE, INVALID, MODIFIED, SHARED } from "./sets";

/** Bytes of a row. */
export const ROW: usize = 16;
const FOUR_WAYS: usize = 4 * ROW;

/** Returns the four words without their states that a row would have for the blocks from `four` on. */
// @ts-ignore: decorator
@inline
export function keysOf(four: i32): v128 {
  return i32x4.add(i32x4.splat(four << 2), i32x4(0, 4, 8, 12));
}

/** Returns the lanes of the blocks from `first` to `last` among those from `four` on. */
// @ts-ignore: decorator
@inline
export function lanesBetween(four: i32, first: i32, last: i32): v128 {
  const lanes = i32x4(0, 1, 2, 3);
  return v128.and(
    i32x4.gt_s(lanes, i32x4.splat(first - four - 1)),
    i32x4.gt_s(i32x4.splat(last - four + 1), lanes),
  );
}

// @ts-ignore: decorator
@inline
export function inState(keys: v128, state: i32): v128 {
  return v128.or(keys, i32x4.splat(state));
}

/** Returns the lanes in which a row has the block of `keys`. */
// @ts-ignore: decorator
@inline
export function match(row: v128, keys: v128): v128 {
  return i32x4.eq(v128.andnot(row, i32x4.splat(3)), keys);
}

// @ts-ignore: decorator
@inline
export function areModified(row: v128): v128 {
  return i32x4.eq(v128.and(row, i32x4.splat(3)), i32x4.splat(MODIFIED));
}

// @ts-ignore: decorator
@inline
export function count(lanes: v128): i32 {
  return popcnt(i32x4.bitmask(lanes));
}

/** Tells whether a mask has a lane; the engine branches on its bits at once, on `any_true` by way of a number. */
// @ts-ignore: decorator
@inline
export function any(lanes: v128): bool {
  return i32x4.bitmask(lanes) != 0;
}

/** Returns the lanes of a mask of four bits. */
// @ts-ignore: decorator
@inline
export function lanesOf(bits: i32): v128 {
  const each = i32x4(1, 2, 4, 8);
  return i32x4.eq(v128.and(i32x4.splat(bits), each), each);
}

/**
 * Takes the blocks of `keys` out of their places in `lanes` and moves what was before them down, so that the first row is
 * free for them, and returns their words; where a set does not hold its block, its victim falls out and is returned. In
 * other lanes the first row is returned. The caller stores the first row.
 */
// @ts-ignore: decorator
@inline
export function promote(at: usize, bytes: usize, head: v128, keys: v128, lanes: v128): v128 {
  const open = v128.andnot(lanes, match(head, keys));
  if (bytes != FOUR_WAYS) return promoteAmong(at, bytes, head, keys, open);
  // The usual four ways without a loop, as every turn of one asks the engine whether to stop.
  const second = v128.load(at, 1 * ROW);
  const third = v128.load(at, 2 * ROW);
  const fourth = v128.load(at, 3 * ROW);
  const beyondSecond = v128.andnot(open, match(second, keys));
  const beyondThird = v128.andnot(beyondSecond, match(third, keys));
  v128.store(at, v128.bitselect(head, second, open), 1 * ROW);
  v128.store(at, v128.bitselect(second, third, beyondSecond), 2 * ROW);
  v128.store(at, v128.bitselect(third, fourth, beyondThird), 3 * ROW);
  const found = v128.bitselect(second, head, open);
  return v128.bitselect(fourth, v128.bitselect(third, found, beyondSecond), beyondThird);
}

function promoteAmong(at: usize, bytes: usize, head: v128, keys: v128, lanes: v128): v128 {
  let carried = head;
  let open = lanes;
  for (let way = at + ROW, end = at + bytes; way < end; way += ROW) {
    const row = v128.load(way);
    v128.store(way, v128.bitselect(carried, row, open));
    carried = v128.bitselect(row, carried, open);
    open = v128.andnot(open, match(row, keys));
  }
  return carried;
}

/** Makes the copies in `lanes` SHARED and returns the lanes that had one. */
// @ts-ignore: decorator
@inline
export function share(at: usize, bytes: usize, keys: v128, lanes: v128): v128 {
  let found = i32x4.splat(0);
  for (let way = at, end = at + bytes; way < end; way += ROW) {
    const row = v128.load(way);
    const hits = v128.and(match(row, keys), lanes);
    v128.store(way, v128.bitselect(inState(keys, SHARED), row, hits));
    found = v128.or(found, hits);
  }
  return found;
}

/** Makes the copies in `lanes` that are SHARED EXCLUSIVE. */
// @ts-ignore: decorator
@inline
export function unshare(at: usize, bytes: usize, keys: v128, lanes: v128): void {
  for (let way = at, end = at + bytes; way < end; way += ROW) {
    const row = v128.load(way);
    const hits = v128.and(i32x4.eq(row, inState(keys, SHARED)), lanes);
    v128.store(way, v128.bitselect(inState(keys, EXCLUSIVE), row, hits));
  }
}

/** Drops the copies in `lanes`; their places become the next victims of their sets. */
export function remove(at: usize, bytes: usize, keys: v128, lanes: v128): void {
  let row = v128.load(at);
  let gone = i32x4.splat(0);
  for (let way = at, last = at + bytes - ROW; way <= last; way += ROW) {
    const next = way < last ? v128.load(way + ROW) : i32x4.splat(INVALID);
    gone = v128.or(gone, v128.and(match(row, keys), lanes));
    v128.store(way, v128.bitselect(next, row, gone));
    row = next;
  }
}

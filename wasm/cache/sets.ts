/**
 * Sets of lines in linear memory: a word is `block << 2 | state`, a set is a run of words, most recent first. The block
 * of a place that holds nothing is beyond any memory, so that one comparison says "same block and valid".
 */

/** What every byte of a place that holds nothing is; its state is 0. */
export const EMPTY: u8 = 0xfc;
export const INVALID: i32 = 0xfcfcfcfc;
export const SHARED: i32 = 1;
export const EXCLUSIVE: i32 = 2;
export const MODIFIED: i32 = 3;

const FOUR_WAYS: usize = 16;
/** By the way that is to come to the head: the bytes of a set in their new order. */
const ORDERS: usize = memory.data<u8>([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  4, 5, 6, 7, 0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15,
  8, 9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15,
  12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
], 16);

// @ts-ignore: decorator
@inline
export function holds(word: i32, key: i32): bool {
  return <u32>(word ^ key) < 4;
}

/**
 * Brings a block to the head of its set and returns its word as it was, or brings it in with state `missed` and returns
 * the victim.
 */
// @ts-ignore: decorator
@inline
export function promote(set: usize, setBytes: usize, key: i32, missed: i32): i32 {
  if (setBytes != FOUR_WAYS) return promoteAmong(set, setBytes, key, missed);
  const words = v128.load(set);
  const hits = hitsOf(words, key);
  const moved = moveToHead(words, hits);
  const word = i32x4.extract_lane(moved, 0);
  v128.store(set, i32x4.replace_lane(moved, 0, select<i32>(word, key | missed, hits != 0)));
  return word;
}

// The usual four ways without a branch: which way hits is a thing that no processor guesses.
// @ts-ignore: decorator
@inline
function hitsOf(words: v128, key: i32): i32 {
  return i32x4.bitmask(i32x4.eq(i32x4.shr_u(words, 2), i32x4.splat(key >>> 2)));
}

/** The last way comes to the head where none hits: it is the victim. */
// @ts-ignore: decorator
@inline
function moveToHead(words: v128, hits: i32): v128 {
  return i8x16.swizzle(words, v128.load(ORDERS + (<usize>ctz(hits | 8) << 4)));
}

function promoteAmong(set: usize, setBytes: usize, key: i32, missed: i32): i32 {
  let carried = load<i32>(set);
  if (holds(carried, key)) return carried;
  for (let way = set + 4, end = set + setBytes; way < end; way += 4) {
    const word = load<i32>(way);
    store<i32>(way, carried);
    carried = word;
    if (holds(word, key)) {
      store<i32>(set, word);
      return word;
    }
  }
  store<i32>(set, key | missed);
  return carried;
}

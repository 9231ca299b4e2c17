/** Sets of lines in linear memory: a word is `block << 2 | state`, a set is a run of words, most recent first. */

export const INVALID: i32 = 0;
export const SHARED: i32 = 1;
export const EXCLUSIVE: i32 = 2;
export const MODIFIED: i32 = 3;

// @ts-ignore: decorator
@inline
export function holds(word: i32, key: i32): bool {
  return <u32>((word ^ key) - 1) < 3;
}

/** Brings a block's word to the head of its set and returns it, or makes room there and returns the victim. */
// @ts-ignore: decorator
@inline
export function promote(set: usize, setBytes: usize, key: i32): i32 {
  let carried = load<i32>(set);
  if (holds(carried, key)) return carried;
  for (let way = set + 4, end = set + setBytes; way < end; way += 4) {
    const word = load<i32>(way);
    store<i32>(way, carried);
    carried = word;
    if (holds(word, key)) {
      store<i32>(set, word);
      break;
    }
  }
  return carried;
}

/** Returns where a set holds a block, or 0. */
export function find(set: usize, setBytes: usize, key: i32): usize {
  for (let way = set, end = set + setBytes; way < end; way += 4) {
    if (holds(load<i32>(way), key)) return way;
  }
  return 0;
}

export function remove(set: usize, setBytes: usize, key: i32): void {
  const at = find(set, setBytes, key);
  if (at == 0) return;
  const last = set + setBytes - 4;
  for (let way = at; way < last; way += 4) store<i32>(way, load<i32>(way, 4));
  store<i32>(last, INVALID);
}

/** Words of a profile, most of which are 0. */

import { INDEX, INPUT, TICKS } from "./layout";

/** Puts the words of the input that are not 0 into the columns, the first of all being number `first`; returns how many. */
export function pickWords(count: i32, first: u32): i32 {
  const end = INPUT + (<usize>count << 2);
  let at = INPUT;
  let number = first;
  let filled: usize = 0;
  // Most words are 0: eight are passed over at a time.
  for (; at + 32 <= end; at += 32) {
    const low = v128.load(at);
    const high = v128.load(at, 16);
    if (v128.any_true(v128.or(low, high))) {
      for (let i: usize = 0; i < 32; i += 4) {
        const word = load<u32>(at + i);
        store<u32>(INDEX + filled, number + <u32>(i >> 2));
        store<u32>(TICKS + filled, word);
        filled += <usize>(word != 0) << 2;
      }
    }
    number += 8;
  }
  for (; at < end; at += 4) {
    const word = load<u32>(at);
    store<u32>(INDEX + filled, number++);
    store<u32>(TICKS + filled, word);
    filled += <usize>(word != 0) << 2;
  }
  return <i32>(filled >> 2);
}

// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) by words of 8 bytes instead of bytes. Each step maps different sums to
// different sums, so that damage within one word is always found. A product hands on no bit downwards: without the turn, damage
// to the highest bits of two words would cancel.
const OFFSET_BASIS: u64 = 0xcbf29ce484222325;
const PRIME: u64 = 0x100000001b3;
const TURN: u64 = 29;

/** Returns the sum of the words in [at, end), which is a whole number of them. */
export function sum(at: usize, end: usize): u64 {
  let sum = OFFSET_BASIS;
  for (; at < end; at += 8) sum = rotl(sum ^ load<u64>(at), TURN) * PRIME;
  return sum;
}

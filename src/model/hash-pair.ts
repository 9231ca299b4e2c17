/**
 * Hashes two integers. Two odd multipliers (from Knuth's golden ratio and MurmurHash3) spread each part; the folds carry the
 * high bits, which hold the mix, into the low ones that choose a slot.
 */
export function hashPair(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/**
 * Returns the bytes of /proc/profile as its 32-bit words in this machine's byte order: word 0 is the step, the
 * others are counters. Bytes after the last whole word are left out.
 */
export function viewWords(bytes: Uint8Array): Uint32Array {
  const length = bytes.length >>> 2;
  if (bytes.byteOffset % 4 === 0) return new Uint32Array(bytes.buffer, bytes.byteOffset, length);
  return new Uint32Array(bytes.slice(0, length * 4).buffer);
}

/**
 * Tells whether the words come from a machine of the other byte order, by the rule of readprofile(8): more counters
 * have a high half than a low one.
 */
export function looksByteSwapped(words: Uint32Array): boolean {
  let high = 0;
  let low = 0;
  // (half + 0xffff) >>> 16 is 1 where the half is not 0: counters are too random for a branch.
  for (let i = 1; i < words.length; i++) {
    high += ((words[i] >>> 16) + 0xffff) >>> 16;
    low += ((words[i] & 0xffff) + 0xffff) >>> 16;
  }
  return high > low;
}

/** Returns the words with the bytes of each one reversed. */
export function swapBytes(words: Uint32Array): Uint32Array {
  return words.map((word) => (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24));
}

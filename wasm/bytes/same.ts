/** Comparing and hashing bytes. Up to 16 bytes past what is asked for are read. */

const MIX: u64 = 0x9e3779b97f4a7c15;

/** Tells whether `length` bytes from `a` and from `b` on are the same. */
export function isSame(a: usize, b: usize, length: usize): bool {
  let i: usize = 0;
  for (; i + 16 <= length; i += 16) {
    if (v128.any_true(v128.xor(v128.load(a + i), v128.load(b + i)))) return false;
  }
  if (i == length) return true;
  const same = i8x16.bitmask(i8x16.eq(v128.load(a + i), v128.load(b + i)));
  return ((same | (0xffff << <i32>(length - i))) & 0xffff) == 0xffff;
}

/**
 * Tells the same of 16 bytes or more, most often fewer than 64: without a branch on the length up to there, as lengths
 * cannot be foretold. The last 16 bytes are compared wherever they lie over others.
 */
// @ts-ignore: decorator
@inline
export function isSameLine(a: usize, b: usize, length: usize): bool {
  const last = length - 16;
  if (length > 64 && !isSameMiddle(a, b, last)) return false;
  const second = min<usize>(16, last);
  const third = min<usize>(32, last);
  return !v128.any_true(
    v128.or(
      v128.or(differ(a, b, 0), differ(a, b, second)),
      v128.or(differ(a, b, third), differ(a, b, last)),
    ),
  );
}

// @ts-ignore: decorator
@inline
function isSameMiddle(a: usize, b: usize, last: usize): bool {
  const second = min<usize>(64, last);
  const third = min<usize>(80, last);
  const fourth = min<usize>(96, last);
  const found = v128.or(
    v128.or(differ(a, b, 48), differ(a, b, second)),
    v128.or(differ(a, b, third), differ(a, b, fourth)),
  );
  if (v128.any_true(found)) return false;
  for (let i: usize = 112; i < last; i += 16) if (v128.any_true(differ(a, b, i))) return false;
  return true;
}

// @ts-ignore: decorator
@inline
function differ(a: usize, b: usize, offset: usize): v128 {
  return v128.xor(v128.load(a + offset), v128.load(b + offset));
}

/** Hashes `length` bytes. */
// @ts-ignore: decorator
@inline
export function hashBytes(start: usize, length: usize, seed: u64): u64 {
  let hash = seed ^ length;
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) {
    hash = (hash ^ load<u64>(start + i)) * MIX;
    hash ^= hash >>> 32;
  }
  // Shifted by 64 a number would stay what it is, so a rest of nothing is none.
  if (i < length) {
    hash = (hash ^ (load<u64>(start + i) << (<u64>(8 - (length - i)) << 3))) * MIX;
    hash ^= hash >>> 32;
  }
  return hash;
}

/** Returns where the line at `at` ends, its line feed included, which must be there; up to 63 bytes past it are read. */
// @ts-ignore: decorator
@inline
export function endOfLine(at: usize): usize {
  let feeds = feedsAt(at);
  for (; feeds == 0; feeds = feedsAt(at)) at += 64;
  return at + <usize>ctz(feeds) + 1;
}

// Which of the 64 bytes at `at` are line feeds.
// @ts-ignore: decorator
@inline
function feedsAt(at: usize): u64 {
  const first = feedsIn(at) | (feedsIn(at + 16) << 16);
  const second = feedsIn(at + 32) | (feedsIn(at + 48) << 16);
  return <u64>(<u32>first) | (<u64>(<u32>second) << 32);
}

// @ts-ignore: decorator
@inline
function feedsIn(at: usize): i32 {
  return i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(10)));
}

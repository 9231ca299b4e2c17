/** Claims linear memory up to `end`; a trap, which JavaScript gets as an error, where the host has not so much. */
export function claimPages(end: usize): void {
  const pages = <i32>((end + 0xffff) >> 16);
  if (memory.size() < pages && memory.grow(pages - memory.size()) < 0) unreachable();
}

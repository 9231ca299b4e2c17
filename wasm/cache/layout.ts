/**
 * Where everything lies in linear memory: for each processor its tally, L1 and L2; then a byte a line of memory, with a
 * bit for each processor that may hold the line.
 */

const TALLY_BYTES: usize = 64;
/** Bytes that a copy loop moves at a time. */
const DWORD: i32 = 4;
const START: usize = 1024;
const PAGE_BITS: usize = 16;

export let processors: i32 = 0;
export let processorBytes: usize = 0;
export let holders: usize = 0;
export let lineShift: i32 = 0;
export let line: i32 = 0;
export let longestStep: i32 = 0;
export let l1Mask: i32 = 0;
export let l1SetShift: i32 = 0;
export let l1SetBytes: usize = 0;
export let l2Start: usize = 0;
export let l2Mask: i32 = 0;
export let l2SetShift: i32 = 0;
export let l2SetBytes: usize = 0;

/**
 * Builds the empty caches of `count` processors for a memory of `blocks` lines; what was there is forgotten.
 * Returns 0 where the linear memory cannot grow that far: nothing may be asked of the caches then.
 */
export function start(
  count: i32,
  shift: i32,
  l1Lines: i32,
  l1Ways: i32,
  l2Lines: i32,
  l2Ways: i32,
  blocks: i32,
): i32 {
  processors = count;
  lineShift = shift;
  line = 1 << shift;
  longestStep = l1Ways == 1 ? DWORD : line;
  l1Mask = l1Lines / l1Ways - 1;
  l1SetBytes = <usize>l1Ways << 2;
  l1SetShift = ctz(<i32>l1SetBytes);
  l2Start = TALLY_BYTES + (<usize>l1Lines << 2);
  l2Mask = l2Lines / l2Ways - 1;
  l2SetBytes = <usize>l2Ways << 2;
  l2SetShift = ctz(<i32>l2SetBytes);
  processorBytes = l2Start + (<usize>l2Lines << 2);
  holders = START + <usize>count * processorBytes;
  const end = holders + <usize>blocks;
  const pages = <i32>((end + (1 << PAGE_BITS) - 1) >> PAGE_BITS);
  if (memory.size() < pages && memory.grow(pages - memory.size()) < 0) return 0;
  memory.fill(START, 0, end - START);
  return 1;
}

/** Returns where a processor's caches start, its tally first; the functions below want it as `cpu`. */
export function processorAt(index: i32): usize {
  return START + <usize>index * processorBytes;
}

// @ts-ignore: decorator
@inline
export function l1Set(cpu: usize, block: i32): usize {
  return cpu + TALLY_BYTES + ((block & l1Mask) << l1SetShift);
}

// @ts-ignore: decorator
@inline
export function l2Set(cpu: usize, block: i32): usize {
  return cpu + l2Start + ((block & l2Mask) << l2SetShift);
}

// @ts-ignore: decorator
@inline
export function holdersOf(block: i32): i32 {
  return <i32>load<u8>(holders + block);
}

// @ts-ignore: decorator
@inline
export function bitOf(cpu: usize): i32 {
  return cpu == START ? 1 : 1 << (<i32>((cpu - START) / processorBytes));
}

/** Writes down which processors may hold a block. */
// @ts-ignore: decorator
@inline
export function setHolders(block: i32, mask: i32): void {
  store<u8>(holders + block, mask);
}

/**
 * The data caches of a machine's processors on their bus, in AssemblyScript: src/simulator/machine/core-memory.ts
 * drives it. It is the case that simulations spend their time in, two write-back, write-allocate levels with one line
 * size; src/simulator/machine/cache.ts and memory-system.ts are the general model, whose rules these are, and
 * test/simulator/machine/core-memory.test.ts holds both to the same counts.
 *
 * No allocator, no garbage collector. The linear memory: for each processor its tally, L1 and L2; then a byte a line
 * of memory, with a bit for each processor that may hold the line. A cache's word is `block << 2 | state`, a set is a
 * run of words, most recently used first.
 */

// The order of src/simulator/machine/tally.ts.
const READS: usize = 0;
const WRITES: usize = 4;
const L2_READS: usize = 8;
const OWNED: usize = 12;
const WHOLE: usize = 16;
const WHOLE_BELOW: usize = 20;
const UPGRADES: usize = 24;
const VICTIMS: usize = 28;
const TALLY_BYTES: usize = 64;

const INVALID: i32 = 0;
const SHARED: i32 = 1;
const EXCLUSIVE: i32 = 2;
const MODIFIED: i32 = 3;

const START: usize = 1024;
const PAGE_BITS: usize = 16;
/** Bytes that a copy loop moves at a time. */
const DWORD: i32 = 4;

let processors: i32 = 0;
let processorBytes: usize = 0;
let holders: usize = 0;
let lineShift: i32 = 0;
let line: i32 = 0;
let longestStep: i32 = 0;
let l1Mask: i32 = 0;
let l1SetShift: i32 = 0;
let l1SetBytes: usize = 0;
let l2Start: usize = 0;
let l2Mask: i32 = 0;
let l2SetShift: i32 = 0;
let l2SetBytes: usize = 0;

/** Builds the empty caches of `count` processors for a memory of `blocks` lines; what was there is forgotten. */
export function start(
  count: i32,
  shift: i32,
  l1Lines: i32,
  l1Ways: i32,
  l2Lines: i32,
  l2Ways: i32,
  blocks: i32,
): void {
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
  if (memory.size() < pages) memory.grow(pages - memory.size());
  memory.fill(START, 0, end - START);
}

/** Returns where a processor's caches start, its tally first; the functions below want it as `cpu`. */
export function processorAt(index: i32): usize {
  return START + <usize>index * processorBytes;
}

/** Reads the lines of `bytes` bytes; returns whether anything was counted. */
export function read(cpu: usize, address: i32, bytes: i32): i32 {
  let counted = 0;
  const last = (address + bytes - 1) >>> lineShift;
  for (let block = address >>> lineShift; block <= last; block++) counted |= readLine(cpu, block);
  return counted;
}

/** Stores a word to each line of `bytes` bytes; returns whether anything was counted. */
export function write(cpu: usize, address: i32, bytes: i32): i32 {
  let counted = 0;
  const last = (address + bytes - 1) >>> lineShift;
  for (let block = address >>> lineShift; block <= last; block++) counted |= writeLine(cpu, block, false);
  return counted;
}

/** Touches `lines` lines from `address` upwards: reads, but for every fifth, say, from `first` on: a store. */
export function walk(cpu: usize, address: i32, lines: i32, first: i32, every: i32): void {
  const block = address >>> lineShift;
  let untilStore = first;
  for (let i = 0; i < lines; i++) {
    if (untilStore == 0) {
      writeLine(cpu, block + i, false);
      untilStore = every;
    } else {
      readLine(cpu, block + i);
    }
    untilStore--;
  }
}

/** Reads lines that missed the instruction cache from L2. */
export function readText(cpu: usize, block: i32, lines: i32): void {
  for (let i = 0; i < lines; i++) fetch(cpu, block + i);
}

/** Touches the lines of a copy; Processor.stream says how. */
export function stream(cpu: usize, source: i32, destination: i32, bytes: i32, whole: i32): void {
  const mask = line - 1;
  const end = destination + bytes;
  let s = source;
  let d = destination;
  while (d < end) {
    const inSource = line - (s & mask);
    const inDestination = line - (d & mask);
    const step = min(min(inSource, inDestination), min(end - d, longestStep));
    const from = s >>> lineShift;
    const to = d >>> lineShift;
    const mayMeet = ((from - to + 1) & l1Mask) <= 2;
    if (mayMeet || s == source || inSource == line) readLine(cpu, from);
    if (inDestination == line && whole && end - d >= line) writeLine(cpu, to, true);
    else if (mayMeet || d == destination || inDestination == line) writeLine(cpu, to, false);
    s += step;
    d += step;
  }
}

/** Lets a device read memory: dirty copies are written back, every copy becomes SHARED. */
export function readByDevice(address: i32, bytes: i32): void {
  const last = (address + bytes - 1) >>> lineShift;
  for (let block = address >>> lineShift; block <= last; block++) {
    const mask = holdersOf(block);
    if (mask != 0) clean(block, mask);
  }
}

/** Lets a device write memory: every copy is dropped. */
export function writeByDevice(address: i32, bytes: i32): void {
  const last = (address + bytes - 1) >>> lineShift;
  for (let block = address >>> lineShift; block <= last; block++) {
    const mask = holdersOf(block);
    if (mask != 0) drop(block, mask);
  }
}

// @ts-ignore: decorator
@inline
function count(cpu: usize, what: usize): void {
  store<i32>(cpu + what, load<i32>(cpu + what) + 1);
}

// @ts-ignore: decorator
@inline
function holds(word: i32, key: i32): bool {
  return <u32>((word ^ key) - 1) < 3;
}

// @ts-ignore: decorator
@inline
function l1Set(cpu: usize, block: i32): usize {
  return cpu + TALLY_BYTES + ((block & l1Mask) << l1SetShift);
}

// @ts-ignore: decorator
@inline
function l2Set(cpu: usize, block: i32): usize {
  return cpu + l2Start + ((block & l2Mask) << l2SetShift);
}

/** Brings a block's word to the head of its set and returns it, or makes room there and returns the victim. */
// @ts-ignore: decorator
@inline
function promote(set: usize, setBytes: usize, key: i32): i32 {
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

function readLine(cpu: usize, block: i32): i32 {
  const set = l1Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l1SetBytes, key);
  if (holds(word, key)) return 0;
  count(cpu, READS);
  store<i32>(set, key | (fetch(cpu, block) == SHARED ? SHARED : EXCLUSIVE));
  if ((word & 3) == MODIFIED) putBack(cpu, word >>> 2);
  return 1;
}

function writeLine(cpu: usize, block: i32, whole: bool): i32 {
  const set = l1Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l1SetBytes, key);
  store<i32>(set, key | MODIFIED);
  if (holds(word, key)) {
    if ((word & 3) != SHARED) return 0;
    count(cpu, UPGRADES);
    claim(cpu, block);
    endSharing(cpu, block);
    return 1;
  }
  count(cpu, WRITES);
  if (whole) {
    count(cpu, WHOLE);
    const held = find(l2Set(cpu, block), l2SetBytes, key);
    if (held != 0) {
      count(cpu, WHOLE_BELOW);
      if (endSharing(cpu, block)) count(cpu, UPGRADES);
    }
    claim(cpu, block);
  } else {
    own(cpu, block);
  }
  if ((word & 3) == MODIFIED) putBack(cpu, word >>> 2);
  return 1;
}

/** Reads a block from L2 and returns its state there. */
function fetch(cpu: usize, block: i32): i32 {
  const set = l2Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l2SetBytes, key);
  if (holds(word, key)) return word & 3;
  count(cpu, L2_READS);
  const bit = bitOf(cpu);
  const others = holdersOf(block) & ~bit;
  const state = others != 0 && clean(block, others) ? SHARED : EXCLUSIVE;
  store<u8>(holders + block, holdersOf(block) | bit);
  store<i32>(set, key | state);
  if ((word & 3) == MODIFIED) count(cpu, VICTIMS);
  return state;
}

/** Reads a block from L2 for a store above. */
function own(cpu: usize, block: i32): void {
  const set = l2Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l2SetBytes, key);
  if (holds(word, key)) {
    if ((word & 3) != SHARED) return;
    count(cpu, UPGRADES);
    claim(cpu, block);
    store<i32>(set, key | EXCLUSIVE);
    return;
  }
  count(cpu, OWNED);
  claim(cpu, block);
  store<i32>(set, key | EXCLUSIVE);
  if ((word & 3) == MODIFIED) count(cpu, VICTIMS);
}

/** Takes a dirty victim of L1 into L2. */
function putBack(cpu: usize, block: i32): void {
  const set = l2Set(cpu, block);
  const key = block << 2;
  const word = promote(set, l2SetBytes, key);
  store<i32>(set, key | MODIFIED);
  if (holds(word, key)) {
    if ((word & 3) != SHARED) return;
    count(cpu, UPGRADES);
    claim(cpu, block);
    return;
  }
  claim(cpu, block);
  if ((word & 3) == MODIFIED) count(cpu, VICTIMS);
}

function endSharing(cpu: usize, block: i32): bool {
  const at = find(l2Set(cpu, block), l2SetBytes, block << 2);
  if (at == 0 || (load<i32>(at) & 3) != SHARED) return false;
  store<i32>(at, (block << 2) | EXCLUSIVE);
  return true;
}

/** Returns where a set holds a block, or 0. */
function find(set: usize, setBytes: usize, key: i32): usize {
  for (let way = set, end = set + setBytes; way < end; way += 4) {
    if (holds(load<i32>(way), key)) return way;
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function holdersOf(block: i32): i32 {
  return <i32>load<u8>(holders + block);
}

// @ts-ignore: decorator
@inline
function bitOf(cpu: usize): i32 {
  return cpu == START ? 1 : 1 << (<i32>((cpu - START) / processorBytes));
}

function claim(cpu: usize, block: i32): void {
  const bit = bitOf(cpu);
  const others = holdersOf(block) & ~bit;
  store<u8>(holders + block, holdersOf(block) | bit);
  if (others != 0) drop(block, others);
}

/** Makes the copies of the processors of a mask SHARED; tells whether there was one. */
function clean(block: i32, mask: i32): bool {
  const key = block << 2;
  let found = false;
  for (let index = 0; index < processors; index++) {
    if ((mask & (1 << index)) == 0) continue;
    const cpu = processorAt(index);
    const above = find(l1Set(cpu, block), l1SetBytes, key);
    const below = find(l2Set(cpu, block), l2SetBytes, key);
    if (above != 0) store<i32>(above, key | SHARED);
    if (below != 0) store<i32>(below, key | SHARED);
    if ((above | below) != 0) found = true;
    else store<u8>(holders + block, holdersOf(block) & ~(1 << index));
  }
  return found;
}

/** Drops the copies of the processors of a mask; their places become the next victims of their sets. */
function drop(block: i32, mask: i32): void {
  for (let index = 0; index < processors; index++) {
    if ((mask & (1 << index)) == 0) continue;
    const cpu = processorAt(index);
    remove(l1Set(cpu, block), l1SetBytes, block << 2);
    remove(l2Set(cpu, block), l2SetBytes, block << 2);
  }
  store<u8>(holders + block, holdersOf(block) & ~mask);
}

function remove(set: usize, setBytes: usize, key: i32): void {
  const at = find(set, setBytes, key);
  if (at == 0) return;
  const last = set + setBytes - 4;
  for (let way = at; way < last; way += 4) store<i32>(way, load<i32>(way, 4));
  store<i32>(last, INVALID);
}

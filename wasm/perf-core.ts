/**
 * The inner loop of the perf script reader, in AssemblyScript with 128-bit SIMD: src/parsers/perf-core.ts drives it,
 * src/parsers/perf-frame-memo.ts does the same in JavaScript.
 *
 * It only remembers. A frame line, or a stack, that was read before is recognised by comparing every byte of it; all
 * else is answered with "not known", read by the one reader there is, in JavaScript, and kept here. So it holds no
 * second copy of a rule of the format but one: in `name+0xOFFSET (dso)` the digits of the offset change nothing.
 *
 * No allocator, no garbage collector: tables at fixed places of the linear memory, whose pages the system commits
 * when they are first touched.
 */

/** Stretch of the input, and what may be read past its end. */
const TEXT: usize = 1024;
const TEXT_BYTES: usize = 2 << 20;
const TEXT_SLACK: usize = 8192;
/** Symbols of the sample that is being read, leaf first. */
const FRAMES: usize = TEXT + TEXT_BYTES + TEXT_SLACK;
/** As in src/parsers/perf-memo.ts. */
const MAX_FRAMES: i32 = 1 << 20;

/** Whole lines by the 16 columns of their address: u32 start, u32 length, i32 symbol, u32 uses. */
const LINE_BITS: u32 = 14;
const LINES: usize = FRAMES + ((<usize>MAX_FRAMES + 16) << 2);
/** Lines without address and offset: u32 start, u32 bytes before the offset, u32 after, i32 symbol. */
const NAME_BITS: u32 = 15;
const NAMES: usize = LINES + (16 << LINE_BITS);
/** Stacks: u32 start, u32 depth, i32 stack, u32 hash. */
const STACK_BITS: u32 = 17;
const STACKS: usize = NAMES + (16 << NAME_BITS);

/** What the tables remember; a full arena starts afresh, so that memory stays bounded whatever the input. */
const LINE_ARENA: usize = STACKS + (16 << STACK_BITS);
const LINE_ARENA_BYTES: usize = 8 << 20;
const NAME_ARENA: usize = LINE_ARENA + LINE_ARENA_BYTES;
const NAME_ARENA_BYTES: usize = 8 << 20;
const STACK_ARENA: usize = NAME_ARENA + NAME_ARENA_BYTES;
const STACK_ARENA_BYTES: usize = 16 << 20;
const END: usize = STACK_ARENA + STACK_ARENA_BYTES + 64;

/** perf prints no longer line; the slack after the text and each arena covers it. */
const LONGEST: i32 = 4000;
const SHORTEST: i32 = 20;
/** Columns before the name: one tab or space, the address, a space. */
const NAME_COLUMN: usize = 18;
/** A line that was met this often is not pushed out by one new line alone. */
const MOST_USES: u32 = 3;

let lineEnd: usize = LINE_ARENA;
let nameEnd: usize = NAME_ARENA;
/** Lines known by their name alone, so far. */
let turn: u32 = 0;
let stackEnd: usize = STACK_ARENA;

/** Claims the memory; called once. */
export function start(): void {
  const pages = <i32>((END + 0xffff) >> 16);
  if (memory.size() < pages) memory.grow(pages - memory.size());
}

export function textStart(): usize {
  return TEXT;
}

export function textBytes(): usize {
  return TEXT_BYTES;
}

export function framesStart(): usize {
  return FRAMES;
}

/** Depth after readKnown(). */
let depthReached: i32 = 0;
export function depth(): i32 {
  return depthReached;
}

/**
 * Reads frame lines from `at` on, as long as they start with a tab and are known, and puts their symbols into the
 * frames from `from` on. Returns where it stopped.
 */
export function readKnown(at: usize, from: i32, end: usize): usize {
  let depth = from;
  while (at < end && load<u8>(at) == 9 && depth < MAX_FRAMES) {
    const slot = lineSlot(at);
    const length = load<u32>(slot, 4);
    if (length != 0 && isSame(at, load<u32>(slot), length)) {
      const uses = load<u32>(slot, 12);
      if (uses < MOST_USES) store<u32>(slot, uses + 1, 12);
      store<i32>(FRAMES + (<usize>depth << 2), load<i32>(slot, 8));
      depth += 1;
      at += length;
      continue;
    }
    if (!takeApart(at)) break;
    const name = nameSlot(at);
    if (!isSameName(at, name)) break;
    const symbol = load<i32>(name, 12);
    // One in eight: a line that comes often is soon kept, and one that does not leaves the caches alone.
    if ((++turn & 7) == 0) keepLine(slot, at, <i32>(lineFeed + 1 - at), symbol);
    store<i32>(FRAMES + (<usize>depth << 2), symbol);
    depth += 1;
    at = lineFeed + 1;
  }
  depthReached = depth;
  return at;
}

/** Returns the symbol of the one line at `at`, which may start with a space; -1 where it is not known. */
export function find(at: usize): i32 {
  const slot = lineSlot(at);
  const length = load<u32>(slot, 4);
  if (length != 0 && isSame(at, load<u32>(slot), length)) return load<i32>(slot, 8);
  if (!takeApart(at)) return -1;
  const name = nameSlot(at);
  if (!isSameName(at, name)) return -1;
  const symbol = load<i32>(name, 12);
  keepLine(slot, at, <i32>(lineFeed + 1 - at), symbol);
  return symbol;
}

/**
 * Keeps the line from `at` to `end`, its line feed included, as `symbol`. The name was read up to `nameStop` and the
 * DSO from `dsoStart` on: only where the offset stands right between them do its digits not matter.
 */
export function keep(at: usize, end: usize, symbol: i32, nameStop: usize, dsoStart: usize): void {
  const length = <i32>(end - at);
  if (length < SHORTEST || length > LONGEST) return;
  keepLine(lineSlot(at), at, length, symbol);
  if (!takeApart(at)) return;
  const hasOffset = headStop <= lineFeed;
  if (hasOffset && (headStop != nameStop + 3 || tailStart + 2 != dsoStart)) return;
  const before = headStop - (at + NAME_COLUMN);
  const after = lineFeed + 1 - tailStart;
  if (nameEnd + before + after > NAME_ARENA + NAME_ARENA_BYTES - 64) {
    memory.fill(NAMES, 0, 16 << NAME_BITS);
    nameEnd = NAME_ARENA;
  }
  const slot = nameSlot(at);
  memory.copy(nameEnd, at + NAME_COLUMN, before);
  memory.copy(nameEnd + before, tailStart, after);
  store<u32>(slot, <u32>nameEnd);
  store<u32>(slot, <u32>before, 4);
  store<u32>(slot, <u32>after, 8);
  store<i32>(slot, symbol, 12);
  nameEnd += before + after;
}

/** Returns the stack of frames[0 .. depth), or -1 where it is not known. */
export function findStack(depth: i32): i32 {
  const hash = hashFrames(depth);
  const slot = STACKS + (<usize>(hash >>> (32 - STACK_BITS)) << 4);
  if (load<u32>(slot, 12) != hash || load<u32>(slot, 4) != <u32>depth) return -1;
  return isSame(FRAMES, load<u32>(slot), depth << 2) ? load<i32>(slot, 8) : -1;
}

/** Keeps frames[0 .. depth) as `stack`. */
export function keepStack(depth: i32, stack: i32): void {
  const bytes = <usize>depth << 2;
  if (bytes > STACK_ARENA_BYTES - 64) return;
  if (stackEnd + bytes > STACK_ARENA + STACK_ARENA_BYTES - 64) {
    memory.fill(STACKS, 0, 16 << STACK_BITS);
    stackEnd = STACK_ARENA;
  }
  const hash = hashFrames(depth);
  const slot = STACKS + (<usize>(hash >>> (32 - STACK_BITS)) << 4);
  memory.copy(stackEnd, FRAMES, bytes);
  store<u32>(slot, <u32>stackEnd);
  store<u32>(slot, <u32>depth, 4);
  store<i32>(slot, stack, 8);
  store<u32>(slot, hash, 12);
  stackEnd += bytes;
}

// FRAMES is a multiple of 8, and what follows an odd number of frames is masked away.
function hashFrames(depth: i32): u32 {
  let hash: u64 = depth;
  let at = FRAMES;
  for (const end = FRAMES + (<usize>(depth >> 1) << 3); at < end; at += 8) {
    hash = (rotl<u64>(hash, 27) ^ load<u64>(at)) * 0x9e3779b97f4a7c15;
  }
  if ((depth & 1) != 0) hash = (rotl<u64>(hash, 27) ^ load<u32>(at)) * 0x9e3779b97f4a7c15;
  hash ^= hash >>> 32;
  return <u32>((hash * 0xd6e8feb86659fd93) >>> 32);
}

// @ts-ignore: decorator
@inline
function lineSlot(at: usize): usize {
  const hash = (load<u64>(at, 1) ^ rotl<u64>(load<u64>(at, 9) * 0x9e3779b97f4a7c15, 31)) * 0xd6e8feb86659fd93;
  return LINES + (<usize>(hash >>> (64 - LINE_BITS)) << 4);
}

function keepLine(slot: usize, at: usize, length: i32, symbol: i32): void {
  const old = load<u32>(slot, 4);
  const uses = load<u32>(slot, 12);
  if (old != 0 && uses > 0) {
    store<u32>(slot, uses - 1, 12);
    return;
  }
  let to = <usize>load<u32>(slot);
  // A line that is no longer than the one it takes the place of is written over it.
  if (old < <u32>length) {
    if (lineEnd + length > LINE_ARENA + LINE_ARENA_BYTES - 64) {
      memory.fill(LINES, 0, 16 << LINE_BITS);
      lineEnd = LINE_ARENA;
    }
    to = lineEnd;
    lineEnd += length;
  }
  memory.copy(to, at, length);
  store<u32>(slot, <u32>to);
  store<u32>(slot, length, 4);
  store<i32>(slot, symbol, 8);
  store<u32>(slot, 0, 12);
}

/** Where the line's text before the offset's digits ends, where it goes on after them, and its line feed. */
let headStop: usize = 0;
let tailStart: usize = 0;
let lineFeed: usize = 0;

/** Takes the line at `at` apart at the digits of its last `+0x`. Returns false where it is no frame or too long. */
function takeApart(at: usize): bool {
  const address = v128.load(at, 1);
  const isDigit = i8x16.lt_u(i8x16.sub(address, i8x16.splat(0x30)), i8x16.splat(10));
  const isLetter = i8x16.lt_u(i8x16.sub(address, i8x16.splat(0x61)), i8x16.splat(6));
  const isSpace = i8x16.eq(address, i8x16.splat(0x20));
  const spaces = i8x16.bitmask(isSpace);
  const hex = i8x16.bitmask(v128.or(isDigit, isLetter));
  // Spaces first, then digits, at least one: (spaces + 1) is a power of two.
  if ((spaces | hex) != 0xffff || (spaces & (spaces + 1)) != 0 || spaces == 0xffff) return false;
  if (load<u8>(at, 17) != 0x20) return false;
  let plus: usize = 0;
  let from = at + NAME_COLUMN;
  const limit = at + LONGEST;
  for (;;) {
    const bytes = v128.load(from);
    const isPlus = v128.and(
      i8x16.eq(bytes, i8x16.splat(0x2b)),
      v128.and(
        i8x16.eq(v128.load(from, 1), i8x16.splat(0x30)),
        i8x16.eq(v128.load(from, 2), i8x16.splat(0x78)),
      ),
    );
    let pluses = i8x16.bitmask(isPlus);
    const feeds = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(10)));
    if (feeds != 0) {
      const feed = ctz(feeds);
      lineFeed = from + feed;
      pluses &= (1 << feed) - 1;
      if (pluses != 0) plus = from + (31 - clz(pluses));
      break;
    }
    if (pluses != 0) plus = from + (31 - clz(pluses));
    from += 16;
    if (from > limit) return false;
  }
  if (plus == 0) {
    headStop = lineFeed + 1;
    tailStart = lineFeed + 1;
    return true;
  }
  let digit = plus + 3;
  headStop = digit;
  while (isHex(load<u8>(digit))) digit += 1;
  tailStart = digit;
  return digit > headStop && load<u8>(digit) == 0x20;
}

// @ts-ignore: decorator
@inline
function isHex(byte: u8): bool {
  return <u8>(byte - 0x30) < 10 || <u8>(byte - 0x61) < 6;
}

// Of what takeApart() found.
function nameSlot(at: usize): usize {
  const start = at + NAME_COLUMN;
  const before = headStop - start;
  let hash: u64 = before;
  let i: usize = 0;
  for (; i + 8 <= before; i += 8) {
    hash = (hash ^ load<u64>(start + i)) * 0x9e3779b97f4a7c15;
    hash ^= hash >>> 32;
  }
  for (; i < before; i++) hash = (hash ^ load<u8>(start + i)) * 0x9e3779b97f4a7c15;
  // The last 8 bytes of a line are enough to tell the DSOs of one name apart.
  hash = (hash ^ load<u64>(lineFeed - 8)) * 0xd6e8feb86659fd93;
  return NAMES + (<usize>(hash >>> (64 - NAME_BITS)) << 4);
}

function isSameName(at: usize, slot: usize): bool {
  const before = headStop - (at + NAME_COLUMN);
  const after = lineFeed + 1 - tailStart;
  if (load<u32>(slot, 4) != <u32>before || load<u32>(slot, 8) != <u32>after || load<u32>(slot) == 0) return false;
  const kept = <usize>load<u32>(slot);
  return isSame(at + NAME_COLUMN, kept, <i32>before) && isSame(tailStart, kept + before, <i32>after);
}

// @ts-ignore: decorator
@inline
function isSame(a: usize, b: usize, length: i32): bool {
  let left = length;
  while (left >= 64) {
    const first = v128.or(
      v128.xor(v128.load(a), v128.load(b)),
      v128.xor(v128.load(a, 16), v128.load(b, 16)),
    );
    const second = v128.or(
      v128.xor(v128.load(a, 32), v128.load(b, 32)),
      v128.xor(v128.load(a, 48), v128.load(b, 48)),
    );
    if (v128.any_true(v128.or(first, second))) return false;
    a += 64;
    b += 64;
    left -= 64;
  }
  while (left >= 16) {
    if (v128.any_true(v128.xor(v128.load(a), v128.load(b)))) return false;
    a += 16;
    b += 16;
    left -= 16;
  }
  if (left == 0) return true;
  const same = i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b)));
  return ((same | (0xffff << left)) & 0xffff) == 0xffff;
}

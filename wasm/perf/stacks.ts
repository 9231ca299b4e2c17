/** Closed samples, and whole stacks, as the symbols of their frames. */

import {
  FRAMES,
  RECORD_HEADER,
  RECORDS,
  RECORDS_END,
  STACK_ARENA,
  STACK_ARENA_BYTES,
  STACK_BITS,
  STACKS,
} from "./layout";
import { isSame, isSameLine } from "../bytes/same";

/** Of a stack in the arena: its sample and its depth, then the symbols. */
const STACK_HEADER: usize = 8;
const WAY: usize = 8;
const NOT_KNOWN: i32 = -1;

let stackEnd: usize = STACK_ARENA;
let turn: usize = 0;

/** Where the symbols of the sample that is being read stand. */
export let frames: usize = FRAMES;
let count: i32 = 0;

/** Forgets the closed samples; the one that is being read stands at FRAMES. */
export function clearRecords(): void {
  frames = FRAMES;
  count = 0;
}

/** Samples that were closed since clearRecords(). */
export function records(): i32 {
  return count;
}

/** Tells whether another sample may be closed. */
// @ts-ignore: decorator
@inline
export function hasRoom(): bool {
  return frames < RECORDS_END;
}

/** Closes the sample that is being read, of `depth` symbols. */
export function closeRecord(depth: i32, head: i32, line: i32, period: f64): void {
  const record = frames - RECORD_HEADER;
  store<i32>(record, head);
  store<i32>(record, line, 4);
  store<f64>(record, period, 8);
  store<i32>(record, depth, 20);
  count += 1;
  frames += ((<usize>(depth + 1) >> 1) << 3) + RECORD_HEADER;
}

/**
 * Looks up the stack of every closed sample. All at once, first the slots, then the depths, then the stacks, so that the processor waits
 * for many of them at a time.
 */
export function findRecords(): void {
  let record = RECORDS;
  for (let i = 0; i < count; i++) {
    const depth = load<i32>(record, 20);
    store<i32>(record, <i32>slotOf(record + RECORD_HEADER, depth), 16);
    record += ((<usize>(depth + 1) >> 1) << 3) + RECORD_HEADER;
  }
  record = RECORDS;
  for (let i = 0; i < count; i++) {
    const depth = load<i32>(record, 20);
    const start = <usize>load<u32>(record, 16);
    if (start != 0 && load<i32>(start, 4) != depth) store<i32>(record, 0, 16);
    record += ((<usize>(depth + 1) >> 1) << 3) + RECORD_HEADER;
  }
  record = RECORDS;
  for (let i = 0; i < count; i++) {
    const depth = load<i32>(record, 20);
    const start = <usize>load<u32>(record, 16);
    store<i32>(record, start == 0 ? NOT_KNOWN : sampleAt(start, record + RECORD_HEADER, depth), 16);
    record += ((<usize>(depth + 1) >> 1) << 3) + RECORD_HEADER;
  }
}

/** Returns the sample of the stack of `depth` symbols at `at`, or -1 where it is not known. */
export function findStack(at: usize, depth: i32): i32 {
  const start = slotOf(at, depth);
  return start == 0 ? NOT_KNOWN : sampleAt(start, at, depth);
}

/** Keeps `sample` as the one of the stack of `depth` symbols at `at`. */
export function keepStack(at: usize, depth: i32, sample: i32): void {
  const bytes = <usize>depth << 2;
  if (STACK_HEADER + bytes > STACK_ARENA_BYTES - 64) return;
  if (stackEnd + STACK_HEADER + bytes > STACK_ARENA + STACK_ARENA_BYTES - 64) {
    memory.fill(STACKS, 0, WAY << STACK_BITS);
    stackEnd = STACK_ARENA;
  }
  const hash = hashSymbols(at, depth);
  let slot = setOf(hash);
  if (load<u32>(slot) != 0) {
    turn ^= WAY;
    slot += load<u32>(slot + WAY) == 0 ? WAY : turn;
  }
  store<i32>(stackEnd, sample);
  store<i32>(stackEnd, depth, 4);
  memory.copy(stackEnd + STACK_HEADER, at, bytes);
  store<u32>(slot, <u32>stackEnd);
  store<u32>(slot, hash, 4);
  stackEnd += STACK_HEADER + bytes;
}

// @ts-ignore: decorator
@inline
function slotOf(at: usize, depth: i32): usize {
  const hash = hashSymbols(at, depth);
  const slot = setOf(hash);
  if (load<u32>(slot, 4) == hash) return <usize>load<u32>(slot);
  return load<u32>(slot + WAY, 4) == hash ? <usize>load<u32>(slot + WAY) : 0;
}

// @ts-ignore: decorator
@inline
function sampleAt(start: usize, at: usize, depth: i32): i32 {
  if (load<i32>(start, 4) != depth) return NOT_KNOWN;
  const bytes = <usize>depth << 2;
  const kept = start + STACK_HEADER;
  return (bytes < 16 ? isSame(at, kept, bytes) : isSameLine(at, kept, bytes)) ? load<i32>(start) : NOT_KNOWN;
}

// @ts-ignore: decorator
@inline
function setOf(hash: u32): usize {
  return STACKS + (<usize>(hash >>> (33 - STACK_BITS)) << 4);
}

// @ts-ignore: decorator
@inline
function hashSymbols(at: usize, depth: i32): u32 {
  let hash: u64 = depth;
  for (const end = at + (<usize>(depth >> 1) << 3); at < end; at += 8) {
    hash = (rotl<u64>(hash, 27) ^ load<u64>(at)) * 0x9e3779b97f4a7c15;
  }
  if ((depth & 1) != 0) hash = (rotl<u64>(hash, 27) ^ load<u32>(at)) * 0x9e3779b97f4a7c15;
  hash ^= hash >>> 32;
  return <u32>((hash * 0xd6e8feb86659fd93) >>> 32);
}

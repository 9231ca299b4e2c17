/**
 * Where everything lies in linear memory. Pages are committed by the system when they are first touched, and what is
 * touched at every sample is small: a miss of the second-level cache costs as much as reading ten lines.
 */

import { claimPages } from "../bytes/pages";

/** Stretch of the input, and what may be read past its end. */
export const TEXT: usize = 1024;
export const TEXT_BYTES: usize = 256 << 10;
const TEXT_SLACK: usize = 8192;

/** As in src/parsers/perf-memo.ts. */
export const MAX_FRAMES: i32 = 1 << 20;
/**
 * Samples that were closed since scan() began, one after another, each 8-aligned: i32 head, u32 line, f64 period,
 * i32 sample (-1: not known), i32 symbols, then the symbols, leaf first. The sample that is being read stands after them.
 */
export const RECORDS: usize = TEXT + TEXT_BYTES + TEXT_SLACK;
export const RECORD_HEADER: usize = 24;
const RECORDS_BYTES: usize = 4 * TEXT_BYTES;
/** Where no sample may begin any more. */
export const RECORDS_END: usize = RECORDS + RECORDS_BYTES;
/** Symbols of the sample that is being read, when scan() begins. */
export const FRAMES: usize = RECORDS + RECORD_HEADER;

/** The frame lines that are read at once: u32 end, u32 hash, and what stands in the slot, u64. */
export const AHEAD: usize = RECORDS_END + ((<usize>MAX_FRAMES + 16) << 2);
export const AHEAD_LINES: i32 = 256;
/** Whole lines by the 16 columns of their address: u32 start, u32 hash. */
export const LINE_BITS: u32 = 14;
export const LINES: usize = AHEAD + (<usize>AHEAD_LINES << 4);
/** Lines without address and offset: u32 start, u32 bytes before the offset, u32 after, i32 symbol. */
export const NAME_BITS: u32 = 15;
export const NAMES: usize = LINES + (8 << LINE_BITS);
/** First lines of samples: u32 start, u32 bytes before the time, u32 bytes of the event, u32 hash, i32 head, i32 comm. */
export const HEAD_BITS: u32 = 13;
export const HEADS: usize = NAMES + (16 << NAME_BITS);
/** Stacks, in sets of two: u32 start, u32 hash. */
export const STACK_BITS: u32 = 17;
export const STACKS: usize = HEADS + (32 << HEAD_BITS);

/** What the tables remember; a full arena starts afresh, so that memory stays bounded whatever the input. */
export const LINE_ARENA: usize = STACKS + (8 << STACK_BITS);
export const LINE_ARENA_BYTES: usize = 8 << 20;
export const NAME_ARENA: usize = LINE_ARENA + LINE_ARENA_BYTES;
export const NAME_ARENA_BYTES: usize = 8 << 20;
export const HEAD_ARENA: usize = NAME_ARENA + NAME_ARENA_BYTES;
export const HEAD_ARENA_BYTES: usize = 2 << 20;
export const STACK_ARENA: usize = HEAD_ARENA + HEAD_ARENA_BYTES;
export const STACK_ARENA_BYTES: usize = 16 << 20;
const END: usize = STACK_ARENA + STACK_ARENA_BYTES + 64;

/** Claims the memory; called once. */
export function start(): void {
  claimPages(END);
}

export function textStart(): usize {
  return TEXT;
}

export function textBytes(): usize {
  return TEXT_BYTES;
}

export function recordsStart(): usize {
  return RECORDS;
}

/** Returns how many numbers of 4 bytes there are from the records on, the last frame of the deepest sample included. */
export function recordsLength(): usize {
  return (AHEAD - RECORDS) >> 2;
}

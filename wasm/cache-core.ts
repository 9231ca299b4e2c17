/**
 * The data caches of a machine's processors on their bus, in AssemblyScript: src/simulator/machine/cache-core.ts
 * drives it. It is the case that simulations spend their time in, two write-back, write-allocate levels with one line
 * size; src/simulator/machine/cache.ts and memory-system.ts are the general model, whose rules these are, and
 * test/simulator/machine/cache-core.test.ts holds both to the same counts. No allocator, no garbage collector.
 */

import { clean, drop } from "./cache/coherence";
import { holdersOf, l1Mask, line, lineShift, longestStep } from "./cache/layout";
import { fetch, readLine, writeLine } from "./cache/lines";

export { processorAt, start } from "./cache/layout";

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

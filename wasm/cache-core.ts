/**
 * Processors with their caches on one bus, in AssemblyScript: src/simulator/machine/cache-core.ts drives it. It is the
 * case that simulations spend their time in, two write-back, write-allocate levels with one line size. Every touch is one
 * call: it goes through TLB and caches, and its misses and cycles are booked.
 *
 * src/simulator/machine/cache.ts, memory-system.ts and src/simulator/kernel/modelled-processor.ts are the general model,
 * whose rules these are, and test/simulator/kernel/core-processor.test.ts holds both to the same accounts. No allocator,
 * no garbage collector.
 */

import { settle, settleIsolated, settleText, spend } from "./cache/accounts";
import { clean, drop } from "./cache/coherence";
import { lanesBetween } from "./cache/fours";
import {
  allHolders,
  CALLS_MADE,
  calls,
  clear,
  costMemoryRead,
  costOwnership,
  holdersOf,
  lastCalls,
  layOut,
  lineShift,
  reserve,
  textCycles,
} from "./cache/layout";
import { copyLines, readLines, walkLines, writeLines } from "./cache/ranges";
import { runText, startMemo } from "./cache/text-memo";
import { touchKernel, touchUser } from "./cache/tlb";

export { accountsAt, clear, processorAt, setupAt, textsAt } from "./cache/layout";
export { switchAddressSpace } from "./cache/tlb";

/** A function that was called this few calls ago still has its text in L1I, and its LRU order is not renewed. */
const RECENT_CALLS: i32 = 8;

/**
 * Lays out the machine of the setup; the one before it is forgotten. Returns 0 where the linear memory cannot grow that
 * far: nothing else may be asked for then. The texts are to be written next, and then `clear` is to be called before
 * each run.
 */
export function prepare(): i32 {
  const end = layOut();
  return reserve(end) && startMemo(end) ? 1 : 0;
}

/** Calls a text: its warm cycles, and its lines through L1I. */
export function run(cpu: usize, text: i32): void {
  const count = calls + (<usize>text << 3);
  store<f64>(count, load<f64>(count) + 1);
  spend(cpu, text, load<f64>(textCycles + (<usize>text << 3)));
  const call = load<i32>(cpu, CALLS_MADE) + 1;
  store<i32>(cpu, call, CALLS_MADE);
  const last = cpu + lastCalls + (<usize>text << 2);
  const isRecent = call - load<i32>(last) <= RECENT_CALLS;
  store<i32>(last, call);
  if (isRecent) return;
  const misses = runText(cpu, text);
  if (misses > 0) settleText(cpu, text, misses);
}

/** Reads the lines of `bytes` bytes of the kernel's. */
export function read(cpu: usize, row: i32, address: i32, bytes: i32): void {
  touchKernel(cpu, address);
  readLines(cpu, address >>> lineShift, (address + bytes - 1) >>> lineShift);
  settleIsolated(cpu, row);
}

/** Stores a word to each line of `bytes` bytes of the kernel's. */
export function write(cpu: usize, row: i32, address: i32, bytes: i32): void {
  touchKernel(cpu, address);
  writeLines(cpu, address >>> lineShift, (address + bytes - 1) >>> lineShift);
  settleIsolated(cpu, row);
}

/** Touches `lines` lines from `address` upwards: reads, but for every fifth, say, from `first` on: a store. */
export function walk(cpu: usize, row: i32, address: i32, lines: i32, first: i32, every: i32): void {
  const block = address >>> lineShift;
  walkLines(cpu, block, block + lines - 1, block + first, every);
  settleIsolated(cpu, row);
}

/** Touches the lines of a copy; DataCaches.stream says how. */
export function stream(
  cpu: usize,
  readRow: i32,
  writeRow: i32,
  source: i32,
  destination: i32,
  bytes: i32,
  whole: i32,
): void {
  copyLines(cpu, source, destination, bytes, whole != 0);
  settle(cpu, readRow, writeRow, costMemoryRead, costOwnership);
}

/** Looks a user address up in the TLB. */
export function lookUpUser(cpu: usize, address: i32): void {
  touchUser(cpu, address);
}

/** Looks an address of the kernel's direct mapping up in the TLB. */
export function lookUpKernel(cpu: usize, address: i32): void {
  touchKernel(cpu, address);
}

/** Lets a device read memory: dirty copies are written back, every copy becomes SHARED. */
export function readByDevice(address: i32, bytes: i32): void {
  const first = address >>> lineShift;
  const last = (address + bytes - 1) >>> lineShift;
  for (let four = first & ~3; four <= last; four += 4) {
    const held = holdersOf(four) & allHolders(i32x4.bitmask(lanesBetween(four, first, last)));
    if (held != 0) clean(four, held);
  }
}

/** Lets a device write memory: every copy is dropped. */
export function writeByDevice(address: i32, bytes: i32): void {
  const first = address >>> lineShift;
  const last = (address + bytes - 1) >>> lineShift;
  for (let four = first & ~3; four <= last; four += 4) {
    const held = holdersOf(four) & allHolders(i32x4.bitmask(lanesBetween(four, first, last)));
    if (held != 0) drop(four, held);
  }
}

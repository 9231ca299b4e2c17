/** Turns counts into cycles and books both to rows of the accounts; the rules of src/simulator/kernel/modelled-processor.ts. */

import {
  CLOCK,
  costIsolated,
  costL2Read,
  costL2Write,
  costTlbMiss,
  costUpgrade,
  costWholeLine,
  costWriteBack,
  instructionCycles,
  rowAt,
  rowOfText,
  TLB_MISSES,
} from "./layout";
import { clearCounts, l2Reads, owned, reads, upgrades, victims, wholeBelow, wholeStores, writes } from "./lines";

// The columns of src/simulator/kernel/ledger.ts.
const L1_MISSES: usize = 0;
const L2_MISSES: usize = 8;
const WRITE_BACKS: usize = 16;
const UPGRADES: usize = 24;
const TLB_COLUMN: usize = 32;
const STALL_CYCLES: usize = 40;

// @ts-ignore: decorator
@inline
function add(place: usize, more: f64): void {
  store<f64>(place, load<f64>(place) + more);
}

/** Spends instruction cycles within a text. */
// @ts-ignore: decorator
@inline
export function spend(cpu: usize, text: i32, cycles: f64): void {
  add(instructionCycles + (<usize>text << 3), cycles);
  add(cpu + CLOCK, cycles);
}

/** Books what an isolated touch counted. */
// @ts-ignore: decorator
@inline
export function settleIsolated(cpu: usize, row: i32): void {
  if ((reads | writes | upgrades | victims | load<i32>(cpu, TLB_MISSES)) == 0) return;
  settle(cpu, row, row, costIsolated, costIsolated);
}

/** Books what a touch counted, reads and stores to rows of their own. */
export function settle(cpu: usize, readRow: i32, writeRow: i32, memoryRead: f64, ownership: f64): void {
  const tlb = load<i32>(cpu, TLB_MISSES);
  if ((reads | writes | upgrades | victims | tlb) == 0) return;
  const readCycles: f64 =
    <f64>(reads - l2Reads) * costL2Read + <f64>l2Reads * memoryRead + <f64>tlb * costTlbMiss;
  const writeCycles: f64 =
    <f64>(writes - wholeStores - owned + wholeBelow) * costL2Write +
    <f64>owned * ownership +
    <f64>(wholeStores - wholeBelow) * costWholeLine +
    <f64>victims * costWriteBack +
    <f64>upgrades * costUpgrade;
  const readTo = rowAt(readRow);
  const writeTo = rowAt(writeRow);
  add(readTo + L1_MISSES, <f64>reads);
  add(writeTo + L1_MISSES, <f64>writes);
  add(readTo + L2_MISSES, <f64>l2Reads);
  add(writeTo + L2_MISSES, <f64>(owned + wholeStores - wholeBelow));
  if (tlb != 0) {
    add(readTo + TLB_COLUMN, <f64>tlb);
    store<i32>(cpu, 0, TLB_MISSES);
  }
  if (victims != 0) add(writeTo + WRITE_BACKS, <f64>victims);
  if (upgrades != 0) add(writeTo + UPGRADES, <f64>upgrades);
  add(readTo + STALL_CYCLES, readCycles);
  add(writeTo + STALL_CYCLES, writeCycles);
  add(cpu + CLOCK, readCycles + writeCycles);
  clearCounts();
}

/** Books what a run through a text counted in L2, with its `misses` in L1I. */
export function settleText(cpu: usize, text: i32, misses: i32): void {
  const row = rowAt(rowOfText(text));
  const cycles: f64 =
    <f64>(misses - l2Reads) * costL2Read + <f64>l2Reads * costIsolated + <f64>victims * costWriteBack;
  add(row + L1_MISSES, <f64>misses);
  add(row + L2_MISSES, <f64>l2Reads);
  add(row + WRITE_BACKS, <f64>victims);
  add(row + STALL_CYCLES, cycles);
  add(cpu + CLOCK, cycles);
  clearCounts();
}

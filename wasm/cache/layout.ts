/**
 * Where everything lies in linear memory: what a machine is (`Setup`), its programs' texts, the accounts, for each
 * processor a record with its caches, a byte for four lines of memory with a bit a line for each processor that may hold it, and
 * the memo of texts. src/simulator/machine/cache-core.ts writes the setup and the texts, and reads clocks and accounts.
 */

import { EMPTY } from "./sets";

/** What `prepare` reads: 16 32-bit integers in the order that cache-core.ts writes, then, 128 bytes on, the costs as doubles. */
const SETUP: usize = (__heap_base + 63) & ~63;
const COSTS: usize = SETUP + 128;
const START: usize = SETUP + 256;
/** Bytes that a copy loop moves at a time. */
const DWORD: i32 = 4;
const PAGE_BITS: usize = 16;
/** A row of the accounts: 16 columns, of which the core writes the first 6, within one line of the host's cache. */
const ROW_SHIFT: i32 = 7;

export let processors: i32 = 0;
export let lineShift: i32 = 0;
export let line: i32 = 0;
export let longestStep: i32 = 0;

// A processor's record: clock, calls made, pending misses of the TLB and so on, then the tables below.
export const CLOCK: usize = 0;
/** By how many bits its holders stand further on than the first processor's. */
const HOLDERS_SHIFT: usize = 8;
export const CALLS_MADE: usize = 12;
export const TLB_MISSES: usize = 16;
export const MEMO_STATE: usize = 20;
const RECORD: usize = 64;
let processorBytes: usize = 0;
/** Of each text: the number of its last call. */
export let lastCalls: usize = 0;
export let smallTlb: usize = 0;
export let smallTlbMask: i32 = 0;
export let smallTlbBytes: usize = 0;
export let smallTlbSetBytes: usize = 0;
export let largeTlb: usize = 0;
export let largeTlbMask: i32 = 0;
export let largeTlbSetBytes: usize = 0;
export let l1i: usize = 0;
export let l1iMask: i32 = 0;
export let l1iBytes: usize = 0;
export let l1iSetBytes: usize = 0;
let l1: usize = 0;
export let l1Mask: i32 = 0;
let l1SetShift: i32 = 0;
/** Bytes of the sets of four neighbouring blocks (fours.ts). */
export let l1FourBytes: usize = 0;
let l2: usize = 0;
let l2Mask: i32 = 0;
/** What of a block decides which sets of any level it shares with another. */
export let setMask: i32 = 0;
let l2SetShift: i32 = 0;
export let l2FourBytes: usize = 0;

export let texts: i32 = 0;
export let textFirst: usize = 0;
export let textLines: usize = 0;
export let textCycles: usize = 0;
/** By how many lines a text stands further on in memory than L1I sees it. */
export let textShifts: usize = 0;

let accounts: usize = 0;
let accountsEnd: usize = 0;
let rowsOfText: i32 = 0;
let textRow: i32 = 0;
export let calls: usize = 0;
export let instructionCycles: usize = 0;

let firstProcessor: usize = 0;
let holders: usize = 0;
let holdersEnd: usize = 0;

export let costMemoryRead: f64 = 0;
export let costOwnership: f64 = 0;
export let costWriteBack: f64 = 0;
export let costL2Read: f64 = 0;
export let costL2Write: f64 = 0;
export let costUpgrade: f64 = 0;
export let costWholeLine: f64 = 0;
export let costIsolated: f64 = 0;
export let costTlbMiss: f64 = 0;

/** Returns where the setup is to be written, 0 where the host has no memory. */
export function setupAt(): usize {
  return reserve(START) ? SETUP : 0;
}

function setup(field: i32): i32 {
  return load<i32>(SETUP + (<usize>field << 2));
}

function cost(field: i32): f64 {
  return load<f64>(COSTS + (<usize>field << 3));
}

function align(place: usize): usize {
  return (place + 63) & ~63;
}

/** Makes room for `bytes` bytes of memory; returns whether the host had it. */
export function reserve(bytes: usize): bool {
  const pages = <i32>((bytes + (1 << PAGE_BITS) - 1) >> PAGE_BITS);
  return memory.size() >= pages || memory.grow(pages - memory.size()) >= 0;
}

/** Lays the machine of the setup out and returns where its memory ends. */
export function layOut(): usize {
  processors = setup(0);
  lineShift = setup(1);
  line = 1 << lineShift;
  const l1Lines = setup(2);
  const l1Ways = setup(3);
  const l2Lines = setup(4);
  const l2Ways = setup(5);
  const l1iLines = setup(6);
  const l1iWays = setup(7);
  const smallEntries = setup(8);
  const smallWays = setup(9);
  const largeEntries = setup(10);
  const largeWays = setup(11);
  const blocks = setup(12);
  texts = setup(13);
  rowsOfText = setup(14);
  textRow = setup(15);
  costMemoryRead = cost(0);
  costOwnership = cost(1);
  costWriteBack = cost(2);
  costL2Read = cost(3);
  costL2Write = cost(4);
  costUpgrade = cost(5);
  costWholeLine = cost(6);
  costIsolated = cost(7);
  costTlbMiss = cost(8);
  longestStep = l1Ways == 1 ? DWORD : line;

  textCycles = START;
  textFirst = textCycles + (<usize>texts << 3);
  textLines = textFirst + (<usize>texts << 2);
  textShifts = textLines + (<usize>texts << 2);
  accounts = align(textShifts + (<usize>texts << 2));
  calls = accounts + (<usize>(texts * rowsOfText) << ROW_SHIFT);
  instructionCycles = calls + (<usize>texts << 3);
  accountsEnd = instructionCycles + (<usize>texts << 3);

  lastCalls = RECORD;
  smallTlb = align(lastCalls + (<usize>texts << 2));
  smallTlbBytes = <usize>smallEntries << 2;
  smallTlbMask = smallEntries / smallWays - 1;
  smallTlbSetBytes = <usize>smallWays << 2;
  largeTlb = align(smallTlb + smallTlbBytes);
  largeTlbMask = largeEntries / largeWays - 1;
  largeTlbSetBytes = <usize>largeWays << 2;
  l1i = align(largeTlb + (<usize>largeEntries << 2));
  l1iBytes = <usize>l1iLines << 2;
  l1iMask = l1iLines / l1iWays - 1;
  l1iSetBytes = <usize>l1iWays << 2;
  l1 = align(l1i + l1iBytes);
  l1Mask = l1Lines / l1Ways - 1;
  l1FourBytes = <usize>l1Ways << 4;
  l1SetShift = ctz(l1Ways) + 2;
  l2 = align(l1 + (<usize>l1Lines << 2));
  l2Mask = l2Lines / l2Ways - 1;
  l2FourBytes = <usize>l2Ways << 4;
  l2SetShift = ctz(l2Ways) + 2;
  setMask = l1Mask & l2Mask;
  processorBytes = align(l2 + (<usize>l2Lines << 2));

  firstProcessor = align(accountsEnd);
  holders = firstProcessor + <usize>processors * processorBytes;
  holdersEnd = align(holders + (<usize>blocks >> 2));
  return holdersEnd;
}

/** Empties the caches, the accounts and the clocks. */
export function clear(): void {
  memory.fill(accounts, 0, holdersEnd - accounts);
  for (let index = 0; index < processors; index++) {
    const cpu = processorAt(index);
    memory.fill(cpu + smallTlb, EMPTY, processorBytes - smallTlb);
    store<i32>(cpu, index << 2, HOLDERS_SHIFT);
    for (let text = 0; text < texts; text++) store<i32>(cpu + lastCalls + (<usize>text << 2), i32.MIN_VALUE / 2);
  }
}

/** Returns where a processor's record starts; what is asked of a processor wants it as `cpu`. */
export function processorAt(index: i32): usize {
  return firstProcessor + <usize>index * processorBytes;
}

export function textsAt(): usize {
  return textCycles;
}

export function accountsAt(): usize {
  return accounts;
}

/** Returns the row to which a text's own misses are booked. */
// @ts-ignore: decorator
@inline
export function rowOfText(text: i32): i32 {
  return text * rowsOfText + textRow;
}

// @ts-ignore: decorator
@inline
export function rowAt(row: i32): usize {
  return accounts + (<usize>row << ROW_SHIFT);
}

/** Returns where the L1 sets of the four blocks from `four` on, a multiple of four, start. */
// @ts-ignore: decorator
@inline
export function l1Four(cpu: usize, four: i32): usize {
  return cpu + l1 + ((four & l1Mask) << l1SetShift);
}

/** Returns where their L2 sets start. */
// @ts-ignore: decorator
@inline
export function l2Four(cpu: usize, four: i32): usize {
  return cpu + l2 + ((four & l2Mask) << l2SetShift);
}

/** Returns who may hold which of four blocks: a bit a block, the second processor's four bits behind the first's. */
// @ts-ignore: decorator
@inline
export function holdersOf(four: i32): i32 {
  return <i32>load<u8>(holders + (four >>> 2));
}

/** Writes that down. */
// @ts-ignore: decorator
@inline
export function setHolders(four: i32, held: i32): void {
  store<u8>(holders + (four >>> 2), held);
}

/** Returns a processor's holding of the blocks of a mask. */
// @ts-ignore: decorator
@inline
export function ownHolders(cpu: usize, blocks: i32): i32 {
  return blocks << load<i32>(cpu, HOLDERS_SHIFT);
}

/** Returns both processors' holding of the blocks of a mask. */
// @ts-ignore: decorator
@inline
export function allHolders(blocks: i32): i32 {
  return blocks | (blocks << 4);
}

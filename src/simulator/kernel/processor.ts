import type { Cache } from "../machine/cache.ts";
import { ClassifiedCache } from "../machine/classified-cache.ts";
import { type MachineCaches, makeCaches } from "../machine/machine-caches.ts";
import type { Machine } from "../machine/machine-parameters.ts";
import type { MemorySystem } from "../machine/memory-system.ts";
import { type MissKinds, noMisses } from "../machine/miss-kinds.ts";
import { KERNEL_FUNCTIONS } from "./functions.ts";
import type { Ledger } from "./ledger.ts";
import { KERNEL_TEXT, STRUCTURES } from "./structures.ts";
import { textRangeOf } from "./text-range.ts";

/** A function that was called this few calls ago still has its text in L1I, and its LRU order is not renewed. */
const RECENT_CALLS = 8;

/** Bytes that a copy loop moves at a time. */
const DWORD = 4;

/** What a processor is told besides its machine. */
export interface ProcessorSettings {
  /** Cycles of one call of each function with everything in L1. */
  readonly warmCycles: Float64Array;
  /** Share of a function's text that one call runs through. */
  readonly textShare: number;
  /** Whether to say why each cache missed, at about half the speed. */
  readonly classified: boolean;
}

/**
 * One processor: it spends cycles, touches lines, and books both to a function and a data structure.
 *
 * The rules of the model:
 * - A call costs its warm cycles and fetches the lines of its text (a share of its size) through L1I.
 * - A touch costs nothing where L1 has the line; the warm cycles hold that. A line from L2 costs the L2 figure, a
 *   line from memory the cost of an isolated access, or within a copy that of a stream.
 * - A dirty victim pushed out of L2 costs a write-back to whoever pushed it.
 * - Nothing overlaps: the costs are measured throughputs, not latencies.
 */
export class Processor {
  readonly id: number;
  /** This processor's clock, in cycles. */
  time = 0;
  readonly caches: MachineCaches;
  private readonly costs: Costs;
  private readonly ledger: Ledger;
  private readonly warmCycles: Float64Array;
  private readonly l1d: Cache;
  private readonly l1i: Cache;
  private readonly l2: Cache;
  private readonly lineShift: number;
  private readonly lineMask: number;
  private readonly longestStep: number;
  private readonly textFirst: Int32Array;
  private readonly textLines: Int32Array;
  private readonly lastCall = new Float64Array(KERNEL_FUNCTIONS.length).fill(-Infinity);
  private callCount = 0;
  // What the caches had counted at the last settlement.
  private seenReads = 0;
  private seenWrites = 0;
  private seenWhole = 0;
  private seenWholeBelow = 0;
  private seenUpgrades = 0;
  private seenL2Reads = 0;
  private seenOwned = 0;
  private seenVictims = 0;
  private seenTlb = 0;
  private readonly seenKinds: Readonly<Record<KindSource, MissKinds>> | null;

  /** Builds processor `id` on a memory bus, its caches empty and its clock at 0. */
  constructor(
    id: number,
    machine: Machine,
    memory: MemorySystem,
    ledger: Ledger,
    settings: ProcessorSettings,
  ) {
    this.id = id;
    this.costs = readCosts(machine);
    this.ledger = ledger;
    this.warmCycles = settings.warmCycles;
    this.caches = makeCaches(machine, memory, settings.classified);
    this.l1d = this.caches.l1d;
    this.l1i = this.caches.l1i;
    this.l2 = this.caches.l2;
    this.lineShift = Math.log2(machine["cache.line"]);
    this.lineMask = machine["cache.line"] - 1;
    this.longestStep = machine["l1d.ways"] === 1 ? DWORD : machine["cache.line"];
    const text = KERNEL_FUNCTIONS.map((fn) => textRangeOf(fn, settings.textShare));
    this.textFirst = Int32Array.from(text, ({ first }) => first >>> this.lineShift);
    this.textLines = Int32Array.from(
      text,
      ({ last }, i) => (last >>> this.lineShift) - this.textFirst[i] + 1,
    );
    this.seenKinds = settings.classified ? makeSeenKinds() : null;
  }

  /** Calls a function: its warm cycles, and its text through L1I. */
  run(fn: number): void {
    this.ledger.calls[fn]++;
    this.spend(fn, this.warmCycles[fn]);
    const call = ++this.callCount;
    const isRecent = call - this.lastCall[fn] <= RECENT_CALLS;
    this.lastCall[fn] = call;
    if (isRecent) return;
    const first = this.textFirst[fn];
    const before = this.l1i.readMisses;
    for (let block = first, end = first + this.textLines[fn]; block < end; block++) this.l1i.readBlock(block);
    if (this.l1i.readMisses !== before) this.settleText(fn, this.l1i.readMisses - before);
  }

  /** Spends instruction cycles within a function. */
  spend(fn: number, cycles: number): void {
    this.ledger.instructionCycles[fn] += cycles;
    this.time += cycles;
  }

  /** Reads kernel data at a physical address. */
  read(fn: number, structure: number, address: number, bytes: number): void {
    this.caches.tlb.touchKernel(address);
    this.l1d.read(address, bytes);
    this.settleIsolated(fn, structure);
  }

  /** Writes kernel data at a physical address. */
  write(fn: number, structure: number, address: number, bytes: number): void {
    this.caches.tlb.touchKernel(address);
    const last = (address + bytes - 1) >>> this.lineShift;
    // One store a line: a structure is filled field by field, so no line is written whole.
    for (let block = address >>> this.lineShift; block <= last; block++)
      this.l1d.writeBlock(block, address, 4);
    this.settleIsolated(fn, structure);
  }

  /** Reads one word of user data at a physical address; the caller looks the virtual one up. */
  readUser(fn: number, structure: number, address: number): void {
    this.l1d.readBlock(address >>> this.lineShift);
    this.settleIsolated(fn, structure);
  }

  /** Writes one word of user data at a physical address. */
  writeUser(fn: number, structure: number, address: number): void {
    this.l1d.writeBlock(address >>> this.lineShift, address, 4);
    this.settleIsolated(fn, structure);
  }

  /**
   * Touches the lines of a copy of `bytes` bytes between physical addresses, as a stream; `whole` stores lines that
   * it covers without fetching them. The instructions are the routine's affair. Where a copy enters a new line of
   * either side it touches both where their sets may meet: with two ways or more that counts exactly as each dword
   * would. A direct-mapped L1 is touched dword by dword, since there two lines in one set take turns.
   */
  stream(
    fn: number,
    readFrom: number,
    writtenTo: number,
    source: number,
    destination: number,
    bytes: number,
    whole: boolean,
  ): void {
    const { l1d, lineMask, lineShift } = this;
    const line = lineMask + 1;
    let s = source;
    let d = destination;
    const end = destination + bytes;
    while (d < end) {
      const inSource = line - (s & lineMask);
      const inDestination = line - (d & lineMask);
      const step = Math.min(inSource, inDestination, end - d, this.longestStep);
      const from = s >>> lineShift;
      const to = d >>> lineShift;
      // A second touch of a line changes nothing unless the other stream's line, or its last one, lies in the same set.
      const isShared = l1d.mayShareSet(from, to);
      if (isShared || s === source || inSource === line) l1d.readBlock(from);
      if (inDestination === line && whole && end - d >= line) l1d.writeBlock(to, d, line);
      else if (isShared || d === destination || inDestination === line) l1d.writeBlock(to, d, 4);
      s += step;
      d += step;
    }
    this.settle(
      fn * STRUCTURES.length + readFrom,
      fn * STRUCTURES.length + writtenTo,
      this.costs.memoryRead,
      this.costs.ownership,
    );
  }

  private settleIsolated(fn: number, structure: number): void {
    const row = fn * STRUCTURES.length + structure;
    const isolated = this.costs.isolated;
    this.settle(row, row, isolated, isolated);
  }

  private settle(readRow: number, writeRow: number, memoryRead: number, ownership: number): void {
    const { l1d, l2, costs } = this;
    const reads = l1d.readMisses - this.seenReads;
    const writes = l1d.writeMisses - this.seenWrites;
    const upgrades = l1d.upgrades + l2.upgrades - this.seenUpgrades;
    const tlb = this.caches.tlb.misses - this.seenTlb;
    if (reads === 0 && writes === 0 && upgrades === 0 && tlb === 0) return;
    const whole = l1d.wholeBlockStores - this.seenWhole;
    const wholeBelow = l1d.wholeStoresHeldBelow - this.seenWholeBelow;
    const owned = l2.ownershipMisses - this.seenOwned;
    const l2Reads = l2.readMisses - this.seenL2Reads - owned;
    const victims = l2.dirtyVictims - this.seenVictims;
    this.seenReads += reads;
    this.seenWrites += writes;
    this.seenUpgrades += upgrades;
    this.seenTlb += tlb;
    this.seenWhole += whole;
    this.seenWholeBelow += wholeBelow;
    this.seenOwned += owned;
    this.seenL2Reads += l2Reads + owned;
    this.seenVictims += victims;
    const readCycles = (reads - l2Reads) * costs.l2Read + l2Reads * memoryRead + tlb * costs.tlbMiss;
    const writeCycles =
      (writes - whole - owned + wholeBelow) * costs.l2Write +
      owned * ownership +
      (whole - wholeBelow) * costs.wholeLine +
      victims * costs.writeBack +
      upgrades * costs.upgrade;
    const { rows } = this.ledger;
    rows.l1Misses[readRow] += reads;
    rows.l1Misses[writeRow] += writes;
    rows.l2Misses[readRow] += l2Reads;
    rows.l2Misses[writeRow] += owned + whole - wholeBelow;
    rows.tlbMisses[readRow] += tlb;
    rows.writeBacks[writeRow] += victims;
    rows.upgrades[writeRow] += upgrades;
    rows.stallCycles[readRow] += readCycles;
    rows.stallCycles[writeRow] += writeCycles;
    this.time += readCycles + writeCycles;
    if (this.seenKinds !== null) {
      this.bookKinds("l1dRead", readRow);
      this.bookKinds("l1dWrite", writeRow);
      this.bookKinds("l2Read", readRow);
      this.bookKinds("l2Owned", writeRow);
    }
  }

  private settleText(fn: number, misses: number): void {
    const row = fn * STRUCTURES.length + KERNEL_TEXT;
    const l2Reads = this.l2.readMisses - this.seenL2Reads;
    const victims = this.l2.dirtyVictims - this.seenVictims;
    this.seenL2Reads += l2Reads;
    this.seenVictims += victims;
    const cycles =
      (misses - l2Reads) * this.costs.l2Read + l2Reads * this.costs.isolated + victims * this.costs.writeBack;
    const { rows } = this.ledger;
    rows.l1Misses[row] += misses;
    rows.l2Misses[row] += l2Reads;
    rows.writeBacks[row] += victims;
    rows.stallCycles[row] += cycles;
    this.time += cycles;
    if (this.seenKinds !== null) {
      this.bookKinds("l1iRead", row);
      this.bookKinds("l2Read", row);
    }
  }

  private bookKinds(source: KindSource, row: number): void {
    const now = this.kindsOf(source);
    if (now === null || this.seenKinds === null) return;
    const seen = this.seenKinds[source];
    const { rows } = this.ledger;
    const isL2 = source.startsWith("l2");
    (isL2 ? rows.l2Compulsory : rows.l1Compulsory)[row] += now.compulsory - seen.compulsory;
    (isL2 ? rows.l2Capacity : rows.l1Capacity)[row] += now.capacity - seen.capacity;
    (isL2 ? rows.l2Coherence : rows.l1Coherence)[row] += now.coherence - seen.coherence;
    (isL2 ? rows.l2Conflict : rows.l1Conflict)[row] += now.conflict - seen.conflict;
    Object.assign(seen, now);
  }

  private kindsOf(source: KindSource): MissKinds | null {
    const cache = source === "l1iRead" ? this.l1i : source.startsWith("l1d") ? this.l1d : this.l2;
    if (!(cache instanceof ClassifiedCache)) return null;
    if (source === "l1dWrite") return cache.writeKinds;
    return source === "l2Owned" ? cache.ownershipKinds : cache.readKinds;
  }
}

/** The costs that a touch may have, out of the machine's parameters: these are read millions of times. */
interface Costs {
  readonly memoryRead: number;
  readonly ownership: number;
  readonly writeBack: number;
  readonly l2Read: number;
  readonly l2Write: number;
  readonly upgrade: number;
  readonly wholeLine: number;
  readonly isolated: number;
  readonly tlbMiss: number;
}

function readCosts(machine: Machine): Costs {
  return {
    memoryRead: machine["cost.memoryRead"],
    ownership: machine["cost.ownership"],
    writeBack: machine["cost.writeBack"],
    l2Read: machine["cost.l2Read"],
    l2Write: machine["cost.l2Write"],
    upgrade: machine["cost.upgrade"],
    wholeLine: machine["cost.wholeLine"],
    isolated: machine["cost.isolated"],
    tlbMiss: machine["cost.tlbMiss"],
  };
}

type KindSource = "l1dRead" | "l1dWrite" | "l1iRead" | "l2Read" | "l2Owned";

function makeSeenKinds(): Record<KindSource, MissKinds> {
  return {
    l1dRead: noMisses(),
    l1dWrite: noMisses(),
    l1iRead: noMisses(),
    l2Read: noMisses(),
    l2Owned: noMisses(),
  };
}

import type { ProcessorCaches } from "../machine/machine-builder.ts";
import type { Machine } from "../machine/machine-parameters.ts";
import { L2_READS, OWNED, READS, UPGRADES, VICTIMS, WHOLE, WHOLE_BELOW, WRITES } from "../machine/tally.ts";
import { KERNEL_FUNCTIONS } from "./functions.ts";
import type { Ledger } from "./ledger.ts";
import { MissCauses } from "./miss-causes.ts";
import { KERNEL_TEXT, STRUCTURES } from "./structures.ts";

/** A function that was called this few calls ago still has its text in L1I, and its LRU order is not renewed. */
const RECENT_CALLS = 8;

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
  readonly caches: ProcessorCaches;
  /** What a touch of one line costs at most, in cycles. */
  readonly worstTouch: number;
  private readonly costs: Costs;
  private readonly ledger: Ledger;
  private readonly warmCycles: Float64Array;
  private readonly tally: Int32Array;
  private readonly lastCall = new Float64Array(KERNEL_FUNCTIONS.length).fill(-Infinity);
  private callCount = 0;
  private seenTlb = 0;
  private readonly causes: MissCauses | null;

  /**
   * Builds processor `id` of a machine with its caches empty and its clock at 0; `warmCycles` are those of one call of
   * each function with everything in L1.
   */
  constructor(
    id: number,
    machine: Machine,
    caches: ProcessorCaches,
    ledger: Ledger,
    warmCycles: Float64Array,
  ) {
    this.id = id;
    this.costs = readCosts(machine);
    this.ledger = ledger;
    this.warmCycles = warmCycles;
    this.caches = caches;
    this.tally = caches.data.tally;
    const { isolated, l2Read, l2Write, writeBack, upgrade, tlbMiss } = this.costs;
    // One line comes up to L1, its victim moves to L2, and each of the two may push a dirty line out and be shared.
    this.worstTouch = Math.max(isolated, l2Read, l2Write) + 2 * (writeBack + upgrade) + tlbMiss;
    const { data, textCauses } = caches;
    this.causes =
      data.causes === null || textCauses === null ? null : new MissCauses(ledger, data.causes, textCauses);
  }

  /** Calls a function: its warm cycles, and its text through L1I. */
  run(fn: number): void {
    this.ledger.calls[fn]++;
    this.spend(fn, this.warmCycles[fn]);
    const call = ++this.callCount;
    const isRecent = call - this.lastCall[fn] <= RECENT_CALLS;
    this.lastCall[fn] = call;
    if (isRecent) return;
    const misses = this.caches.text.run(fn);
    if (misses > 0) this.settleText(fn, misses);
  }

  /** Spends instruction cycles within a function. */
  spend(fn: number, cycles: number): void {
    this.ledger.instructionCycles[fn] += cycles;
    this.time += cycles;
  }

  /** Reads kernel data at a physical address. */
  read(fn: number, structure: number, address: number, bytes: number): void {
    this.caches.tlb.touchKernel(address);
    const counted = this.caches.data.read(address, bytes);
    if (counted !== 0 || this.caches.tlb.misses !== this.seenTlb) this.settleIsolated(fn, structure);
  }

  /** Writes kernel data at a physical address: one store a line, as a structure is filled field by field. */
  write(fn: number, structure: number, address: number, bytes: number): void {
    this.caches.tlb.touchKernel(address);
    const counted = this.caches.data.write(address, bytes);
    if (counted !== 0 || this.caches.tlb.misses !== this.seenTlb) this.settleIsolated(fn, structure);
  }

  /** Walks `lines` lines of user data upwards, with a store at line `first` and every `every` lines from there. */
  walkUser(
    fn: number,
    structure: number,
    address: number,
    lines: number,
    first: number,
    every: number,
  ): void {
    this.caches.data.walk(address, lines, first, every);
    this.settleIsolated(fn, structure);
  }

  /**
   * Touches the lines of a copy of `bytes` bytes between physical addresses, as a stream; `whole` stores lines that
   * it covers without fetching them. The instructions are the routine's affair.
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
    this.caches.data.stream(source, destination, bytes, whole);
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
    const { tally, costs } = this;
    const reads = tally[READS];
    const writes = tally[WRITES];
    const upgrades = tally[UPGRADES];
    const victims = tally[VICTIMS];
    const tlb = this.caches.tlb.misses - this.seenTlb;
    if (reads === 0 && writes === 0 && upgrades === 0 && victims === 0 && tlb === 0) return;
    const whole = tally[WHOLE];
    const wholeBelow = tally[WHOLE_BELOW];
    const owned = tally[OWNED];
    const l2Reads = tally[L2_READS];
    // One by one: fill() takes longer than all that is booked here.
    tally[READS] = 0;
    tally[WRITES] = 0;
    tally[L2_READS] = 0;
    tally[OWNED] = 0;
    tally[WHOLE] = 0;
    tally[WHOLE_BELOW] = 0;
    tally[UPGRADES] = 0;
    tally[VICTIMS] = 0;
    this.seenTlb += tlb;
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
    this.causes?.bookData(readRow, writeRow);
  }

  private settleText(fn: number, misses: number): void {
    const row = fn * STRUCTURES.length + KERNEL_TEXT;
    const { tally, costs } = this;
    const l2Reads = tally[L2_READS];
    const victims = tally[VICTIMS];
    tally[L2_READS] = 0;
    tally[VICTIMS] = 0;
    const cycles = (misses - l2Reads) * costs.l2Read + l2Reads * costs.isolated + victims * costs.writeBack;
    const { rows } = this.ledger;
    rows.l1Misses[row] += misses;
    rows.l2Misses[row] += l2Reads;
    rows.writeBacks[row] += victims;
    rows.stallCycles[row] += cycles;
    this.time += cycles;
    this.causes?.bookText(row);
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

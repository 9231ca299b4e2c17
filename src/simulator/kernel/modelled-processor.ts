import type { InstructionCache } from "../machine/instruction-cache.ts";
import type { DataCaches } from "../machine/machine-memory.ts";
import type { Machine } from "../machine/machine-parameters.ts";
import type { MissKinds } from "../machine/miss-kinds.ts";
import { L2_READS, OWNED, READS, UPGRADES, VICTIMS, WHOLE, WHOLE_BELOW, WRITES } from "../machine/tally.ts";
import type { Tlb } from "../machine/tlb.ts";
import { readTouchCosts, type TouchCosts, worstTouchOf } from "../machine/touch-costs.ts";
import { KERNEL_FUNCTIONS } from "./functions.ts";
import { COLUMN, type Ledger, ROW_CELLS, rowOf } from "./ledger.ts";
import { MissCauses } from "./miss-causes.ts";
import type { Processor } from "./processor.ts";
import { KERNEL_TEXT } from "./structures.ts";

/** A function that was called this few calls ago still has its text in L1I, and its LRU order is not renewed. */
const RECENT_CALLS = 8;

const L1_MISSES = COLUMN.l1Misses;
const L2_MISSES = COLUMN.l2Misses;
const WRITE_BACKS = COLUMN.writeBacks;
const UPGRADED = COLUMN.upgrades;
const TLB_MISSES = COLUMN.tlbMisses;
const STALL_CYCLES = COLUMN.stallCycles;

/** The caches of one processor of the general model. */
export interface ProcessorCaches {
  readonly data: DataCaches;
  readonly text: InstructionCache;
  /** Causes of the instruction cache's misses; null where nobody asked for them. */
  readonly textCauses: MissKinds | null;
  readonly tlb: Tlb;
}

/** A processor over the general cache model. */
export class ModelledProcessor implements Processor {
  readonly id: number;
  time = 0;
  readonly worstTouch: number;
  private readonly caches: ProcessorCaches;
  private readonly costs: TouchCosts;
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
    this.costs = readTouchCosts(machine);
    this.worstTouch = worstTouchOf(this.costs);
    this.ledger = ledger;
    this.warmCycles = warmCycles;
    this.caches = caches;
    this.tally = caches.data.tally;
    const { data, textCauses } = caches;
    this.causes =
      data.causes === null || textCauses === null ? null : new MissCauses(ledger, data.causes, textCauses);
  }

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

  spend(fn: number, cycles: number): void {
    this.ledger.instructionCycles[fn] += cycles;
    this.time += cycles;
  }

  read(fn: number, structure: number, address: number, bytes: number): void {
    this.caches.tlb.touchKernel(address);
    const counted = this.caches.data.read(address, bytes);
    if (counted !== 0 || this.caches.tlb.misses !== this.seenTlb) this.settleIsolated(fn, structure);
  }

  write(fn: number, structure: number, address: number, bytes: number): void {
    this.caches.tlb.touchKernel(address);
    const counted = this.caches.data.write(address, bytes);
    if (counted !== 0 || this.caches.tlb.misses !== this.seenTlb) this.settleIsolated(fn, structure);
  }

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
    this.settle(rowOf(fn, readFrom), rowOf(fn, writtenTo), this.costs.memoryRead, this.costs.ownership);
  }

  lookUpUser(address: number): void {
    this.caches.tlb.touchUser(address);
  }

  lookUpKernel(address: number): void {
    this.caches.tlb.touchKernel(address);
  }

  switchAddressSpace(): void {
    this.caches.tlb.switchAddressSpace();
  }

  private settleIsolated(fn: number, structure: number): void {
    const row = rowOf(fn, structure);
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
    const { cells } = this.ledger;
    const readTo = readRow * ROW_CELLS;
    const writeTo = writeRow * ROW_CELLS;
    cells[readTo + L1_MISSES] += reads;
    cells[writeTo + L1_MISSES] += writes;
    cells[readTo + L2_MISSES] += l2Reads;
    cells[writeTo + L2_MISSES] += owned + whole - wholeBelow;
    cells[readTo + TLB_MISSES] += tlb;
    cells[writeTo + WRITE_BACKS] += victims;
    cells[writeTo + UPGRADED] += upgrades;
    cells[readTo + STALL_CYCLES] += readCycles;
    cells[writeTo + STALL_CYCLES] += writeCycles;
    this.time += readCycles + writeCycles;
    this.causes?.bookData(readRow, writeRow);
  }

  private settleText(fn: number, misses: number): void {
    const row = rowOf(fn, KERNEL_TEXT);
    const { tally, costs } = this;
    const l2Reads = tally[L2_READS];
    const victims = tally[VICTIMS];
    tally[L2_READS] = 0;
    tally[VICTIMS] = 0;
    const cycles = (misses - l2Reads) * costs.l2Read + l2Reads * costs.isolated + victims * costs.writeBack;
    const { cells } = this.ledger;
    const at = row * ROW_CELLS;
    cells[at + L1_MISSES] += misses;
    cells[at + L2_MISSES] += l2Reads;
    cells[at + WRITE_BACKS] += victims;
    cells[at + STALL_CYCLES] += cycles;
    this.time += cycles;
    this.causes?.bookText(row);
  }
}

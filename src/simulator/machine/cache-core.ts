import { type CoreMemory, compileCore, instantiateCore } from "../../model/wasm-core.ts";
import { exponentOf } from "../parameters/power-of-two.ts";
import type { Machine } from "./machine-parameters.ts";
import type { Texts } from "./text-memo.ts";
import { listTouchCosts, readTouchCosts } from "./touch-costs.ts";

/** The core's code in base 64, which scripts/build.mjs puts here; there is none where zcprof runs from its sources. */
declare const CACHE_CORE: string | undefined;

/** What wasm/cache-core.ts exports; `cpu` is a place that `processorAt` returned, a row one of the accounts. */
export interface CoreExports extends CoreMemory {
  setupAt(): number;
  prepare(): number;
  textsAt(): number;
  accountsAt(): number;
  processorAt(index: number): number;
  clear(): void;
  run(cpu: number, text: number): void;
  read(cpu: number, row: number, address: number, bytes: number): void;
  write(cpu: number, row: number, address: number, bytes: number): void;
  walk(cpu: number, row: number, address: number, lines: number, first: number, every: number): void;
  stream(
    cpu: number,
    readRow: number,
    writeRow: number,
    source: number,
    destination: number,
    bytes: number,
    whole: number,
  ): void;
  lookUpUser(cpu: number, address: number): void;
  lookUpKernel(cpu: number, address: number): void;
  switchAddressSpace(cpu: number): void;
  readByDevice(address: number, bytes: number): void;
  writeByDevice(address: number, bytes: number): void;
}

/** A machine with its programs, as the core is told of it. */
export interface CoreSetup {
  readonly machine: Machine;
  readonly texts: Texts;
  /** Cycles of one call of each text with everything in L1. */
  readonly warmCycles: Float64Array;
  /** Rows of the accounts for each text, and which of them takes the misses of the text itself. */
  readonly rows: number;
  readonly textRow: number;
}

/** Sets that the core looks lines up in at once (wasm/cache/fours.ts). */
const SETS_AT_ONCE = 4;
/** Processors that it has room for in the byte that says who may hold four lines. */
const MOST_PROCESSORS = 2;
/** Bytes from the integers of a setup to its costs. */
const COSTS = 128;

/**
 * Processors with their caches in WebAssembly, several times as fast as the general model and with the same accounts. It
 * holds one machine at a time: building the next one ends the one before.
 */
export class CacheCore {
  private readonly core: CoreExports;
  private held: CoreSetup | null = null;

  /** Starts the core; throws where there is no WebAssembly or no memory is left. */
  constructor(code: Uint8Array) {
    // A copy: the engine keeps exports in a hash table, where compiled code looks each of them up again for every call.
    this.core = { ...instantiateCore<CoreExports>(compileCore(code)) };
  }

  /**
   * Tells whether the core can model a machine: one processor or two with two levels of write-back caches that allocate
   * on a store, of four sets or more.
   */
  canModel(machine: Machine): boolean {
    if (machine["cpu.count"] > MOST_PROCESSORS) return false;
    return (["l1d", "l2"] as const).every(
      (level) =>
        machine[`${level}.write`] === "back" &&
        machine[`${level}.writeMiss`] === "allocate" &&
        machine[`${level}.size`] / machine["cache.line"] / machine[`${level}.ways`] >= SETS_AT_ONCE,
    );
  }

  /**
   * Builds a machine that the core can model, empty, all clocks at 0; null where the host has no room for it. A setup
   * that is given again in a row is built faster. Text by text, `shifts` says how many lines further on it stands in memory.
   */
  build(setup: CoreSetup, shifts: Int32Array): CoreExports | null {
    if (this.held !== setup) {
      this.held = null;
      if (!prepare(this.core, setup)) return null;
      this.held = setup;
    }
    this.core.clear();
    new Int32Array(this.core.memory.buffer, this.core.textsAt() + 16 * shifts.length).set(shifts);
    return this.core;
  }
}

function prepare(core: CoreExports, { machine, texts, warmCycles, rows, textRow }: CoreSetup): boolean {
  const at = core.setupAt();
  if (at === 0) return false;
  const line = machine["cache.line"];
  const count = texts.first.length;
  new Int32Array(core.memory.buffer, at).set([
    machine["cpu.count"],
    exponentOf(line),
    machine["l1d.size"] / line,
    machine["l1d.ways"],
    machine["l2.size"] / line,
    machine["l2.ways"],
    machine["l1i.size"] / line,
    machine["l1i.ways"],
    machine["tlb.smallEntries"],
    machine["tlb.smallWays"],
    machine["tlb.largeEntries"],
    machine["tlb.largeWays"],
    machine["memory.size"] / line,
    count,
    rows,
    textRow,
  ]);
  new Float64Array(core.memory.buffer, at + COSTS).set(listTouchCosts(readTouchCosts(machine)));
  if (core.prepare() === 0) return false;
  const textsAt = core.textsAt();
  new Float64Array(core.memory.buffer, textsAt).set(warmCycles);
  new Int32Array(core.memory.buffer, textsAt + 8 * count).set(texts.first);
  new Int32Array(core.memory.buffer, textsAt + 12 * count).set(texts.lines);
  return true;
}

let started: CacheCore | null | undefined;

/** Returns the core, or null where its code or what it needs is missing: every number is the same without it. */
export function startCacheCore(): CacheCore | null {
  if (typeof CACHE_CORE === "undefined") return null;
  // One for all: with a second instance the engine would call both by a detour, and a simulation take half as long again.
  started ??= compile(CACHE_CORE);
  return started;
}

function compile(code: string): CacheCore | null {
  try {
    return new CacheCore(Buffer.from(code, "base64"));
  } catch {
    return null;
  }
}

import { exponentOf } from "../parameters/power-of-two.ts";
import type { DataCaches, MachineMemory } from "./machine-memory.ts";
import type { Machine } from "./machine-parameters.ts";
import { TALLY_LENGTH } from "./tally.ts";

/** The core's code in base 64, which scripts/build.mjs puts here; there is none where zcprof runs from its sources. */
declare const CACHE_CORE: string | undefined;

// Node has it; the type library of the language, without a browser's, does not.
declare const WebAssembly:
  | {
      readonly Module: new (code: Uint8Array) => object;
      readonly Instance: new (module: object) => { readonly exports: unknown };
    }
  | undefined;

/** What wasm/cache-core.ts exports; `cpu` is a place that `processorAt` returned. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  start(
    processors: number,
    lineShift: number,
    l1Lines: number,
    l1Ways: number,
    l2Lines: number,
    l2Ways: number,
    blocks: number,
  ): number;
  processorAt(index: number): number;
  read(cpu: number, address: number, bytes: number): number;
  write(cpu: number, address: number, bytes: number): number;
  walk(cpu: number, address: number, lines: number, first: number, every: number): void;
  stream(cpu: number, source: number, destination: number, bytes: number, whole: number): void;
  readText(cpu: number, line: number, lines: number): void;
  readByDevice(address: number, bytes: number): void;
  writeByDevice(address: number, bytes: number): void;
}

/**
 * The data caches in WebAssembly, three times as fast as the general model and with the same counts. It holds one
 * machine at a time: building the next one ends the one before.
 */
export class CacheCore {
  private readonly exports: Exports;

  /** Starts the core; throws where there is no WebAssembly or no memory is left. */
  constructor(code: Uint8Array) {
    if (WebAssembly === undefined) throw new Error("there is no WebAssembly");
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- wasm/cache-core.ts exports these
    this.exports = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Exports;
  }

  /** Tells whether the core has a machine's policies: two levels of write-back caches that allocate on a store. */
  canModel(machine: Machine): boolean {
    return (["l1d", "l2"] as const).every(
      (level) => machine[`${level}.write`] === "back" && machine[`${level}.writeMiss`] === "allocate",
    );
  }

  /** Builds the empty memory of a machine that the core can model; null where the host has no room for it. */
  modelMemory(machine: Machine): MachineMemory | null {
    const { exports } = this;
    const line = machine["cache.line"];
    const isStarted = exports.start(
      machine["cpu.count"],
      exponentOf(line),
      machine["l1d.size"] / line,
      machine["l1d.ways"],
      machine["l2.size"] / line,
      machine["l2.ways"],
      machine["memory.size"] / line,
    );
    if (isStarted === 0) return null;
    return {
      processors: Array.from(
        { length: machine["cpu.count"] },
        (_, index) => new CoreCaches(exports, exports.processorAt(index)),
      ),
      dmaRead: (address, bytes) => exports.readByDevice(address, bytes),
      dmaWrite: (address, bytes) => exports.writeByDevice(address, bytes),
    };
  }
}

/** Returns the core, or null where its code or what it needs is missing: every count is the same without it. */
export function startCacheCore(): CacheCore | null {
  if (typeof CACHE_CORE === "undefined") return null;
  try {
    return new CacheCore(Buffer.from(CACHE_CORE, "base64"));
  } catch {
    return null;
  }
}

class CoreCaches implements DataCaches {
  readonly tally: Int32Array;
  readonly causes = null;
  private readonly exports: Exports;
  private readonly cpu: number;

  constructor(exports: Exports, cpu: number) {
    this.exports = exports;
    this.cpu = cpu;
    this.tally = new Int32Array(exports.memory.buffer, cpu, TALLY_LENGTH);
  }

  read(address: number, bytes: number): number {
    return this.exports.read(this.cpu, address, bytes);
  }

  write(address: number, bytes: number): number {
    return this.exports.write(this.cpu, address, bytes);
  }

  walk(address: number, lines: number, first: number, every: number): void {
    this.exports.walk(this.cpu, address, lines, first, every);
  }

  stream(source: number, destination: number, bytes: number, whole: boolean): void {
    this.exports.stream(this.cpu, source, destination, bytes, whole ? 1 : 0);
  }

  readText(line: number, lines: number): void {
    this.exports.readText(this.cpu, line, lines);
  }
}

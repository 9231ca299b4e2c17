import { MAX_FRAMES, type NamePlace, type PerfMemo } from "./perf-memo.ts";
import { SLACK_BYTES } from "./whole-lines.ts";

/** The core's code in base 64, which scripts/build.mjs puts here; there is none where zcprof runs from its sources. */
declare const PERF_CORE: string | undefined;

/** What wasm/perf-core.ts exports; numbers are places in the linear memory. */
interface Core {
  readonly memory: { readonly buffer: ArrayBuffer };
  start(): void;
  textStart(): number;
  textBytes(): number;
  framesStart(): number;
  depth(): number;
  readKnown(at: number, depth: number, end: number): number;
  find(at: number): number;
  keep(at: number, end: number, symbol: number, nameStop: number, dsoStart: number): void;
  findStack(depth: number): number;
  keepStack(depth: number, stack: number): void;
}

// Node has it; the type library of the language, without a browser's, does not.
declare const WebAssembly:
  | {
      readonly Module: new (code: Uint8Array) => object;
      readonly Instance: new (module: object) => { readonly exports: Core };
    }
  | undefined;

/** A memo in WebAssembly, which compares 16 bytes at a time. */
export class PerfCore implements PerfMemo {
  readonly room: Buffer;
  readonly frames: Int32Array;
  depth = 0;
  readonly #core: Core;
  readonly #text: number;
  #end = 0;

  /** Starts the core; throws where the engine or the processor has no 128-bit SIMD, or no memory is left. */
  constructor(code: Uint8Array) {
    if (WebAssembly === undefined) throw new Error("there is no WebAssembly");
    this.#core = new WebAssembly.Instance(new WebAssembly.Module(code)).exports;
    const core = this.#core;
    core.start();
    this.#text = core.textStart();
    this.room = Buffer.from(core.memory.buffer, this.#text, core.textBytes() + SLACK_BYTES);
    this.frames = new Int32Array(core.memory.buffer, core.framesStart(), MAX_FRAMES + 1);
  }

  setText(_bytes: Buffer, end: number): void {
    this.#end = this.#text + end;
  }

  readKnown(at: number, depth: number): number {
    const stop = this.#core.readKnown(this.#text + at, depth, this.#end) - this.#text;
    this.depth = this.#core.depth();
    return stop;
  }

  find(at: number): number {
    return this.#core.find(this.#text + at);
  }

  keep(at: number, end: number, symbol: number, { nameEnd, dsoStart }: NamePlace): void {
    this.#core.keep(this.#text + at, this.#text + end, symbol, this.#text + nameEnd, this.#text + dsoStart);
  }

  findStack(depth: number): number {
    return this.#core.findStack(depth);
  }

  keepStack(depth: number, stack: number): void {
    this.#core.keepStack(depth, stack);
  }
}

/** Returns a memo in WebAssembly, or null where the code or what it needs is missing. */
export function startPerfCore(): PerfCore | null {
  if (typeof PERF_CORE === "undefined") return null;
  try {
    return new PerfCore(Buffer.from(PERF_CORE, "base64"));
  } catch {
    // Every answer is the same without it, only slower.
    return null;
  }
}

import { type CoreMemory, type CoreVariable, compileCore, instantiateCore } from "../model/wasm-core.ts";
import type { SampleSink } from "./perf-memo.ts";
import {
  type HeadPlace,
  MAX_FRAMES,
  type NamePlace,
  NOT_KNOWN,
  type PerfMemo,
  type PerfReading,
} from "./perf-memo.ts";
import { SLACK_BYTES } from "./whole-lines.ts";

/** The core's code in base 64, which scripts/build.mjs puts here; there is none where zcprof runs from its sources. */
declare const PERF_CORE: string | undefined;

/** What wasm/perf-core.ts exports; numbers are places in the linear memory. */
interface Core extends CoreMemory {
  readonly depth: CoreVariable;
  readonly head: CoreVariable;
  readonly comm: CoreVariable;
  readonly headLine: CoreVariable;
  readonly period: CoreVariable;
  readonly line: CoreVariable;
  readonly frames: CoreVariable;
  start(): void;
  textStart(): number;
  textBytes(): number;
  recordsStart(): number;
  recordsLength(): number;
  setSample(depth: number, head: number, comm: number, headLine: number, period: number): void;
  scan(at: number, end: number, line: number): number;
  records(): number;
  find(at: number): number;
  keep(at: number, end: number, symbol: number, nameStop: number, dsoStart: number): void;
  keepHead(at: number, time: number, event: number, rest: number, head: number, comm: number): void;
  findStack(at: number, depth: number): number;
  keepStack(at: number, depth: number, sample: number): void;
}

/** Numbers of 4 bytes before the symbols of a record: head, line, period (two), sample, depth. */
const RECORD_HEADER = 6;

/** A memo in WebAssembly, which compares 16 bytes at a time, and reads on where it knows the lines. */
export class PerfCore implements PerfMemo {
  readonly room: Buffer;
  readonly frames: Int32Array;
  readonly #core: Core;
  readonly #text: number;
  readonly #recordsStart: number;
  readonly #records: Int32Array;
  readonly #periods: Float64Array;
  #end = 0;

  /** Starts the core; throws where the engine or the processor has no 128-bit SIMD, or no memory is left. */
  constructor(code: Uint8Array) {
    this.#core = instantiateCore<Core>(compileCore(code));
    const core = this.#core;
    core.start();
    this.#text = core.textStart();
    const { buffer } = core.memory;
    this.room = Buffer.from(buffer, this.#text, core.textBytes() + SLACK_BYTES);
    this.#recordsStart = core.recordsStart();
    const length = core.recordsLength();
    this.#records = new Int32Array(buffer, this.#recordsStart, length);
    this.#periods = new Float64Array(buffer, this.#recordsStart, length >> 1);
    this.frames = this.#records.subarray(RECORD_HEADER, RECORD_HEADER + MAX_FRAMES + 1);
  }

  setText(_bytes: Buffer, end: number): void {
    this.#end = this.#text + end;
  }

  readKnown(reading: PerfReading, sink: SampleSink): void {
    const core = this.#core;
    core.setSample(reading.depth, reading.head, reading.comm, reading.headLine, reading.period);
    reading.at = core.scan(this.#text + reading.at, this.#end, reading.line) - this.#text;
    reading.line = core.line.value;
    reading.depth = core.depth.value;
    reading.head = core.head.value;
    reading.comm = core.comm.value;
    reading.headLine = core.headLine.value;
    reading.period = core.period.value;
    this.#takeRecords(core.records(), sink);
    // The sample that is being read stands after the closed ones, the last of which are no longer needed.
    const start = (core.frames.value - this.#recordsStart) >> 2;
    this.#records.copyWithin(RECORD_HEADER, start, start + reading.depth);
  }

  find(at: number): number {
    return this.#core.find(this.#text + at);
  }

  keep(at: number, end: number, symbol: number, { nameEnd, dsoStart }: NamePlace): void {
    this.#core.keep(this.#text + at, this.#text + end, symbol, this.#text + nameEnd, this.#text + dsoStart);
  }

  keepHead(at: number, { timeStart, eventStart, rest }: HeadPlace, head: number, comm: number): void {
    const text = this.#text;
    if (timeStart >= 0)
      this.#core.keepHead(text + at, text + timeStart, text + eventStart, text + rest, head, comm);
  }

  findStack(depth: number): number {
    return this.#core.findStack(this.#placeOf(RECORD_HEADER), depth);
  }

  keepStack(depth: number, sample: number): void {
    this.#core.keepStack(this.#placeOf(RECORD_HEADER), depth, sample);
  }

  #placeOf(index: number): number {
    return this.#recordsStart + (index << 2);
  }

  #takeRecords(count: number, sink: SampleSink): void {
    const records = this.#records;
    let at = 0;
    for (let i = 0; i < count; i++) {
      const head = records[at];
      const period = this.#periods[(at >> 1) + 1];
      const sample = records[at + 4];
      const depth = records[at + 5];
      if (sample === NOT_KNOWN) this.#takeNew(at, sink);
      else sink.count(sample, head, period);
      at += RECORD_HEADER + depth + (depth & 1);
    }
  }

  #takeNew(at: number, sink: SampleSink): void {
    const records = this.#records;
    const depth = records[at + 5];
    const period = this.#periods[(at >> 1) + 1];
    const start = at + RECORD_HEADER;
    // Another sample of the same scan may have the same new stack.
    const sample = this.#core.findStack(this.#placeOf(start), depth);
    if (sample === NOT_KNOWN) {
      const frames = records.subarray(start, start + depth);
      const added = sink.countStack(frames, depth, records[at], records[at + 1], period);
      this.#core.keepStack(this.#placeOf(start), depth, added);
    } else sink.count(sample, records[at], period);
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

import { type CoreMemory, type CoreVariable, compileCore, instantiateCore } from "../model/wasm-core.ts";
import { SLACK_BYTES } from "./whole-lines.ts";

/** The core's code in base 64, which scripts/build.mjs puts here; there is none where zcprof runs from its sources. */
declare const FOLDED_CORE: string | undefined;

/** What wasm/folded-core.ts exports. */
interface Core extends CoreMemory {
  readonly DONE: CoreVariable;
  readonly NEW_FRAME: CoreVariable;
  readonly line: CoreVariable;
  readonly records: CoreVariable;
  readonly frameStart: CoreVariable;
  readonly frameEnd: CoreVariable;
  readonly start: CoreVariable;
  readonly lineEnd: CoreVariable;
  prepare(): void;
  textStart(): number;
  textBytes(): number;
  recordsStart(): number;
  recordsBytes(): number;
  scan(end: number, line: number, counts: number): number;
  resume(symbol: number): number;
}

/** Numbers of 4 bytes before the symbols of a record. */
const RECORD_HEADER = 8;

/** A line in the text, without its line end. */
interface TextPlace {
  readonly start: number;
  readonly end: number;
}

/** Takes what the core finds in a stretch of lines. Places are those of the text. */
export interface FoldedSink {
  /** Returns the symbol of a frame that was not seen before. */
  internFrame(bytes: Buffer, start: number, end: number): number;
  /** Takes a line: how many frames it shares with the line before, the symbols after them, its count (NaN: not read). */
  addLine(bytes: Buffer, line: FoldedLine): void;
}

/** A line as the core cut it; valid until the next one. */
export interface FoldedLine {
  shared: number;
  symbols: Int32Array;
  start: number;
  end: number;
  count: number;
  line: number;
  framesEnd: number;
  lineEnd: number;
}

/** Cuts folded lines in WebAssembly, 16 bytes at a time. */
export class FoldedCore {
  /** Where the text must lie. */
  readonly room: Buffer;
  readonly #core: Core;
  readonly #text: number;
  readonly #records: Int32Array;
  readonly #counts: Float64Array;

  /** Starts the core; throws where the engine or the processor has no 128-bit SIMD, or no memory is left. */
  constructor(code: Uint8Array) {
    const core = instantiateCore<Core>(compileCore(code));
    core.prepare();
    this.#core = core;
    this.#text = core.textStart();
    const { buffer } = core.memory;
    this.room = Buffer.from(buffer, this.#text, core.textBytes() + SLACK_BYTES);
    this.#records = new Int32Array(buffer, core.recordsStart(), core.recordsBytes() >> 2);
    this.#counts = new Float64Array(buffer, core.recordsStart(), core.recordsBytes() >> 3);
  }

  /**
   * Reads the room's bytes[0 .. end), which end in a line feed and follow line `line`; each line ends in `counts` counts.
   * Returns the line read last, and where it stands if it does not end so.
   */
  scan(end: number, line: number, counts: number, sink: FoldedSink): { line: number; bad: TextPlace | null } {
    const core = this.#core;
    const text = this.#text;
    let stopped = core.scan(text + end, line, counts);
    while (stopped === core.NEW_FRAME.value) {
      stopped = core.resume(
        sink.internFrame(this.room, core.frameStart.value - text, core.frameEnd.value - text),
      );
    }
    this.#takeLines(sink);
    const bad =
      stopped === core.DONE.value ? null : { start: core.start.value - text, end: core.lineEnd.value - text };
    return { line: core.line.value, bad };
  }

  #takeLines(sink: FoldedSink): void {
    const records = this.#records;
    const taken: FoldedLine = {
      shared: 0,
      symbols: records,
      start: 0,
      end: 0,
      count: 0,
      line: 0,
      framesEnd: 0,
      lineEnd: 0,
    };
    let at = 0;
    for (let left = this.#core.records.value; left > 0; left--) {
      const added = records[at + 1];
      taken.shared = records[at];
      taken.count = this.#counts[(at >> 1) + 1];
      taken.line = records[at + 4];
      taken.framesEnd = records[at + 5];
      taken.lineEnd = records[at + 6];
      taken.start = at + RECORD_HEADER;
      taken.end = taken.start + added;
      sink.addLine(this.room, taken);
      at = taken.end + (added & 1);
    }
  }
}

/** Returns a core, or null where the code or what it needs is missing. */
export function startFoldedCore(): FoldedCore | null {
  if (typeof FOLDED_CORE === "undefined") return null;
  try {
    return new FoldedCore(Buffer.from(FOLDED_CORE, "base64"));
  } catch {
    // Every answer is the same without it, only slower.
    return null;
  }
}

import { endianness } from "node:os";
import type { SparseBins } from "../model/sparse-bins.ts";
import { type CompiledCore, type CoreMemory, compileCore, instantiateCore } from "../model/wasm-core.ts";
import { SLACK_BYTES } from "./whole-lines.ts";

/** The core's code in base 64, which scripts/build.mjs puts here; there is none where zcprof runs from its sources. */
declare const RAW_CORE: string | undefined;

/** What wasm/raw-core.ts exports; numbers are places in the linear memory. */
interface Core extends CoreMemory {
  start(): void;
  inputStart(): number;
  inputBytes(): number;
  mostWords(): number;
  indexStart(): number;
  ticksStart(): number;
  addressStart(): number;
  nameStartStart(): number;
  namesStart(): number;
  mostLines(): number;
  rowLineStart(): number;
  rowTicksStart(): number;
  rowSizeStart(): number;
  textStart(): number;
  pickWords(count: number, first: number): number;
  readLines(from: number, end: number, longest: number, passesOthers: number): number;
  linesRead(): number;
  codeLinesRead(): number;
  hasAddress(): number;
  rises(): number;
  takeTicks(
    lines: number,
    counters: number,
    startHigh: number,
    startLow: number,
    step: number,
    words: number,
    word: number,
    lowBefore: number,
    all: number,
  ): number;
  rowsTaken(): number;
  wordReached(): number;
  countersUsed(): number;
  ticksTaken(): number;
  writeRows(first: number, count: number, verbose: number): number;
  textWritten(): number;
}

/** The inner loops of raw profiles in WebAssembly, with the columns that they fill and read. */
export class RawCore {
  /** Stretches of a map lie here; readLines() knows no other place. */
  readonly room: Buffer;
  /** After pickWords(): numbers of words, and the words. */
  readonly index: Uint32Array;
  readonly ticks: Uint32Array;
  /** After readLines(): addresses as pairs of halves, the low one first, and name i at names[nameStarts[i] .. nameStarts[i + 1]). */
  readonly halves: Uint32Array;
  readonly nameStarts: Uint32Array;
  readonly names: Uint8Array;
  /** After takeTicks(), for writeRows(): the line of the last readLines() that has a row's name, its ticks, its bytes. */
  readonly rowLine: Int32Array;
  readonly rowTicks: Uint32Array;
  readonly rowSize: Uint32Array;
  readonly #words: Uint32Array;
  readonly #core: Core;
  readonly #input: number;
  readonly #text: number;

  /** Starts a core of compiled code; throws where no memory is left. */
  constructor(compiled: CompiledCore) {
    const core = instantiateCore<Core>(compiled);
    core.start();
    const { buffer } = core.memory;
    const bytes = core.inputBytes();
    const lines = core.mostLines();
    this.#core = core;
    this.#input = core.inputStart();
    this.#text = core.textStart();
    this.#words = new Uint32Array(buffer, this.#input, bytes / 4);
    this.room = Buffer.from(buffer, this.#input, bytes + SLACK_BYTES);
    this.index = new Uint32Array(buffer, core.indexStart(), core.mostWords());
    this.ticks = new Uint32Array(buffer, core.ticksStart(), core.mostWords());
    this.halves = new Uint32Array(buffer, core.addressStart(), lines * 2);
    this.nameStarts = new Uint32Array(buffer, core.nameStartStart(), lines + 1);
    this.names = new Uint8Array(buffer, core.namesStart(), bytes);
    this.rowLine = new Int32Array(buffer, core.rowLineStart(), lines);
    this.rowTicks = new Uint32Array(buffer, core.rowTicksStart(), lines);
    this.rowSize = new Uint32Array(buffer, core.rowSizeStart(), lines);
  }

  /** How many words pickWords() takes at once. */
  get inputWords(): number {
    return this.#words.length;
  }

  /** Picks the words that are not 0, words[0] being number `first`; returns how many there are. */
  pickWords(words: Uint32Array, first: number): number {
    this.#words.set(words);
    return this.#core.pickWords(words.length, first);
  }

  /**
   * Reads usual lines of code from room[from .. end); returns where it stopped, as it does at any other line, at one that
   * is longer than `longest` bytes, and at one that marks an end of the text. Lines of data it may pass over.
   */
  readLines(from: number, end: number, longest: number, data: "pass" | "stop"): number {
    const passes = data === "pass" ? 1 : 0;
    return this.#core.readLines(this.#input + from, this.#input + end, longest, passes) - this.#input;
  }

  /** After readLines(): lines that were read, and lines of code among them. */
  get linesRead(): number {
    return this.#core.linesRead();
  }
  get codeLinesRead(): number {
    return this.#core.codeLinesRead();
  }
  /** After readLines(): whether a line had another address than 0. */
  get hasAddress(): boolean {
    return this.#core.hasAddress() !== 0;
  }
  /** After readLines(): whether no line of code has a lower address than the one before. */
  get rises(): boolean {
    return this.#core.rises() !== 0;
  }

  /**
   * Gives counters, of which there may be as many as the columns hold, to the functions that end where the lines of
   * readLines() begin, which must rise, as far as the map fits, and makes rows of those that are listed; the first of all, whose name is
   * in none of the lines, has line -1.
   */
  takeTicks({ index, ticks }: SparseBins, state: TickState, all: boolean): TakenTicks {
    this.index.set(index);
    this.ticks.set(ticks);
    const { startHigh, startLow, stepBytes, words, word, lowBefore } = state;
    const core = this.#core;
    const lines = core.takeTicks(
      this.codeLinesRead,
      index.length,
      startHigh,
      startLow,
      stepBytes,
      words,
      word,
      lowBefore,
      all ? 1 : 0,
    );
    return {
      lines,
      rows: core.rowsTaken(),
      // Numbers of 32 bits come with a sign.
      word: core.wordReached() >>> 0,
      counters: core.countersUsed(),
      ticks: core.ticksTaken() >>> 0,
    };
  }

  /** Writes rows as writeRow() does from `first` up to `count`, or up to one that it cannot round, whose number it returns. */
  writeRows(first: number, count: number, verbose: boolean): number {
    return this.#core.writeRows(first, count, verbose ? 1 : 0);
  }

  /** After writeRows(): the text. */
  get text(): Uint8Array {
    return new Uint8Array(this.#core.memory.buffer, this.#text, this.#core.textWritten());
  }
}

/** Where takeTicks() begins. */
export interface TickState {
  /** Halves of the address of `_stext`, and the low one of the function that is under way. */
  readonly startHigh: number;
  readonly startLow: number;
  readonly lowBefore: number;
  readonly stepBytes: number;
  /** How many words the profile has, and the first that no function has got. */
  readonly words: number;
  readonly word: number;
}

/** What takeTicks() has used up: lines, words before `word`, counters with ticks, ticks; and how many rows it made. */
export interface TakenTicks {
  readonly lines: number;
  readonly rows: number;
  readonly word: number;
  readonly counters: number;
  readonly ticks: number;
}

let compiled: CompiledCore | undefined;
/** A core that nobody reads with at the moment: the next file finds its memory warm. */
let idle: RawCore | null = null;

/** Returns a core of one's own, or null where its code or what it needs is missing: every answer is the same without it. */
export function takeRawCore(): RawCore | null {
  const core = idle;
  idle = null;
  // The memory of WebAssembly is little-endian, the columns over it are as the machine is.
  if (core !== null || typeof RAW_CORE === "undefined" || endianness() !== "LE") return core;
  try {
    compiled ??= compileCore(Buffer.from(RAW_CORE, "base64"));
    return new RawCore(compiled);
  } catch {
    return null;
  }
}

/** Gives a core back, of which nothing is used any more. */
export function returnRawCore(core: RawCore | null): void {
  idle ??= core;
}

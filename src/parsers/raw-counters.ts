import { SparseBins } from "../model/sparse-bins.ts";
import type { ByteSource } from "./byte-source.ts";
import { type RawCore, returnRawCore, takeRawCore } from "./raw-core.ts";

/** What /proc/profile holds. */
export interface RawCounters {
  readonly byteLength: number;
  /** Word 0, missing bytes of it taken for 0. */
  readonly stepBytes: number;
  /** The whole words after it. */
  readonly bins: SparseBins;
  /** Whether the words were read in the other byte order than this machine's. */
  readonly isSwapped: boolean;
}

// Room for so many bins that have ticks is made at least.
const INITIAL_ROOM = 2 ** 14;
/** Room for more bins than the words read so far promise, as later ones may have ticks more often. */
const MORE_BINS = 1.25;

/**
 * Reads /proc/profile. Under `detect` words of the other byte order are turned by the rule of readprofile(8): more
 * counters have a high half than a low one.
 */
export async function readCounters(
  source: ByteSource,
  order: "detect" | "native" = "detect",
  given?: RawCore | null,
): Promise<RawCounters> {
  const core = given === undefined ? takeRawCore() : given;
  const columns = new CounterColumns(source.size, core);
  for await (const block of source.blocks()) columns.add(block);
  if (given === undefined) returnRawCore(core);
  return columns.finish(order);
}

/** Columns of counters that nobody uses any more: the next profile finds their memory warm. */
let idle: { readonly index: Uint32Array; readonly ticks: Uint32Array } | null = null;

/** Gives counters back, of which nothing is used any more. */
export function returnCounters({ bins: { index, ticks } }: RawCounters): void {
  idle = { index: new Uint32Array(index.buffer), ticks: new Uint32Array(ticks.buffer) };
}

/** Returns the bytes of /proc/profile as its 32-bit words in this machine's byte order; bytes after the last whole one are left out. */
export function viewWords(bytes: Uint8Array): Uint32Array {
  const length = bytes.length >>> 2;
  if (bytes.byteOffset % 4 === 0) return new Uint32Array(bytes.buffer, bytes.byteOffset, length);
  return new Uint32Array(new Uint8Array(bytes.subarray(0, length * 4)).buffer);
}

/** Returns the words with the bytes of each one reversed. */
export function swapBytes(words: Uint32Array): Uint32Array {
  return words.map((word) => (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24));
}

/** Collects the step and the counters that are not 0. */
class CounterColumns {
  #stepBytes = 0;
  #index: Uint32Array = new Uint32Array(0);
  #ticks: Uint32Array = new Uint32Array(0);
  #filled = 0;
  readonly #size: number;
  #byteLength = 0;
  /** The bytes of a word that reaches into the next block. */
  readonly #part = new Uint8Array(4);
  readonly #core: RawCore | null;

  /** `size`: bytes that there will be, 0 where nobody knows. */
  constructor(size = 0, core: RawCore | null = null) {
    this.#size = size;
    this.#core = core;
    if (idle !== null) [this.#index, this.#ticks] = [idle.index, idle.ticks];
    idle = null;
  }

  add(block: Uint8Array): void {
    let from = 0;
    while (this.#byteLength % 4 !== 0 && from < block.length) {
      this.#part[this.#byteLength++ % 4] = block[from++];
      if (this.#byteLength % 4 === 0) this.#addWords(viewWords(this.#part), this.#byteLength / 4 - 1);
    }
    const words = viewWords(from === 0 ? block : block.subarray(from));
    this.#addWords(words, this.#byteLength / 4);
    this.#byteLength += words.length * 4;
    for (from += words.length * 4; from < block.length; from++) {
      this.#part[this.#byteLength++ % 4] = block[from];
    }
  }

  finish(order: "detect" | "native"): RawCounters {
    if (this.#byteLength < 4) {
      this.#part.fill(0, this.#byteLength);
      this.#stepBytes = viewWords(this.#part)[0];
    }
    const index = this.#index.subarray(0, this.#filled);
    let ticks = this.#ticks.subarray(0, this.#filled);
    const isSwapped = order === "detect" && looksByteSwapped(ticks);
    if (isSwapped) ticks = swapBytes(ticks);
    return {
      byteLength: this.#byteLength,
      stepBytes: isSwapped ? swapBytes(Uint32Array.of(this.#stepBytes))[0] : this.#stepBytes,
      bins: new SparseBins(Math.max(0, (this.#byteLength >>> 2) - 1), index, ticks),
      isSwapped,
    };
  }

  #addWords(words: Uint32Array, wordsBefore: number): void {
    if (words.length === 0) return;
    if (wordsBefore === 0) this.#stepBytes = words[0];
    const isFirst = wordsBefore === 0;
    const counters = isFirst ? words.subarray(1) : words;
    const bin = isFirst ? 0 : wordsBefore - 1;
    if (this.#core !== null) this.#pickByCore(this.#core, counters, bin);
    else {
      this.#reserve(counters.length, bin + counters.length);
      this.#filled = pickCounters(counters, bin, this.#index, this.#ticks, this.#filled);
    }
  }

  #pickByCore(core: RawCore, counters: Uint32Array, bin: number): void {
    for (let at = 0; at < counters.length; at += core.inputWords) {
      const words = counters.subarray(at, at + core.inputWords);
      const count = core.pickWords(words, bin + at);
      this.#reserve(count, bin + at + words.length);
      this.#index.set(core.index.subarray(0, count), this.#filled);
      this.#ticks.set(core.ticks.subarray(0, count), this.#filled);
      this.#filled += count;
    }
  }

  /**
   * Makes room for so many bins with ticks more, the last of which lies before bin `end`. Room for every bin would cost
   * nothing where it is not touched, but V8 collects garbage because of it.
   */
  #reserve(count: number, end: number): void {
    const filled = this.#filled + count;
    if (filled <= this.#ticks.length) return;
    const expected = Math.ceil((filled / end) * (this.#size / 4) * MORE_BINS);
    const room = Math.max(INITIAL_ROOM, filled, this.#size > 0 ? expected : this.#ticks.length * 2);
    const [index, ticks] = [new Uint32Array(room), new Uint32Array(room)];
    index.set(this.#index.subarray(0, this.#filled));
    ticks.set(this.#ticks.subarray(0, this.#filled));
    [this.#index, this.#ticks] = [index, ticks];
  }
}

/** Appends counters that are not 0, from that of `bin` on, to the columns; returns how long these are then. */
function pickCounters(
  counters: Uint32Array,
  bin: number,
  index: Uint32Array,
  ticks: Uint32Array,
  filled: number,
): number {
  let end = filled;
  for (let i = 0; i < counters.length; i++) {
    if (counters[i] === 0) continue;
    index[end] = bin + i;
    ticks[end++] = counters[i];
  }
  return end;
}

function looksByteSwapped(ticks: Uint32Array): boolean {
  let high = 0;
  let low = 0;
  // (half + 0xffff) >>> 16 is 1 where the half is not 0: counters are too random for a branch.
  for (let i = 0; i < ticks.length; i++) {
    const word = ticks[i];
    high += ((word >>> 16) + 0xffff) >>> 16;
    low += ((word & 0xffff) + 0xffff) >>> 16;
  }
  return high > low;
}

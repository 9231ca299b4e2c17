import type { PprofLocations } from "./pprof-locations.ts";
import type { StackSamples } from "./stack-samples.ts";
import type { VarintCursor } from "./varint-cursor.ts";

/**
 * Frames that all stacks together may have, for each byte of the input, and on top. One location can stand for any
 * number of inlined functions and be named again and again at two bytes each; real ones stand for fewer than five.
 */
const FRAMES_PER_BYTE = 16;
const FRAMES_ON_TOP = 2 ** 24;

/** The stack of one sample at a time, put together from its locations, leaf first. */
export class PprofStack {
  readonly #bytes: Uint8Array;
  readonly #cursor: VarintCursor;
  readonly #locations: PprofLocations;
  readonly #fail: (code: string, problem: string) => never;
  #frames: Int32Array = new Int32Array(256);
  #depth = 0;
  #framesLeft: number;

  constructor(
    bytes: Uint8Array,
    cursor: VarintCursor,
    locations: PprofLocations,
    fail: (code: string, problem: string) => never,
  ) {
    this.#bytes = bytes;
    this.#cursor = cursor;
    this.#locations = locations;
    this.#framesLeft = FRAMES_ON_TOP + FRAMES_PER_BYTE * bytes.length;
    this.#fail = fail;
  }

  /** Adds the frames of the locations that the cursor reads up to `end` for `sample` (from 0); fails where one is missing. */
  pushUpTo(end: number, sample: number): void {
    const bytes = this.#bytes;
    const { single } = this.#locations;
    let at = this.#cursor.at;
    let depth = this.#depth;
    while (at < end) {
      // Nearly all ids are below 2^21 and stand for one frame; whatever is not goes the general way.
      const start = at;
      let id = bytes[at++];
      if (id >= 128) {
        const second = bytes[at++];
        id = (id & 127) | ((second & 127) << 7);
        if (second >= 128) {
          const third = bytes[at++];
          id = third < 128 ? id | (third << 14) : single.length;
        }
      }
      const symbol = id < single.length ? single[id] : -1;
      if (symbol >= 0 && depth < this.#frames.length) {
        this.#frames[depth++] = symbol;
        continue;
      }
      this.#cursor.at = start;
      this.#depth = depth;
      this.#push(this.#cursor.readNumber(), sample);
      at = this.#cursor.at;
      depth = this.#depth;
    }
    this.#cursor.at = at;
    this.#depth = depth;
  }

  /** Numbers the stack and empties it; without a frame it is `[unknown]`. */
  intern({ symbols, stacks }: StackSamples, sample: number): number {
    this.#framesLeft -= this.#depth;
    this.#checkFrames(this.#framesLeft, sample);
    if (this.#depth === 0) return stacks.intern(-1, symbols.internString("[unknown]", 0));
    const stack = stacks.internLeafFirst(this.#frames, this.#depth);
    this.#depth = 0;
    return stack;
  }

  #push(id: number | bigint, sample: number): void {
    const { ids, starts, frames } = this.#locations;
    const location = ids.get(id);
    if (location < 0) {
      this.#fail("dangling-id", `sample ${sample + 1} names location ${id}, which is missing`);
    }
    const end = starts[location + 1];
    for (let i = starts[location]; i < end; i++) {
      if (this.#depth === this.#frames.length) this.#grow(sample);
      this.#frames[this.#depth++] = frames[i];
    }
  }

  #grow(sample: number): void {
    this.#checkFrames(this.#framesLeft - this.#depth, sample);
    const grown = new Int32Array(this.#frames.length * 2);
    grown.set(this.#frames);
    this.#frames = grown;
  }

  #checkFrames(left: number, sample: number): void {
    if (left >= 0) return;
    this.#fail(
      "too-many-frames",
      `the stacks up to sample ${sample + 1} expand to more frames than any real profile's`,
    );
  }
}

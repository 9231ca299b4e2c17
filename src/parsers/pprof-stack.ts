import type { PprofLocations } from "./pprof-locations.ts";
import type { StackSamples } from "./stack-samples.ts";

/**
 * Frames that all stacks together may have, for each byte of the input, and on top. One location can stand for any
 * number of inlined functions and be named again and again at two bytes each; real ones stand for fewer than five.
 */
const FRAMES_PER_BYTE = 16;
const FRAMES_ON_TOP = 2 ** 24;

/** The stack of one sample at a time, put together from its locations, leaf first. */
export class PprofStack {
  readonly #locations: PprofLocations;
  readonly #fail: (code: string, problem: string) => never;
  #frames: Int32Array = new Int32Array(256);
  #depth = 0;
  #framesLeft: number;

  constructor(locations: PprofLocations, inputBytes: number, fail: (code: string, problem: string) => never) {
    this.#locations = locations;
    this.#framesLeft = FRAMES_ON_TOP + FRAMES_PER_BYTE * inputBytes;
    this.#fail = fail;
  }

  /** Adds the frames of a location that `sample` (from 0) names; fails where there is none of this id. */
  push(id: number | bigint, sample: number): void {
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

  /** Numbers the stack and empties it; without a frame it is `[unknown]`. */
  intern({ symbols, stacks }: StackSamples, sample: number): number {
    this.#framesLeft -= this.#depth;
    this.#checkFrames(this.#framesLeft, sample);
    if (this.#depth === 0) return stacks.intern(-1, symbols.internString("[unknown]", 0));
    let stack = -1;
    for (let i = this.#depth - 1; i >= 0; i--) stack = stacks.intern(stack, this.#frames[i]);
    this.#depth = 0;
    return stack;
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

import type { PageFrames } from "./page-frames.ts";
import type { Processor } from "./processor.ts";
import { SLAB_ARRAYS } from "./structures.ts";

/** Objects that move between a processor's array and the shared slabs at a time, and the array's limit, by size [C: mm/slab.c]. */
function limitOf(size: number): number {
  if (size > 1024) return 60;
  return size > 256 ? 124 : 252;
}

/**
 * A slab cache of Linux 2.4: each processor has an array of free objects, last freed first allocated; an empty array is
 * refilled from the shared slabs, a full one gives half back. New slabs are pages from the page allocator.
 */
export class ObjectCache {
  readonly size: number;
  private readonly limit: number;
  private readonly arrays: readonly number[][];
  private readonly arrayAddress: number;
  private readonly shared: number[] = [];
  private readonly frames: PageFrames;

  /** Makes an empty cache of objects of `size` bytes, whose per-processor arrays lie at `arrayAddress`. */
  constructor(size: number, processors: number, arrayAddress: number, frames: PageFrames) {
    this.size = size;
    this.limit = limitOf(size);
    this.arrays = Array.from({ length: processors }, () => []);
    this.arrayAddress = arrayAddress;
    this.frames = frames;
  }

  /** Takes an object and returns its physical address; `fn` pays for the touch of the array. */
  allocate(processor: Processor, fn: number): number {
    const array = this.arrays[processor.id];
    if (array.length === 0) this.refill(array);
    const object = array.pop() ?? 0;
    this.touchArray(processor, fn, array.length);
    return object;
  }

  /** Gives an object back to the processor's array. */
  release(processor: Processor, fn: number, object: number): void {
    const array = this.arrays[processor.id];
    if (array.length === this.limit) {
      // free_block() gives back the objects at the bottom of the array's upper half; their order does not matter here.
      this.shared.push(...array.splice(0, this.limit / 2));
    }
    this.touchArray(processor, fn, array.length);
    array.push(object);
  }

  private touchArray(processor: Processor, fn: number, depth: number): void {
    const head = this.arrayAddress + processor.id * 2048;
    processor.write(fn, SLAB_ARRAYS, head, 8);
    processor.write(fn, SLAB_ARRAYS, head + 8 + depth * 4, 4);
  }

  private refill(array: number[]): void {
    for (let i = 0; i < this.limit / 2; i++) {
      if (this.shared.length === 0) this.grow();
      array.push(this.shared.pop() ?? 0);
    }
  }

  private grow(): void {
    const page = this.frames.takeForSlab();
    for (let at = 0; at + this.size <= 4096; at += this.size) this.shared.push(page + at);
  }
}

import { ZcprofError } from "../../model/zcprof-error.ts";
import type { Random } from "../../stats/random.ts";
import { drawInteger } from "../../stats/variates.ts";

export const PAGE = 4096;

/**
 * The kernel's page allocator as the send path sees it: one global list, last freed first allocated.
 *
 * The free pages start in an order drawn from the seed, as on a machine that has been up for a while: which cache
 * colour (frame number modulo the pages of one cache way) a page gets is luck, and that luck is the largest error of
 * a simulated figure. With `colouring` a caller gets the colour it asks for instead.
 */
export class PageAllocator {
  private readonly free: Int32Array[];
  private readonly counts: Int32Array;
  private readonly colours: number;

  /** Shuffles the frames from `firstFrame` to `frames - 1`; `colours` is 1 where colour is left to chance. */
  constructor(firstFrame: number, frames: number, colours: number, random: Random) {
    const order = new Int32Array(frames - firstFrame);
    for (let i = 0; i < order.length; i++) {
      const j = drawInteger(random, i + 1);
      order[i] = order[j];
      order[j] = firstFrame + i;
    }
    this.colours = colours;
    this.counts = new Int32Array(colours);
    this.free = Array.from({ length: colours }, () => new Int32Array(order.length));
    for (const frame of order) this.release(frame * PAGE);
  }

  /** Takes a page, of `colour` where the allocator colours and such a page is left, and returns its address. */
  allocate(colour: number): number {
    for (let i = 0; i < this.colours; i++) {
      const list = (colour + i) % this.colours;
      if (this.counts[list] > 0) return this.free[list][--this.counts[list]] * PAGE;
    }
    throw new ZcprofError("usage", {
      code: "simulation/out-of-memory",
      message: "the simulated memory has no free page left",
      hint: "raise memory.size, or lower work.files or work.fileSize",
    });
  }

  /** Gives a page back; it is the next one of its list to be allocated. */
  release(address: number): void {
    const frame = address / PAGE;
    const list = frame % this.colours;
    this.free[list][this.counts[list]++] = frame;
  }
}

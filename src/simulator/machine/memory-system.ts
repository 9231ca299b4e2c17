import { exponentOf } from "../parameters/power-of-two.ts";
import type { Bus } from "./bus.ts";
import type { Cache } from "./cache.ts";
import { EXCLUSIVE, INVALID, MODIFIED, SHARED } from "./line-state.ts";

/**
 * The processors' caches on one memory bus, with devices that read and write memory by DMA.
 *
 * The rules of the model (MESI, as the P6 bus has it):
 * - A read that misses asks the others: a dirty copy is written back, every copy becomes SHARED, the reader's too.
 * - A store that misses, or hits a SHARED line, first drops every other copy.
 * - A DMA read writes dirty copies back and leaves them SHARED, so the next store to such a line is an upgrade.
 * - A DMA write drops every copy without a write-back (the device writes the whole line).
 *
 * `holders` has one bit a processor for each line: clear means that the processor surely does not hold the line. It is
 * set when a line is fetched and cleared only when a search finds nothing, so it spares searches and changes no count.
 */
export class MemorySystem {
  private readonly tops: Cache[] = [];
  private readonly holders: Uint8Array;
  private readonly lineShift: number;
  /** Dirty lines written back because a device or another processor read them. */
  snoopWriteBacks = 0;

  /** Builds the bus for a memory of `bytes` (a multiple of the line size) in lines of `line` bytes. */
  constructor(bytes: number, line: number) {
    this.lineShift = exponentOf(line);
    this.holders = new Uint8Array(bytes / line);
  }

  /** Makes the bus connection of the next processor; its caches are made with it and then passed to `attach`. */
  port(): Bus {
    const own = 1 << this.tops.length;
    return {
      fetch: (block) => this.fetch(block, own),
      claim: (block) => {
        const others = this.holders[block] & ~own;
        this.holders[block] |= own;
        if (others !== 0) this.drop(block, others);
      },
    };
  }

  /** Connects the first level of the processor whose port was made last. */
  attach(top: Cache): void {
    this.tops.push(top);
  }

  /** Lets a device read `size` bytes at `address` (a frame that is sent, a descriptor). */
  dmaRead(address: number, size: number): void {
    const last = (address + size - 1) >>> this.lineShift;
    for (let block = address >>> this.lineShift; block <= last; block++) {
      const holders = this.holders[block];
      if (holders !== 0) this.clean(block, holders);
    }
  }

  /** Lets a device write `size` bytes at `address` (a received frame, a descriptor's status). */
  dmaWrite(address: number, size: number): void {
    const last = (address + size - 1) >>> this.lineShift;
    for (let block = address >>> this.lineShift; block <= last; block++) {
      const holders = this.holders[block];
      if (holders !== 0) this.drop(block, holders);
    }
  }

  private fetch(block: number, own: number): number {
    const others = this.holders[block] & ~own;
    const state = others !== 0 && this.clean(block, others) ? SHARED : EXCLUSIVE;
    this.holders[block] |= own;
    return state;
  }

  /** Cleans the copies that the processors of the mask hold; tells whether there was one. */
  private clean(block: number, mask: number): boolean {
    const address = (block << this.lineShift) >>> 0;
    let found = false;
    for (let cpu = 0; cpu < this.tops.length; cpu++) {
      if ((mask & (1 << cpu)) === 0) continue;
      const held = this.tops[cpu].share(address);
      if (held === INVALID) this.holders[block] &= ~(1 << cpu);
      else found = true;
      if (held === MODIFIED) this.snoopWriteBacks++;
    }
    return found;
  }

  private drop(block: number, mask: number): void {
    const address = (block << this.lineShift) >>> 0;
    for (let cpu = 0; cpu < this.tops.length; cpu++) {
      if ((mask & (1 << cpu)) !== 0) this.tops[cpu].invalidate(address);
    }
    this.holders[block] &= ~mask;
  }
}

import { PAGE } from "../machine/page-allocator.ts";
import type { Processor } from "./processor.ts";
import { PAGE_CACHE, USER_BUFFER } from "./structures.ts";
import type { UserMemory } from "./user-memory.ts";

/** Where a send takes its bytes from. */
export interface Source {
  readonly structure: number;
  /** Physical address of a byte. */
  physical(offset: number): number;
  /** Bytes from an offset that are physically contiguous. */
  contiguous(offset: number): number;
  /** Looks the page of an offset up in the TLB. */
  enter(processor: Processor, offset: number): void;
}

/** A user's buffer as a source. */
export class UserSource implements Source {
  readonly structure = USER_BUFFER;
  private readonly memory: UserMemory;

  /** Takes all of `memory`, from its first byte. */
  constructor(memory: UserMemory) {
    this.memory = memory;
  }

  physical(offset: number): number {
    return this.memory.physical(offset);
  }

  contiguous(offset: number): number {
    return this.memory.contiguous(offset);
  }

  enter(processor: Processor, offset: number): void {
    processor.lookUpUser(this.memory.virtual + offset);
  }
}

/** One page of the page cache as a source, from byte `start` of it upwards. */
export class PageSource implements Source {
  readonly structure = PAGE_CACHE;
  private readonly page: number;
  private readonly start: number;

  /** Takes the page at the physical address `page`. */
  constructor(page: number, start: number) {
    this.page = page;
    this.start = start;
  }

  physical(offset: number): number {
    return this.page + this.start + offset;
  }

  contiguous(offset: number): number {
    return PAGE - this.start - offset;
  }

  enter(processor: Processor): void {
    processor.lookUpKernel(this.page);
  }
}

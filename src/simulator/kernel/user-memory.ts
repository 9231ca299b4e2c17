import { PAGE } from "../machine/page-allocator.ts";

/** A stretch of a process's memory: consecutive virtual pages on physical pages of their own. */
export class UserMemory {
  readonly virtual: number;
  private readonly pages: Int32Array;

  /** Maps `bytes` bytes at a virtual address to pages from `takePage`. */
  constructor(virtual: number, bytes: number, takePage: () => number) {
    this.virtual = virtual;
    this.pages = Int32Array.from({ length: Math.ceil(((virtual % PAGE) + bytes) / PAGE) }, takePage);
  }

  /** Returns the physical address of a byte. */
  physical(offset: number): number {
    const at = (this.virtual % PAGE) + offset;
    return this.pages[Math.floor(at / PAGE)] + (at % PAGE);
  }

  /** Returns how many bytes from an offset lie in the same page. */
  contiguous(offset: number): number {
    return PAGE - ((this.virtual + offset) % PAGE);
  }
}

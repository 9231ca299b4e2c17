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

/** Makes a source of a user's buffer. */
export function fromUser(memory: UserMemory): Source {
  return {
    structure: USER_BUFFER,
    physical: (offset) => memory.physical(offset),
    contiguous: (offset) => memory.contiguous(offset),
    enter: (processor, offset) => processor.lookUpUser(memory.virtual + offset),
  };
}

/** Makes a source of one page of the page cache, from a byte of it upwards. */
export function fromPage(page: number, start: number): Source {
  return {
    structure: PAGE_CACHE,
    physical: (offset) => page + start + offset,
    contiguous: (offset) => PAGE - start - offset,
    enter: (processor) => processor.lookUpKernel(page),
  };
}

import type { KernelFunction } from "./functions.ts";

/** Where the kernel's direct mapping starts: a kernel address minus this is the physical address. */
const KERNEL_BASE = 0xc0000000;
/** A module's text is vmalloc'd; here it lies in one stretch of memory behind the kernel's own text and data [P]. */
const MODULE_BASE = 0xc4800000;
const MODULE_PHYSICAL = 0x00500000;
/** A user program's text: one page, placed behind the module's. */
const USER_TEXT = 0x005f0000;

/** Returns the physical addresses of the first and the last byte of text that one call runs through. */
export function textRangeOf(fn: KernelFunction, share: number): { first: number; last: number } {
  const first =
    fn.address === 0
      ? USER_TEXT
      : fn.address >= MODULE_BASE
        ? fn.address - MODULE_BASE + MODULE_PHYSICAL
        : fn.address - KERNEL_BASE;
  return { first, last: first + Math.max(1, Math.round(fn.bytes * share)) - 1 };
}

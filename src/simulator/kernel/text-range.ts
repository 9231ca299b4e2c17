import type { Texts } from "../machine/text-memo.ts";
import { exponentOf } from "../parameters/power-of-two.ts";
import { KERNEL_FUNCTIONS, type KernelFunction } from "./functions.ts";

/** Where the kernel's direct mapping starts: a kernel address minus this is the physical address. */
const KERNEL_BASE = 0xc0000000;
/** A module's text is vmalloc'd; here it lies in one stretch of memory behind the kernel's own text and data [P]. */
const MODULE_BASE = 0xc4800000;
const MODULE_PHYSICAL = 0x00500000;
/** A user program's text: one page, placed behind the module's. */
const USER_TEXT = 0x005f0000;

/** Returns the lines of text that one call of each function runs through, a share of its size, in lines of `line` bytes. */
export function layTexts(share: number, line: number): Texts {
  const shift = exponentOf(line);
  const first = Int32Array.from(KERNEL_FUNCTIONS, (fn) => startOf(fn) >>> shift);
  const lines = Int32Array.from(KERNEL_FUNCTIONS, (fn, i) => {
    const last = startOf(fn) + Math.max(1, Math.round(fn.bytes * share)) - 1;
    return (last >>> shift) - first[i] + 1;
  });
  return { first, lines };
}

function startOf({ address }: KernelFunction): number {
  if (address === 0) return USER_TEXT;
  return address >= MODULE_BASE ? address - MODULE_BASE + MODULE_PHYSICAL : address - KERNEL_BASE;
}

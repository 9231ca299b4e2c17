import { PAGE } from "../machine/page-allocator.ts";
import type { Texts } from "../machine/text-memo.ts";
import { exponentOf } from "../parameters/power-of-two.ts";
import { type DriverBuild, placeFunction } from "./build-addresses.ts";
import { KERNEL_FUNCTIONS, type KernelFunction } from "./functions.ts";

/** Where the kernel's direct mapping starts: a kernel address minus this is the physical address. */
const KERNEL_BASE = 0xc0000000;
/** Where modules are mapped, page by page (vmalloc). */
const MODULE_BASE = 0xc4800000;
/** Texts that are mapped page by page stand at these places until `takeTextPages` gives them pages; nothing else is there. */
const MODULE_PLACE = 0x00500000;
const USER_PLACE = 0x005f0000;

/** Returns the lines of text that one call of each function runs through, a share of its size, in lines of `line` bytes. */
export function layTexts(share: number, line: number, build: DriverBuild): Texts {
  const shift = exponentOf(line);
  const first = Int32Array.from(KERNEL_FUNCTIONS, (fn) => startOf(fn, build) >>> shift);
  const lines = Int32Array.from(KERNEL_FUNCTIONS, (fn, i) => {
    const last = startOf(fn, build) + Math.max(1, Math.round(fn.bytes * share)) - 1;
    return (last >>> shift) - first[i] + 1;
  });
  return { first, lines };
}

/**
 * Takes pages for the texts that are mapped page by page, a module's and the user's, and returns for each function by
 * how many lines its text stands further on in memory than `layTexts` says; no such text crosses the end of a page.
 */
export function takeTextPages(line: number, build: DriverBuild, takePage: () => number): Int32Array {
  const pages = new Map<number, number>();
  return Int32Array.from(KERNEL_FUNCTIONS, (fn) => {
    const start = startOf(fn, build);
    if (start < MODULE_PLACE) return 0;
    const place = Math.floor(start / PAGE) * PAGE;
    const page = pages.get(place) ?? takePage();
    pages.set(place, page);
    return (page - place) / line;
  });
}

function startOf(fn: KernelFunction, build: DriverBuild): number {
  if (fn.address === 0) return USER_PLACE;
  const { address } = placeFunction(fn, build);
  return address >= MODULE_BASE ? address - MODULE_BASE + MODULE_PLACE : address - KERNEL_BASE;
}

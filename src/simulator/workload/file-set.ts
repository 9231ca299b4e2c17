import type { Random } from "../../stats/random.ts";
import { drawInteger } from "../../stats/variates.ts";
import { PAGE } from "../machine/page-allocator.ts";
import type { SimulationParameters } from "../simulation-parameters.ts";

/** A file, all of it in the page cache. */
export interface CachedFile {
  readonly bytes: number;
  /** Physical address of each of its pages. */
  readonly pages: Int32Array;
}

/**
 * Makes the files: lengths uniform from half to one and a half times the mean, to the byte, and pages from `takePage`.
 * `lengths` decides the lengths alone.
 */
export function makeFileSet(
  parameters: SimulationParameters,
  lengths: Random,
  takePage: () => number,
): CachedFile[] {
  const mean = parameters["work.fileSize"];
  return Array.from({ length: parameters["work.files"] }, () => {
    const bytes = Math.max(1, Math.floor(mean / 2) + drawInteger(lengths, mean));
    return { bytes, pages: Int32Array.from({ length: Math.ceil(bytes / PAGE) }, takePage) };
  });
}

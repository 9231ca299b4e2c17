import type { Location } from "./diagnostic.ts";
import { ZcprofError } from "./zcprof-error.ts";

/**
 * The largest count that is taken, 2^53 - 1: above it a double skips whole numbers (IEEE 754), so that a count, or a sum,
 * would be another one than the input says, without a word.
 */
export const MAX_COUNT = Number.MAX_SAFE_INTEGER;

/** Makes the parse error of a count, or of a `sum` of counts, above MAX_COUNT; `found` is the number as the input has it. */
export function countTooLarge(found: string, location: Location, sum = ""): ZcprofError {
  return new ZcprofError("parse", {
    code: "count/too-large",
    message: `expected ${sum === "" ? "a count" : sum} of at most ${MAX_COUNT} (2^53 - 1), found ${found}`,
    hint: "the file is damaged, or counts in too small a unit: above it not every whole number can be held exactly",
    location,
  });
}

import type { SymbolMap } from "../model/symbol-map.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { RawCounters } from "./raw-counters.ts";

/** Throws an error that says what is wrong with a raw profile, or how its length differs from what the map asks for. */
export function checkRawProfile(path: string, counters: RawCounters, map: SymbolMap): void {
  const { byteLength, stepBytes } = counters;
  if (byteLength === 0)
    throw refuse(
      path,
      "empty",
      "expected counters, found an empty file",
      "copy it with `cat /proc/profile > FILE`; boot with profile=2",
    );
  if (byteLength % 4 !== 0) {
    throw refuse(
      path,
      "odd-length",
      `expected whole 32-bit words, found ${byteLength} bytes: ${byteLength % 4} too many`,
      "the copy was cut; copy /proc/profile again",
    );
  }
  if (!isPowerOfTwo(stepBytes)) {
    throw refuse(
      path,
      "bad-step",
      `expected a power of two as the step in word 0, found ${stepBytes}`,
      "word 0 of /proc/profile is 1 << shift of the boot option profile=shift",
    );
  }
  const textBytes = map.starts[map.starts.length - 1];
  const expected = Math.floor(textBytes / stepBytes);
  const found = counters.bins.length;
  if (found === expected) return;
  throw new ZcprofError("input", {
    code: "raw-profile/map-mismatch",
    message: `the profile has ${found} counters of ${stepBytes} bytes, but ${map.path} has ${textBytes} bytes of text, which makes ${expected}`,
    hint:
      found < expected
        ? "the copy was cut, or the map is of another kernel"
        : "take the map of the kernel that was profiled",
    location: { path },
  });
}

/** Tells whether `word` is 1, 2, 4, ... 2^31. */
export function isPowerOfTwo(word: number): boolean {
  return word > 0 && (word & (word - 1)) === 0;
}

function refuse(path: string, code: string, message: string, hint: string): ZcprofError {
  return new ZcprofError("parse", { code: `raw-profile/${code}`, message, hint, location: { path } });
}

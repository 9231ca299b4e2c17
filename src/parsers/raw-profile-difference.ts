import { subtractCounters } from "../model/counter-difference.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { swapBytes, viewWords } from "./raw-counters.ts";
import { isPowerOfTwo } from "./raw-profile-check.ts";
import { LARGEST_STEP } from "./raw-profile-sniff.ts";

/** A raw profile by name, for messages. */
export interface Snapshot {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A raw profile of what was counted between two snapshots. */
export interface SnapshotDifference {
  /** As /proc/profile writes it, in the byte order of the snapshots. */
  readonly bytes: Uint8Array;
  readonly ticks: number;
  /** Counters that passed 2^32 - 1 in between. */
  readonly wrapped: number;
}

/**
 * Subtracts a raw profile from a later one of the same kernel, whose counters count since boot. Throws a parse error for
 * what is no raw profile, and an incomparable one where steps or lengths differ or a counter went back.
 */
export function subtractSnapshots(after: Snapshot, before: Snapshot): SnapshotDifference {
  const later = readWords(after);
  const earlier = readWords(before);
  const refuse = (code: string, message: string, hint: string): never => {
    throw new ZcprofError("incomparable", {
      code: `subtract/${code}`,
      message,
      hint,
      location: { path: after.path },
    });
  };
  if (later.words[0] !== earlier.words[0] || later.words.length !== earlier.words.length) {
    refuse(
      "other-kernel",
      `${after.path} has ${describe(later.words)}, ${before.path} has ${describe(earlier.words)}`,
      "both must be of one boot of one kernel",
    );
  }
  const { grown, wrapped, backwards } = subtractCounters(later.words.subarray(1), earlier.words.subarray(1));
  if (backwards >= 0) {
    const [now, then] = [later.words[backwards + 1], earlier.words[backwards + 1]];
    refuse(
      "negative",
      `counter ${backwards + 1} has ${now} in ${after.path} and ${then} in ${before.path}: counters do not go back`,
      "name the later one first; a boot or readprofile -r between the two sets them to 0",
    );
  }
  const words = new Uint32Array(later.words.length);
  words[0] = later.words[0];
  words.set(grown, 1);
  return {
    bytes: new Uint8Array((later.isSwapped ? swapBytes(words) : words).buffer),
    ticks: grown.reduce((sum, count) => sum + count, 0),
    wrapped,
  };
}

/** The step tells the byte order: read in the wrong one it is far too large. */
function readWords({ path, bytes }: Snapshot): { words: Uint32Array; isSwapped: boolean } {
  const words = viewWords(bytes);
  if (bytes.length >= 4 && bytes.length % 4 === 0) {
    if (isStep(words[0])) return { words, isSwapped: false };
    const swapped = swapBytes(words);
    if (isStep(swapped[0])) return { words: swapped, isSwapped: true };
  }
  throw new ZcprofError("parse", {
    code: "subtract/not-raw",
    message: `${path} is no raw profile: expected 32-bit words of which the first is a step, a power of two`,
    hint: "only copies of /proc/profile can be subtracted; a listing has lost its counters",
    location: { path },
  });
}

function isStep(word: number): boolean {
  return isPowerOfTwo(word) && word <= LARGEST_STEP;
}

function describe(words: Uint32Array): string {
  return `${words.length - 1} counters of ${words[0]} bytes`;
}

import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";

/** What is written frame by frame, at up to ten characters each, stays below the 512 MB that a string of the engine holds. */
const MOST_FRAMES = 5e7;

/**
 * Throws an input error where the stacks of all samples together have more frames than can be written out, before any
 * is: a tree of calls shares its callers, and a hundred thousand frames can be on a hundred thousand stacks.
 */
export function checkFrames(profiles: readonly Profile[]): void {
  let frames = 0;
  for (const { stacks, samples, provenance } of profiles) {
    const depths = new Uint32Array(stacks.length);
    for (let stack = 0; stack < stacks.length; stack++) {
      depths[stack] = 1 + (stacks.prefix[stack] < 0 ? 0 : depths[stacks.prefix[stack]]);
    }
    for (const stack of samples.stack) frames += depths[stack];
    if (frames <= MOST_FRAMES) continue;
    throw new ZcprofError("input", {
      code: "stacks/too-many-frames",
      message: `the stacks of ${provenance.path} have more than ${MOST_FRAMES} frames written out`,
      hint: "write a part of them with --focus or --ignore",
      location: { path: provenance.path },
    });
  }
}

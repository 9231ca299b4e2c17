import type { Profile } from "./profile.ts";
import { ZcprofError } from "./zcprof-error.ts";

/** Larger than an array of bytes can hold; real profiles end far below it. */
const MOST_BYTES = 2 ** 31 - 1;

/** The marks of folded stacks for kernel, inlined and JIT-compiled frames, by the module that stands for each. */
export const FRAME_MARKS: ReadonlyMap<string, string> = new Map(
  ["k", "i", "j"].map((mark) => [`[${mark}]`, `_[${mark}]`]),
);

/**
 * Writes stacks of a profile as folded stacks have them, root first with semicolons between. A character is a byte of the
 * names, so that names that are not UTF-8 survive; a semicolon or a line break in a name becomes a colon.
 */
export class StackPaths {
  readonly #profile: Profile;
  readonly #names: string[];

  constructor(profile: Profile) {
    const { name, module, moduleNames, length } = profile.symbols;
    this.#profile = profile;
    this.#names = Array.from({ length }, (_, i) => {
      const text = Buffer.from(name.bytesAt(i))
        .toString("latin1")
        .replaceAll(/[;\n\r]/g, ":");
      return text + (FRAME_MARKS.get(moduleNames[module[i]]) ?? "");
    });
  }

  /**
   * Returns how many bytes the paths of these stacks have together, before any is written: a hundred thousand frames on a
   * hundred thousand stacks would take hours. Throws an input error where they are more than an array can hold.
   */
  countBytes(stacks: Iterable<number>): number {
    const { stacks: tree, provenance } = this.#profile;
    const lengths = new Float64Array(tree.length);
    for (let stack = 0; stack < tree.length; stack++) {
      const callers = tree.prefix[stack] < 0 ? 0 : lengths[tree.prefix[stack]] + 1;
      lengths[stack] = callers + this.#names[tree.symbol[stack]].length;
    }
    let bytes = 0;
    for (const stack of stacks) bytes += lengths[stack];
    if (bytes <= MOST_BYTES) return bytes;
    throw new ZcprofError("input", {
      code: "stacks/too-long",
      message: `the stacks of ${provenance.path} have more than ${MOST_BYTES} bytes of names`,
      hint: "look at a part of them with --focus or --ignore",
      location: { path: provenance.path },
    });
  }

  /** Returns the path of a stack, in latin1. */
  at(stack: number): string {
    const { prefix, symbol } = this.#profile.stacks;
    const frames: string[] = [];
    for (let at = stack; at >= 0; at = prefix[at]) frames.push(this.#names[symbol[at]]);
    return frames.reverse().join(";");
  }
}

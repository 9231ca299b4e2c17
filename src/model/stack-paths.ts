import type { Profile } from "./profile.ts";

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

  /** Returns how many bytes the path of each stack has. */
  lengths(): Float64Array {
    const { length, prefix, symbol } = this.#profile.stacks;
    const lengths = new Float64Array(length);
    for (let stack = 0; stack < length; stack++) {
      const callers = prefix[stack] < 0 ? 0 : lengths[prefix[stack]] + 1;
      lengths[stack] = callers + this.#names[symbol[stack]].length;
    }
    return lengths;
  }

  /** Returns the path of a stack, in latin1. */
  at(stack: number): string {
    const { prefix, symbol } = this.#profile.stacks;
    const frames: string[] = [];
    for (let at = stack; at >= 0; at = prefix[at]) frames.push(this.#names[symbol[at]]);
    return frames.reverse().join(";");
  }
}

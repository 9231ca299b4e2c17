import { chooseMeasure } from "../model/choose-measure.ts";
import type { Profile } from "../model/profile.ts";
import { FRAME_MARKS, StackPaths } from "../model/stack-paths.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { findEventLosses } from "./event-losses.ts";
import { findStackLosses } from "./stack-losses.ts";

const LINES_PER_PART = 10_000;

/** Says what folded stacks cannot hold of `profiles`. */
export function describeFoldedLosses(profiles: readonly Profile[]): readonly string[] {
  const losses = new Set<string>(profiles.flatMap(findEventLosses));
  for (const profile of profiles.map(chooseMeasure)) {
    for (const loss of findStackLosses(profile)) losses.add(loss);
    const { symbols, samples, measures } = profile;
    if (samples.length === 0) losses.add("a profile without stacks is not kept");
    if (symbols.module.some((module) => module !== 0 && !FRAME_MARKS.has(symbols.moduleNames[module]))) {
      losses.add("modules are not kept");
    }
    if (measures[0].type.unit !== "count") losses.add(`the unit, ${measures[0].type.unit}, is not kept`);
    if (/[;\n\r]/.test(Buffer.from(symbols.name.bytes).toString("latin1"))) {
      losses.add("semicolons and line breaks in names become colons");
    }
  }
  return [...losses];
}

/**
 * Writes one profile as folded stacks, or two as a differential (base, then next), in the order of the samples.
 * Of several events the one that is shown is written; names are, byte for byte. Throws a usage error for any other number of profiles.
 */
export function writeFolded(profiles: readonly Profile[]): Uint8Array {
  if (profiles.length === 0 || profiles.length > 2) {
    throw new ZcprofError("usage", {
      code: "folded/too-many",
      message: `folded stacks hold one profile, or two as a differential, not ${profiles.length}`,
      hint: "choose one with FILE#N",
    });
  }
  const text = new LineParts();
  if (profiles.length === 1) {
    const profile = chooseMeasure(profiles[0]);
    const { samples, measures } = profile;
    const paths = new StackPaths(profile);
    paths.countBytes(samples.stack);
    for (let i = 0; i < samples.length; i++)
      text.push(`${paths.at(samples.stack[i])} ${measures[0].counts[i]}\n`);
  } else {
    for (const [path, [base, next]] of pairCounts(profiles)) text.push(`${path} ${base} ${next}\n`);
  }
  return text.toBytes();
}

function pairCounts(profiles: readonly Profile[]): Map<string, [number, number]> {
  const pairs = new Map<string, [number, number]>();
  for (const [side, profile] of profiles.map(chooseMeasure).entries()) {
    const paths = new StackPaths(profile);
    paths.countBytes(profile.samples.stack);
    for (let i = 0; i < profile.samples.length; i++) {
      const path = paths.at(profile.samples.stack[i]);
      const pair = pairs.get(path) ?? [0, 0];
      pair[side] += profile.measures[0].counts[i];
      pairs.set(path, pair);
    }
  }
  return pairs;
}

// Text of any size: a single string could meet the engine's limit of 512 MB.
class LineParts {
  readonly #parts: Buffer[] = [];
  #lines: string[] = [];

  push(line: string): void {
    if (this.#lines.push(line) === LINES_PER_PART) this.#flush();
  }

  toBytes(): Uint8Array {
    this.#flush();
    return Buffer.concat(this.#parts);
  }

  #flush(): void {
    this.#parts.push(Buffer.from(this.#lines.join(""), "latin1"));
    this.#lines = [];
  }
}

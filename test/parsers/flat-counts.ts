import type { Profile } from "../../src/model/profile.ts";
import { countSymbols } from "../../src/model/symbol-counts.ts";

/** Adds up the flat counts that are not zero, by name or by `module name`. */
export function flatCounts(profile: Profile, measure = 0, withModule = false): Record<string, number> {
  const { counts } = countSymbols(profile, measure);
  const { name, module, moduleNames } = profile.symbols;
  const sums: Record<string, number> = {};
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const key = withModule ? `${moduleNames[module[i]]} ${name.at(i)}` : name.at(i);
    sums[key] = (sums[key] ?? 0) + counts[i];
  }
  return sums;
}

/** Writes each stack as `root;...;leaf` with its count. */
export function stackCounts(profile: Profile, measure = 0): Record<string, number> {
  const { stacks, samples, symbols, measures } = profile;
  const sums: Record<string, number> = {};
  for (let i = 0; i < samples.length; i++) {
    const frames: string[] = [];
    for (let at = samples.stack[i]; at >= 0; at = stacks.prefix[at])
      frames.unshift(symbols.name.at(stacks.symbol[at]));
    const count = measures[measure].counts[i];
    if (count > 0) sums[frames.join(";")] = (sums[frames.join(";")] ?? 0) + count;
  }
  return sums;
}

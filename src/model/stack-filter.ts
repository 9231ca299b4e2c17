import type { Diagnostic } from "./diagnostic.ts";
import { refuseFlat } from "./flat-profile.ts";
import type { Profile } from "./profile.ts";
import { finishProfile } from "./profile-builder.ts";

/** Which stacks are looked at, as in pprof: those with a frame that `focus` matches, without those that `ignore` does. */
export interface StackFilter {
  readonly focus: RegExp | null;
  readonly ignore: RegExp | null;
}

/**
 * Returns the profile of the stacks that a filter keeps; its totals are theirs, and a diagnostic counts what was left out.
 * Throws a usage error for a profile without stacks.
 */
export function filterStacks(profile: Profile, { focus, ignore }: StackFilter): Profile {
  if (focus === null && ignore === null) return profile;
  refuseFlat(profile, focus === null ? "--ignore" : "--focus");
  const { samples } = profile;
  const focused = focus === null ? null : stacksWith(profile, focus);
  const ignored = ignore === null ? null : stacksWith(profile, ignore);
  const kept: number[] = [];
  for (let i = 0; i < samples.length; i++) {
    const stack = samples.stack[i];
    if (focused?.[stack] !== 0 && ignored?.[stack] !== 1) kept.push(i);
  }
  const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, (i) => column[i]);
  const { line } = samples;
  const filtered = finishProfile({
    title: profile.title,
    symbols: profile.symbols,
    stacks: profile.stacks,
    samples: {
      stack: Uint32Array.from(kept, (i) => samples.stack[i]),
      line: line && Uint32Array.from(kept, (i) => line[i]),
    },
    measures: profile.measures.map(({ type, counts, low, high, coverage }) => ({
      type,
      counts: pick(counts),
      low: low && pick(low),
      high: high && pick(high),
      coverage,
    })),
    provenance: profile.provenance,
  });
  return { ...filtered, diagnostics: [...profile.diagnostics, ...noteLeftOut(profile, filtered)] };
}

/** Marks with 1 the stacks that have a frame whose symbol matches, in one pass, as callers stand before those they call. */
function stacksWith({ stacks, symbols }: Profile, pattern: RegExp): Uint8Array {
  const matches = Uint8Array.from({ length: symbols.length }, (_, i) =>
    Number(pattern.test(symbols.name.at(i))),
  );
  const marked = new Uint8Array(stacks.length);
  for (let i = 0; i < stacks.length; i++) {
    const caller = stacks.prefix[i];
    marked[i] = matches[stacks.symbol[i]] | (caller < 0 ? 0 : marked[caller]);
  }
  return marked;
}

function noteLeftOut(whole: Profile, { measures }: Profile): Diagnostic[] {
  const parts = whole.measures.map(
    ({ type, total }, i) =>
      `${measures[i].total} of ${total} ${type.event === type.unit ? "" : `${type.event}, in `}${type.unit}`,
  );
  return [
    {
      code: "stacks/left-out",
      message: `the stacks looked at have ${parts.join("; ")}: totals are theirs`,
    },
  ];
}

import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { alignProfiles } from "./align.ts";
import { type GroupRules, groupOfSymbol } from "./group-rules.ts";
import { RowGroups } from "./row-groups.ts";
import { boundRun } from "./run-counts.ts";
import { type Without, withoutRows } from "./without.ts";

/**
 * Returns a profile without the samples whose leaf is a symbol or of a group that is left out, its totals smaller by them,
 * and what is to be said of that. What a cut listing hides of them stays in its total, as nobody can see it.
 */
export function leaveOut(
  profile: Profile,
  without: readonly Without[],
  rules: GroupRules,
): { readonly profile: Profile; readonly notes: readonly Diagnostic[] } {
  if (without.length === 0) return { profile, notes: [] };
  const { symbols, stacks, samples } = profile;
  const isTaken = Array.from({ length: symbols.length }, (_, symbol) => {
    const name = symbols.name.at(symbol);
    const group = groupOfSymbol(rules, symbols, symbol);
    return without.some((entry) => entry.name === (entry.kind === "group" ? group : name));
  });
  const keeps = (_: number, sample: number): boolean => !isTaken[stacks.symbol[samples.stack[sample]]];
  const pickIndices = (column: Uint32Array): Uint32Array => column.filter(keeps);
  const alignment = alignProfiles([profile]);
  const { notes } = withoutRows(without, alignment, new RowGroups(alignment, rules), [
    boundRun(alignment, 0),
  ]);
  return {
    profile: finishProfile({
      ...profile,
      samples: { stack: pickIndices(samples.stack), line: samples.line && pickIndices(samples.line) },
      measures: profile.measures.map((measure) => {
        const counts = measure.counts.filter(keeps);
        const taken = measure.listed - counts.reduce((sum, count) => sum + count, 0);
        return {
          ...measure,
          counts,
          low: measure.low && measure.low.filter(keeps),
          high: measure.high && measure.high.filter(keeps),
          total: measure.total - taken,
        };
      }),
    }),
    notes,
  };
}

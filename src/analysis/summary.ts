import type { Profile } from "../model/profile.ts";
import { countSymbols, type SymbolCounts } from "../model/symbol-counts.ts";
import { findGroup, type GroupRules } from "./group-rules.ts";
import { summarizeSide } from "./side-summary.ts";
import { lineOf } from "./source-line.ts";
import type { ProfileSummary, SummaryRow, SummarySymbol } from "./summary-result.ts";

/** Describes the first measure of a profile: totals, what the rows show, symbols, groups and modules by ticks. */
export function summarizeProfile(profile: Profile, rules: GroupRules): ProfileSummary {
  const { symbols } = profile;
  const [{ total, listed }] = profile.measures;
  const flat = countSymbols(profile);
  const ranked = rankSymbols(flat.counts);
  const groupOf = (symbol: number): number =>
    findGroup(rules, symbols.name.at(symbol), symbols.moduleNames[symbols.module[symbol]]);
  const exactTotal = { point: total, min: total, max: total };
  return {
    side: summarizeSide(
      [profile],
      [{ rows: { point: flat.counts, min: flat.counts, max: flat.counts }, total: exactTotal, listed }],
    ),
    shown: total > 0 ? listed / total : Number.NaN,
    symbols: {
      length: ranked.length,
      at: (rank) => describeSymbol(profile, flat, ranked[rank], rules.groups[groupOf(ranked[rank])]),
    },
    groups: sumBy(ranked, flat, total, rules.groups, groupOf),
    modules: sumBy(ranked, flat, total, symbols.moduleNames, (symbol) => symbols.module[symbol]),
    notes: profile.diagnostics,
  };
}

function rankSymbols(counts: Float64Array): Uint32Array {
  const indices = new Uint32Array(counts.length);
  let length = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) indices[length++] = i;
  return indices.subarray(0, length).sort((a, b) => counts[b] - counts[a] || a - b);
}

function describeSymbol(profile: Profile, flat: SymbolCounts, index: number, group: string): SummarySymbol {
  const { symbols, measures } = profile;
  const point = flat.counts[index];
  const size = { min: symbols.sizeLow?.[index] ?? 0, max: symbols.sizeHigh?.[index] ?? Infinity };
  return {
    index,
    name: symbols.name.at(index),
    module: symbols.moduleNames[symbols.module[index]],
    group,
    ticks: { point, min: flat.low?.[index] ?? point, max: flat.high?.[index] ?? point },
    share: point / measures[0].total,
    symbols: 1,
    size: size.max === Infinity ? null : size,
    // The middle of the loads that fit an interval of sizes is the load that was printed.
    load: size.min > 0 && size.max < Infinity ? (point / size.min + point / size.max) / 2 : null,
    line: lineOf(profile, index),
  };
}

/** Adds up by a key; keys without ticks are left out, the most ticks come first. */
function sumBy(
  ranked: Uint32Array,
  flat: SymbolCounts,
  total: number,
  names: readonly string[],
  keyOf: (symbol: number) => number,
): SummaryRow[] {
  const sums = names.map((name) => ({ name, point: 0, min: 0, max: 0, symbols: 0 }));
  for (const symbol of ranked) {
    const sum = sums[keyOf(symbol)];
    sum.point += flat.counts[symbol];
    sum.min += flat.low?.[symbol] ?? flat.counts[symbol];
    sum.max += flat.high?.[symbol] ?? flat.counts[symbol];
    sum.symbols++;
  }
  return sums
    .filter((sum) => sum.symbols > 0)
    .sort((a, b) => b.point - a.point)
    .map(({ name, point, min, max, symbols }) => ({
      name,
      ticks: { point, min, max },
      share: point / total,
      symbols,
    }));
}

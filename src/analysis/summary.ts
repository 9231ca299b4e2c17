import type { Profile } from "../model/profile.ts";
import { countSymbols, type SymbolCounts } from "../model/symbol-counts.ts";
import { findGroupAt, type GroupRules } from "./group-rules.ts";
import { summarizeSide } from "./side-summary.ts";
import { lineOf } from "./source-line.ts";
import type { ProfileSummary, SummaryRow, SummarySymbol } from "./summary-result.ts";

/** Describes the first measure of a profile: totals, what the rows show, symbols, groups and modules by ticks. */
export function summarizeProfile(profile: Profile, rules: GroupRules): ProfileSummary {
  const { symbols } = profile;
  const [{ total, listed }] = profile.measures;
  const flat = countSymbols(profile);
  const ranked = rankSymbols(flat.counts);
  const groups = groupColumn(profile, ranked, rules);
  const exactTotal = { point: total, min: total, max: total };
  return {
    side: summarizeSide(
      [profile],
      [{ rows: { point: flat.counts, min: flat.counts, max: flat.counts }, total: exactTotal, listed }],
    ),
    shown: total > 0 ? listed / total : Number.NaN,
    symbols: {
      length: ranked.length,
      at: (rank) => describeSymbol(profile, flat, ranked[rank], rules.groups[groups[ranked[rank]]]),
    },
    groups: sumBy(ranked, flat, total, rules.groups, groups),
    modules: sumBy(ranked, flat, total, symbols.moduleNames, symbols.module),
    notes: profile.diagnostics,
  };
}

/** Returns the symbols that count, the most ticks first; equals stand in the order of the table. */
function rankSymbols(counts: Float64Array): Uint32Array {
  const indices = new Uint32Array(counts.length);
  let length = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) indices[length++] = i;
  // Sorting count and index packed into one number, without a comparison, was measured: it is no faster.
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

/** Group index of every symbol that counts; the others are not looked at. */
function groupColumn({ symbols }: Profile, ranked: Uint32Array, rules: GroupRules): Uint32Array {
  const column = new Uint32Array(symbols.length);
  for (let i = 0; i < ranked.length; i++) column[ranked[i]] = findGroupAt(rules, symbols, ranked[i]);
  return column;
}

/** Adds up by the key of each symbol; keys without ticks are left out, the most ticks come first. */
function sumBy(
  ranked: Uint32Array,
  { counts, low, high }: SymbolCounts,
  total: number,
  names: readonly string[],
  keys: Uint32Array,
): SummaryRow[] {
  const symbols = new Uint32Array(names.length);
  for (let i = 0; i < ranked.length; i++) symbols[keys[ranked[i]]]++;
  const add = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(names.length);
    for (let i = 0; i < ranked.length; i++) sums[keys[ranked[i]]] += values[ranked[i]];
    return sums;
  };
  const point = add(counts);
  const [min, max] = [low === null ? point : add(low), high === null ? point : add(high)];
  return [...names.keys()]
    .filter((key) => symbols[key] > 0)
    .sort((a, b) => point[b] - point[a])
    .map((key) => ({
      name: names[key],
      ticks: { point: point[key], min: min[key], max: max[key] },
      share: point[key] / total,
      symbols: symbols[key],
    }));
}

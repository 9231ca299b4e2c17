import type { Profile } from "../model/profile.ts";
import { countSymbols, type SymbolCounts } from "../model/symbol-counts.ts";
import type { SymbolTable } from "../model/symbol-table.ts";
import { findGroupAt, type GroupRules } from "./group-rules.ts";
import { Ranking } from "./ranking.ts";
import { summarizeSide } from "./side-summary.ts";
import { lineOf } from "./source-line.ts";
import type { ProfileSummary, SummaryRow, SummarySymbol } from "./summary-result.ts";

/** Describes the first measure of a profile: totals, what the rows show, symbols, groups and modules by ticks. */
export function summarizeProfile(profile: Profile, rules: GroupRules): ProfileSummary {
  const { symbols } = profile;
  const [{ total, listed }] = profile.measures;
  const flat = countSymbols(profile);
  const ranking = new Ranking(flat);
  const groups = rules.groups.length === 1 ? null : groupColumn(rules, symbols, ranking);
  const exactTotal = { point: total, min: total, max: total };
  return {
    side: summarizeSide(
      [profile],
      [{ rows: { point: flat.counts, min: flat.counts, max: flat.counts }, total: exactTotal, listed }],
    ),
    shown: total > 0 ? listed / total : Number.NaN,
    symbols: {
      length: ranking.length,
      at: (rank) => {
        const index = ranking.at(rank);
        return describeSymbol(profile, flat, index, rules.groups[groups?.[index] ?? 0]);
      },
    },
    groups: sumBy(ranking, flat, total, rules.groups, groups),
    modules: sumBy(ranking, flat, total, symbols.moduleNames, symbols.module),
    notes: profile.diagnostics,
  };
}

function describeSymbol(profile: Profile, flat: SymbolCounts, index: number, group: string): SummarySymbol {
  const { symbols, measures } = profile;
  const point = flat.counts[index];
  const size = { min: symbols.sizeLow?.at(index) ?? 0, max: symbols.sizeHigh?.at(index) ?? Infinity };
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
function groupColumn(rules: GroupRules, symbols: SymbolTable, { counts }: Ranking): Uint16Array {
  const column = new Uint16Array(symbols.length);
  for (let i = 0; i < column.length; i++) if (counts[i] > 0) column[i] = findGroupAt(rules, symbols, i);
  return column;
}

/** Adds up by the key of each symbol, null where there is one key; keys without ticks are left out, the most ticks come first. */
function sumBy(
  { order, counts }: Ranking,
  { low, high }: SymbolCounts,
  total: number,
  names: readonly string[],
  keys: Uint16Array | Uint32Array | null,
): SummaryRow[] {
  const symbols = new Uint32Array(names.length);
  const point = new Float64Array(names.length);
  const min = low === null ? point : new Float64Array(names.length);
  const max = high === null ? point : new Float64Array(names.length);
  const length = order?.length ?? counts.length;
  for (let rank = 0; rank < length; rank++) {
    const symbol = order === null ? rank : order[rank];
    if (!(counts[symbol] > 0)) continue;
    const key = keys === null || names.length === 1 ? 0 : keys[symbol];
    symbols[key]++;
    point[key] += counts[symbol];
    if (low !== null) min[key] += low[symbol];
    if (high !== null) max[key] += high[symbol];
  }
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

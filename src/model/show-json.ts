import { isPlain } from "./byte-text.ts";
import type { Measure, Profile } from "./profile.ts";
import type { RunFacts } from "./provenance.ts";
import { countSymbols, type SymbolCounts } from "./symbol-counts.ts";
import { NO_ADDRESS } from "./symbol-table.ts";
import { boundUnlisted } from "./unlisted-bound.ts";

/** What of a profile goes into its `zcprof.show/1` entry. */
export interface ShowSelection {
  /** Index of the measure, 0 by default: an entry holds one event. */
  readonly measure?: number;
  /** Symbols by index, in the order wanted; all in table order by default. */
  readonly symbols?: Iterable<number>;
  /** Names the group of a symbol by index; without it `group` is null and `groups` is empty. */
  readonly groupOf?: (symbol: number) => string;
}

/**
 * Makes the `profiles` entry of `zcprof.show/1`: counts and sizes in full precision, addresses as hex strings, null
 * for what is unknown. It is the one place that knows the shape; the report and the writer of baselines both use it.
 *
 * A row's `ticks` lie from `min` to `max`, which differ where an attribution could not decide; `point` is what the
 * row says. The most that a group can have includes all that no row shows. `load` is ticks per byte; where the size is only an interval (it came from a printed load) it is the middle of the loads that fit, the printed one.
 * A JSON text is Unicode, so a name that is not valid UTF-8 (see decodeText) has its bytes beside it, as hex in `symbolBytes`.
 */
export function showProfileJson(profile: Profile, selection: ShowSelection = {}): Record<string, unknown> {
  const { symbols, provenance } = profile;
  const index = selection.measure ?? 0;
  const measure = profile.measures[index];
  const flat = countSymbols(profile, index);
  const { counts, low, high } = flat;
  const group = selection.groupOf ?? (() => null);
  const share = (ticks: number): number | null => (measure.total > 0 ? ticks / measure.total : null);

  const rows = [];
  for (const i of selection.symbols ?? counts.keys()) {
    const size = { min: symbols.sizeLow?.at(i) ?? 0, max: symbols.sizeHigh?.at(i) ?? Infinity };
    const address = symbols.address?.[i] ?? NO_ADDRESS;
    rows.push({
      ...nameJson(symbols.name.bytesAt(i), symbols.name.at(i)),
      module: symbols.moduleNames[symbols.module[i]],
      address: address === NO_ADDRESS ? null : `0x${address.toString(16)}`,
      size: size.min === 0 && size.max === Infinity ? null : { min: size.min, max: finiteOrNull(size.max) },
      ticks: { min: low?.[i] ?? counts[i], max: high?.[i] ?? counts[i], point: counts[i] },
      share: share(counts[i]),
      load: size.min > 0 && size.max < Infinity ? (counts[i] / size.min + counts[i] / size.max) / 2 : null,
      group: group(i),
    });
  }

  return {
    title: profile.title,
    source: provenance.path,
    listing: provenance.listing,
    format: provenance.format,
    origin: provenance.origin,
    checksum: provenance.checksum,
    ...measure.type,
    total: measure.total,
    listed: measure.listed,
    coverage: measure.coverage,
    cutoff: boundUnlisted(measure),
    statedLoad: provenance.statedLoadPercent,
    exposure: provenance.exposure,
    facts: factsJson(provenance.facts),
    symbols: rows,
    groups: selection.groupOf === undefined ? [] : sumGroups(measure, flat, selection.groupOf),
  };
}

function nameJson(bytes: Uint8Array, symbol: string): { symbol: string; symbolBytes?: string } {
  if (isPlain(symbol)) return { symbol };
  return { symbol, symbolBytes: Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") };
}

function factsJson({ textBytes, ...facts }: RunFacts): Record<string, unknown> {
  if (textBytes === undefined) return facts;
  return { ...facts, textBytes: { low: textBytes.low, high: finiteOrNull(textBytes.high) } };
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Sums every symbol of the profile, shown or not, by group; the largest group first. */
function sumGroups(
  { total, listed }: Pick<Measure, "total" | "listed">,
  { counts, low, high }: SymbolCounts,
  groupOf: (symbol: number) => string,
): Record<string, unknown>[] {
  const hidden = total - listed;
  const sums = new Map<string, { min: number; max: number; point: number; symbols: number }>();
  for (let i = 0; i < counts.length; i++) {
    const name = groupOf(i);
    let sum = sums.get(name);
    if (sum === undefined) sums.set(name, (sum = { min: 0, max: hidden, point: 0, symbols: 0 }));
    sum.min += low?.[i] ?? counts[i];
    sum.max += high?.[i] ?? counts[i];
    sum.point += counts[i];
    sum.symbols += 1;
  }
  return [...sums]
    .sort(([, a], [, b]) => b.point - a.point)
    .map(([group, { symbols, ...ticks }]) => ({
      group,
      symbols,
      ticks,
      share: total > 0 ? ticks.point / total : null,
    }));
}

import type { Profile } from "./profile.ts";
import { finishProfile } from "./profile-builder.ts";
import { countSymbols } from "./symbol-counts.ts";
import type { SymbolTable } from "./symbol-table.ts";
import { ZcprofError } from "./zcprof-error.ts";

/**
 * Subtracts an earlier reading of counters that only grow from a later one, symbol by symbol by module and name: the flat
 * profile of what was counted in between, with its bounds, in the order of `after`. Both have one measure. Throws an
 * incomparable error where a count went back, or where a list is cut: what it leaves out may have grown too.
 */
export function subtractProfiles(after: Profile, before: Profile): Profile {
  for (const profile of [after, before]) refuseCut(profile);
  const { type, coverage, total } = after.measures[0];
  const [now, then] = [countSymbols(after), countSymbols(before)];
  const places = new Map<string, number>();
  const placeOf = placeSymbols(after.symbols, places);
  const counts = new Float64Array(after.symbols.length);
  const low = new Float64Array(counts.length);
  const high = new Float64Array(counts.length);
  placeOf.forEach((place, i) => {
    counts[place] += now.counts[i];
    low[place] += now.low?.[i] ?? now.counts[i];
    high[place] += now.high?.[i] ?? now.counts[i];
  });
  for (let i = 0; i < before.symbols.length; i++) {
    if (then.counts[i] === 0) continue;
    const place = places.get(keyOf(before.symbols, i));
    if (place === undefined) throw wentBack(before.symbols.name.at(i), then.counts[i], 0, after);
    counts[place] -= then.counts[i];
    low[place] -= then.high?.[i] ?? then.counts[i];
    high[place] -= then.low?.[i] ?? then.counts[i];
  }
  const behind = counts.findIndex((count) => count < 0);
  if (behind >= 0) {
    const name = after.symbols.name.at(behind);
    throw wentBack(name, now.counts[behind] - counts[behind], now.counts[behind], after);
  }
  const grown = total - before.measures[0].total;
  if (grown < 0) throw wentBack("the total", before.measures[0].total, total, after);
  const isBounded = now.low !== null || then.low !== null;
  const listed = counts.reduce((sum, count) => sum + count, 0);
  return finishProfile({
    title: after.title,
    symbols: after.symbols,
    measures: [
      {
        type,
        counts,
        ...(isBounded ? { low: low.map((ticks) => Math.max(0, ticks)), high } : {}),
        total: Math.max(listed, grown),
        coverage,
      },
    ],
    provenance: after.provenance,
    diagnostics: after.diagnostics,
  });
}

/** Gives each symbol the place of the first of its name: a list may have several, and leaves out those without ticks. */
function placeSymbols(symbols: SymbolTable, places: Map<string, number>): Uint32Array {
  const placeOf = new Uint32Array(symbols.length);
  for (let i = 0; i < symbols.length; i++) {
    const key = keyOf(symbols, i);
    const place = places.get(key) ?? i;
    places.set(key, place);
    placeOf[i] = place;
  }
  return placeOf;
}

function keyOf({ name, module, moduleNames }: SymbolTable, symbol: number): string {
  return `${moduleNames[module[symbol]]}\0${name.at(symbol)}`;
}

function refuseCut({ measures, provenance: { path } }: Profile): void {
  if (measures[0].coverage.kind !== "cut") return;
  throw new ZcprofError("incomparable", {
    code: "subtract/cut",
    message: `${path} is a cut listing: what it leaves out may have grown too`,
    hint: "let it be printed whole, without head, tail or a limit",
    location: { path },
  });
}

function wentBack(what: string, then: number, now: number, { provenance: { path } }: Profile): ZcprofError {
  return new ZcprofError("incomparable", {
    code: "subtract/negative",
    message: `${what} had ${then} and now has ${now} in ${path}: counters that only grow do not go back`,
    hint: "were they reset? If each reading is of its own interval, say so: --readings interval",
    location: { path },
  });
}

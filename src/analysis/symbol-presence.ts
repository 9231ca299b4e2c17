import { isFlat } from "../model/flat-profile.ts";
import type { Profile } from "../model/profile.ts";
import { countSymbols } from "../model/symbol-counts.ts";
import type { Alignment } from "./align.ts";

/**
 * Tells whether a profile knows a row's symbol, counted or not: a function of the map without ticks is there and ran too
 * briefly to be seen; it is neither gone nor new.
 *
 * Symbols without counts have no row, so their names are looked up, in a set that is made when first asked for.
 */
export class SymbolPresence {
  readonly #alignment: Alignment;
  readonly #silent = new Map<number, ReadonlySet<string>>();

  constructor(alignment: Alignment) {
    this.#alignment = alignment;
  }

  /** Whether any of the profiles from `first` up to and without `end` knows the symbol of this row. */
  isKnown(row: number, first: number, end: number): boolean {
    for (let p = first; p < end; p++) if (this.#knows(row, p)) return true;
    return false;
  }

  #knows(row: number, p: number): boolean {
    const { aligned, profiles, mapped, usesModules } = this.#alignment;
    const { counts, high, symbol } = aligned[p];
    if ((high ?? counts)[row] > 0) return true;
    // The row's own symbol of a flat list stands in it; that of a table of stacks may belong to the other half of a differential.
    if (symbol[row] >= 0 && listsSymbols(profiles[p])) return true;
    let silent = this.#silent.get(p);
    if (silent === undefined) {
      silent = listSilent(profiles[p], usesModules);
      this.#silent.set(p, silent);
    }
    if (silent.size === 0) return false;
    const names = mapped.get(row)?.names ?? [this.#alignment.nameAt(row)];
    const module = usesModules ? this.#alignment.moduleAt(row) : "";
    for (const name of names) if (silent.has(keyOf(module, name))) return true;
    return false;
  }
}

/** One name in so many is decoded by itself. */
const FEW = 20;

/** The symbols that a profile states without counting them: rows of 0, and callers that were never the leaf. */
function listSilent(profile: Profile, usesModules: boolean): ReadonlySet<string> {
  const { symbols } = profile;
  const { counts } = countSymbols(profile);
  const stated = listsSymbols(profile) ? null : listFrames(profile);
  const silent: number[] = [];
  for (let i = 0; i < symbols.length; i++) if (counts[i] === 0 && stated?.[i] !== 0) silent.push(i);
  // To decode all names at once pays where most are wanted.
  const nameAt =
    silent.length * FEW < symbols.length
      ? (symbol: number) => symbols.name.at(symbol)
      : symbols.name.slicer();
  const names = new Set<string>();
  for (const symbol of silent)
    names.add(keyOf(usesModules ? symbols.moduleNames[symbols.module[symbol]] : "", nameAt(symbol)));
  return names;
}

/** Marks the symbols of all frames of all stacks that were sampled. */
function listFrames({ stacks, samples, measures, symbols }: Profile): Uint8Array {
  const sampled = new Uint8Array(stacks.length);
  for (let i = 0; i < samples.length; i++) if (measures[0].counts[i] > 0) sampled[samples.stack[i]] = 1;
  const frames = new Uint8Array(symbols.length);
  // Parents come before children.
  for (let stack = stacks.length - 1; stack >= 0; stack--) {
    if (sampled[stack] === 0) continue;
    frames[stacks.symbol[stack]] = 1;
    if (stacks.prefix[stack] >= 0) sampled[stacks.prefix[stack]] = 1;
  }
  return frames;
}

/** Whether every symbol of the table is a stack of its own. */
function listsSymbols(profile: Profile): boolean {
  return profile.stacks.length === profile.symbols.length && isFlat(profile);
}

function keyOf(module: string, name: string): string {
  return `${module}\0${name}`;
}

import { askWhetherMeant, nearestNames } from "../model/nearest-names.ts";
import type { SymbolTable } from "../model/symbol-table.ts";
import type { RowTable } from "./diff-result.ts";

/** What has symbols: a profile, or a map. */
interface Listing {
  readonly symbols: SymbolTable;
}

/** Whether any of the profiles or maps has a symbol of this name, with 0 ticks or more. */
export function isListed(name: string, listings: readonly Listing[]): boolean {
  for (const { symbols } of listings) {
    for (let i = 0; i < symbols.length; i++) if (symbols.name.at(i) === name) return true;
  }
  return false;
}

/** Lists the names of all symbols of profiles or maps, with 0 ticks or more. */
export function* listNames(listings: readonly Listing[]): Generator<string> {
  for (const { symbols } of listings) {
    const nameAt = symbols.name.slicer();
    for (let i = 0; i < symbols.length; i++) yield nameAt(i);
  }
}

/** Returns the question after those symbols that a mistyped name may have meant, null where none is near. */
export function askForSymbol(word: string, listings: readonly Listing[]): string | null {
  return askWhetherMeant(nearestNames(word, listNames(listings)));
}

/** Returns the question after those rows of a comparison that a mistyped name may have meant, null where none is near. */
export function askForRow(word: string, rows: Pick<RowTable<unknown>, "length" | "nameAt">): string | null {
  const names = Array.from({ length: rows.length }, (_, row) => rows.nameAt(row));
  return askWhetherMeant(nearestNames(word, names));
}

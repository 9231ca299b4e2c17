import type { Diagnostic } from "../model/diagnostic.ts";
import { askWhetherMeant, nearestNames } from "../model/nearest-names.ts";
import type { Profile } from "../model/profile.ts";
import { listNames } from "./listed-names.ts";
import { type SymbolMapping, substituteName } from "./symbol-mapping.ts";

/**
 * Notes what a mapping names and no profile has, each name with those it may have meant; `unused` are the texts of the mappings
 * that took no symbol. A name that is misspelt would leave its ticks in a row of their own without a word.
 */
export function noteUnmatched(
  mapping: SymbolMapping,
  unused: readonly string[],
  profiles: readonly Profile[],
): Diagnostic[] {
  const unknown = findUnknown(mapping, profiles);
  return mapping.flatMap((entry): Diagnostic[] => {
    const names = entry.kind === "fold" ? entry.members.filter((name) => unknown.has(name)) : [];
    if (names.length === 0) {
      if (!unused.includes(entry.text)) return [];
      return [{ code: "map-symbol/took-nothing", message: `--map-symbol ${entry.text} took no symbol` }];
    }
    return names.map((name) => {
      const question = askWhetherMeant(nearestNames(name, substituteAll(mapping, profiles)));
      return {
        code: "map-symbol/unknown-symbol",
        message: `--map-symbol ${entry.text}: no input lists a symbol ${name}`,
        ...(question === null ? {} : { hint: question }),
      };
    });
  });
}

/** The names of folds that no symbol has, with 0 ticks or more, after the substitutions. */
function findUnknown(mapping: SymbolMapping, profiles: readonly Profile[]): ReadonlySet<string> {
  const unknown = new Set(mapping.flatMap((entry) => (entry.kind === "fold" ? entry.members : [])));
  // To begin with the names makes a text of them all.
  if (unknown.size === 0) return unknown;
  for (const name of substituteAll(mapping, profiles)) {
    unknown.delete(name);
    if (unknown.size === 0) break;
  }
  return unknown;
}

function* substituteAll(mapping: SymbolMapping, profiles: readonly Profile[]): Generator<string> {
  for (const name of listNames(profiles)) yield substituteName(name, mapping).label;
}

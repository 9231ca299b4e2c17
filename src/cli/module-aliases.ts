import type { Profile } from "../model/profile.ts";
import type { SymbolTable } from "../model/symbol-table.ts";

/**
 * Returns the profiles with modules called as the project calls them, so that one module is one in all formats
 * (`[kernel.kallsyms]` in one, `vmlinux` in another). Profiles that share a symbol table still share one.
 */
export function renameModules(profiles: readonly Profile[], names: ReadonlyMap<string, string>): Profile[] {
  if (names.size === 0) return [...profiles];
  const renamed = new Map<SymbolTable, SymbolTable>();
  return profiles.map((profile) => {
    const { symbols } = profile;
    let table = renamed.get(symbols);
    if (table === undefined) {
      table = { ...symbols, moduleNames: symbols.moduleNames.map((name) => names.get(name) ?? name) };
      renamed.set(symbols, table);
    }
    return { ...profile, symbols: table };
  });
}

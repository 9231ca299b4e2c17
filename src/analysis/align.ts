import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { countSymbols, type SymbolCounts } from "../model/symbol-counts.ts";
import type { SymbolTable } from "../model/symbol-table.ts";
import { RowNames } from "./row-names.ts";
import type { SymbolMapping } from "./symbol-mapping.ts";
import { noteUnmatched } from "./unmatched-mapping.ts";

/** The counts of one profile, one entry a row of the alignment; 0 where the profile does not list the row's symbol. */
export interface AlignedCounts {
  readonly counts: Float64Array;
  /** Bounds from an attribution that could not decide; null together where every count is exact. */
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
  /** First symbol of the profile that fell into the row, -1 where none did. */
  readonly symbol: Int32Array;
  /** How many of them it counts; null where that is one in every row with a count. */
  readonly members: Uint32Array | null;
}

/**
 * Several profiles on common rows: a row is a module and a name that any of them counts. Symbols that no profile
 * counts have no row.
 */
export interface Alignment {
  readonly length: number;
  readonly profiles: readonly Profile[];
  /** In the order of `profiles`. */
  readonly aligned: readonly AlignedCounts[];
  /** Name of the row, a mapping's label where one applied. */
  nameAt(row: number): string;
  moduleAt(row: number): string;
  /** The table in which the row's name stands, and where; null where a mapping gave the row a label. */
  tableAt(row: number): SymbolTable | null;
  symbolAt(row: number): number;
  /** False where names alone decide, as a profile states no modules. */
  readonly usesModules: boolean;
  /** Rows that a mapping made, with every name that is theirs; empty without a mapping. */
  readonly mapped: ReadonlyMap<number, MappedRow>;
  readonly notes: readonly Diagnostic[];
}

/** A row to which a mapping gave several names. */
export interface MappedRow {
  /** Every name that may count in the row: the fold's members and what substitutions turned into its name. */
  readonly names: ReadonlySet<string>;
  /** Whether its names are parts that exist side by side (a=b+c), so that an absent one may hide counts; a renaming's do not. */
  readonly adds: boolean;
  /** Which of them each profile lists, in the order of the alignment's profiles. */
  readonly listed: readonly ReadonlySet<string>[];
}

/**
 * Puts the first measure of each profile on common rows, by module and name bytes, never by address. Profiles that
 * share one symbol table are aligned by index: its names are hashed once.
 *
 * Where one profile states modules and another states none, names alone decide, and a name that stands in several modules
 * is one row with their sum: the profile without modules cannot but have added them up already.
 */
export function alignProfiles(profiles: readonly Profile[], mapping: SymbolMapping = []): Alignment {
  const flat = profiles.map((profile) => countSymbols(profile));
  const notes: Diagnostic[] = [];
  const usesModules = agreeOnModules(profiles, notes);
  const rows = new RowNames(mapping, !usesModules);
  const rowsOf = profiles.map(({ symbols }, p) => rows.assign(symbols, flat[p]));
  const mapped = new Map(
    [...rows.mappedRows].map(([row, { names, adds }]) => [
      row,
      { names, adds, listed: profiles.map(() => new Set<string>()) },
    ]),
  );
  const aligned = profiles.map((profile, p) => {
    const columns = addUp(profile, flat[p], rowsOf[p], rows.length, mapped);
    for (let i = 0; mapped.size > 0 && i < profile.symbols.length; i++) {
      if (rowsOf[p][i] >= 0) mapped.get(rowsOf[p][i])?.listed[p].add(profile.symbols.name.at(i));
    }
    if (columns.duplicates > 0) {
      notes.push({
        code: "align/duplicate-name",
        message:
          `${profile.provenance.path} has ${columns.duplicates} further symbols of a name that it lists already ` +
          `${usesModules ? "" : "in another module "}(such as ${rows.nameAt(columns.firstDuplicate)}); their counts were added up`,
      });
    }
    return columns;
  });
  notes.push(...noteUnmatched(mapping, rows.unusedMappings(), profiles));
  return {
    length: rows.length,
    profiles,
    aligned,
    nameAt: (row) => rows.nameAt(row),
    moduleAt: (row) => rows.moduleAt(row),
    tableAt: (row) => rows.tableAt(row),
    symbolAt: (row) => rows.symbolAt(row),
    usesModules,
    mapped,
    notes,
  };
}

/** A source that knows no modules cannot disagree about them: then names alone decide. */
function agreeOnModules(profiles: readonly Profile[], notes: Diagnostic[]): boolean {
  const details = profiles.map(tellModules);
  const least = Math.min(...details);
  if (details.every((detail) => detail === least)) return true;
  const { path } = profiles[details.indexOf(least)].provenance;
  notes.push({
    code: "align/module-unknown",
    message: `${path} states no modules${least === NO_MODULES ? "" : ", only kernel or not"}: symbols are matched by name alone`,
  });
  return false;
}

const NO_MODULES = 0;

/** How much a profile says of modules: nothing, only the marks of folded stacks (kernel, inlined, JIT), or their names. */
function tellModules({ symbols: { module, moduleNames } }: Profile): number {
  const details = moduleNames.map((name) => (name === "" ? NO_MODULES : /^\[[kij]\]$/.test(name) ? 1 : 2));
  if (Math.max(...details) === NO_MODULES) return NO_MODULES;
  let most = NO_MODULES;
  for (let i = 0; i < module.length && most < 2; i++) most = Math.max(most, details[module[i]]);
  return most;
}

interface AddedUp extends AlignedCounts {
  /** Symbols with a count whose name stands in the profile already; a mapping's rows are meant to have several. */
  readonly duplicates: number;
  readonly firstDuplicate: number;
}

function addUp(
  { symbols }: Profile,
  { counts, low, high }: SymbolCounts,
  rowOf: Int32Array,
  length: number,
  mapped: ReadonlyMap<number, MappedRow>,
): AddedUp {
  if (length <= symbols.length && isInPlace(rowOf)) {
    return {
      counts: counts.subarray(0, length),
      low: low && low.subarray(0, length),
      high: high && high.subarray(0, length),
      symbol: rowOf.subarray(0, length),
      members: null,
      duplicates: 0,
      firstDuplicate: -1,
    };
  }
  const sums = new Float64Array(length);
  const lowSums = low && new Float64Array(length);
  const highSums = high && new Float64Array(length);
  const symbol = new Int32Array(length).fill(-1);
  let members: Uint32Array | null = null;
  let duplicates = 0;
  let firstDuplicate = -1;
  for (let i = 0; i < rowOf.length; i++) {
    const row = rowOf[i];
    if (row < 0) continue;
    if (symbol[row] < 0) {
      symbol[row] = i;
    } else if (counts[i] > 0) {
      members ??= countMembers(counts, rowOf, length);
      if (!mapped.has(row) && duplicates++ === 0) firstDuplicate = row;
    }
    sums[row] += counts[i];
    if (lowSums !== null && low !== null) lowSums[row] += low[i];
    if (highSums !== null && high !== null) highSums[row] += high[i];
  }
  return { counts: sums, low: lowSums, high: highSums, symbol, members, duplicates, firstDuplicate };
}

/** Whether each symbol that has a row has that of its own number: then the profile's columns are those of the rows. */
function isInPlace(rowOf: Int32Array): boolean {
  for (let i = 0; i < rowOf.length; i++) if (rowOf[i] >= 0 && rowOf[i] !== i) return false;
  return true;
}

function countMembers(counts: Float64Array, rowOf: Int32Array, length: number): Uint32Array {
  const members = new Uint32Array(length);
  for (let i = 0; i < rowOf.length; i++) if (rowOf[i] >= 0 && counts[i] > 0) members[rowOf[i]]++;
  return members;
}

import type { SymbolCounts } from "../model/symbol-counts.ts";
import type { SymbolTable } from "../model/symbol-table.ts";
import { type IndexedTable, NameIndex } from "./name-index.ts";
import { mapName, type SymbolMapping } from "./symbol-mapping.ts";

/** Gives rows to names; a row remembers where its name stands, so that no string is made before somebody asks. */
export class RowNames {
  readonly #mapping: SymbolMapping;
  readonly #ignoresModules: boolean;
  readonly #moduleNumbers = new Map<string, number>();
  readonly #names = new NameIndex();
  readonly #tables: IndexedTable[] = [];
  readonly #rowsOfTable = new Map<SymbolTable, Int32Array>();
  /** Row of each name, and the first name of each row; null without a mapping, as then they are the same. */
  readonly #rows: { readonly ofName: number[]; readonly nameOf: number[] } | null;
  readonly #rowOfLabel = new Map<string, number>();
  readonly #labels = new Map<number, string>();
  readonly #mappedRows = new Map<number, { names: Set<string>; adds: boolean }>();
  readonly #used = new Set<string>();

  constructor(mapping: SymbolMapping, ignoresModules: boolean) {
    this.#mapping = mapping;
    this.#ignoresModules = ignoresModules;
    this.#rows = mapping.length === 0 ? null : { ofName: [], nameOf: [] };
  }

  get length(): number {
    return this.#rows?.nameOf.length ?? this.#names.length;
  }

  nameAt(row: number): string {
    return this.#labels.get(row) ?? this.#tableOf(row).name.at(this.symbolAt(row));
  }

  tableAt(row: number): SymbolTable | null {
    return this.#labels.size > 0 && this.#labels.has(row) ? null : this.#tableOf(row);
  }

  symbolAt(row: number): number {
    return this.#names.symbolAt(this.#rows?.nameOf[row] ?? row);
  }

  moduleAt(row: number): string {
    const table = this.#tableOf(row);
    return table.moduleNames[table.module[this.symbolAt(row)]];
  }

  /** Returns the row of each symbol that has a count; -1 for the others. */
  assign(symbols: SymbolTable, { counts, high }: SymbolCounts): Int32Array {
    let rows = this.#rowsOfTable.get(symbols);
    if (rows === undefined) {
      rows = new Int32Array(symbols.length).fill(-1);
      this.#rowsOfTable.set(symbols, rows);
      this.#tables.push({ symbols, modules: symbols.moduleNames.map((name) => this.#numberModule(name)) });
    }
    const index = this.#tables.findIndex((table) => table.symbols === symbols);
    const table = this.#tables[index];
    this.#names.begin(table, symbols.length);
    const first = this.#tables[0];
    const rowsOfFirst = this.#rowsOfTable.get(first.symbols) ?? rows;
    const upper = high ?? counts;
    // Two profiles of one kernel mostly list the same: then no name need be looked at alone.
    const isSame = index > 0 && nameTheSame(first, table);
    if (isSame && takeSameRows(rows, upper, rowsOfFirst) === 0) return rows;
    if (index === 0 && this.#rows === null) this.#assignFirst(rows, upper);
    else this.#assignNamed(rows, upper, table, index === 0 ? null : new Follower(first, rowsOfFirst, table));
    return rows;
  }

  /** Assigns rows to the symbols of the first table, without a mapping. */
  #assignFirst(rows: Int32Array, upper: Float64Array): void {
    const names = this.#names;
    for (let i = 0; i < rows.length; i++) if (rows[i] < 0 && upper[i] !== 0) rows[i] = names.intern(i);
  }

  /** Assigns rows to the symbols of a table that have none. */
  #assignNamed(rows: Int32Array, upper: Float64Array, table: IndexedTable, follow: Follower | null): void {
    const names = this.#names;
    const first = this.#tables[0];
    for (let i = 0; i < rows.length; i++) {
      if (rows[i] >= 0 || upper[i] === 0) continue;
      if (follow !== null && (rows[i] = follow.next(i)) >= 0) continue;
      const name = names.intern(i);
      const row = this.#rows === null ? name : this.#rowOfMapped(name, table, i);
      rows[i] = row;
      const known = this.#rows?.nameOf[row] ?? row;
      if (follow !== null && names.tableAt(known) === first) follow.goBehind(names.symbolAt(known));
    }
  }

  /** The rows that a mapping made or added to, each with every name that counts in it. */
  get mappedRows(): ReadonlyMap<number, { readonly names: ReadonlySet<string>; readonly adds: boolean }> {
    return this.#mappedRows;
  }

  unusedMappings(): string[] {
    return this.#mapping.filter(({ text }) => !this.#used.has(text)).map(({ text }) => text);
  }

  #tableOf(row: number): SymbolTable {
    return this.#names.tableAt(this.#rows?.nameOf[row] ?? row).symbols;
  }

  #numberModule(name: string): number {
    const key = this.#ignoresModules ? "" : name;
    const known = this.#moduleNumbers.get(key);
    if (known !== undefined) return known;
    this.#moduleNumbers.set(key, this.#moduleNumbers.size);
    return this.#moduleNumbers.size - 1;
  }

  /** Finds or makes the row to which the mapping sends a name, which is a row of its own name where none applies. */
  #rowOfMapped(id: number, { symbols, modules }: IndexedTable, symbol: number): number {
    const { ofName, nameOf } = this.#rows ?? { ofName: [], nameOf: [] };
    if (id < ofName.length) return ofName[id];
    const name = symbols.name.at(symbol);
    const { label, fold, used } = mapName(name, this.#mapping);
    for (const text of used) this.#used.add(text);
    const key = `${modules[symbols.module[symbol]]}\0${label}`;
    let row = this.#rowOfLabel.get(key);
    if (row === undefined) {
      row = nameOf.push(id) - 1;
      this.#rowOfLabel.set(key, row);
      this.#labels.set(row, label);
      if (fold !== null) this.#mappedRows.set(row, { names: new Set(fold.members), adds: true });
    }
    ofName.push(row);
    const mapped = this.#mappedRows.get(row);
    if (mapped !== undefined) mapped.names.add(name);
    else if (name !== label) this.#mappedRows.set(row, { names: new Set([label, name]), adds: false });
    return row;
  }
}

/**
 * Walks along the first table while another is read: listings of one program mostly have one order, so the next name
 * is mostly the one behind the last that was found, and comparing bytes costs a fifth of hashing them.
 */
class Follower {
  readonly #first: IndexedTable;
  readonly #rows: Int32Array;
  readonly #table: IndexedTable;
  #symbol = 0;

  constructor(first: IndexedTable, rows: Int32Array, table: IndexedTable) {
    this.#first = first;
    this.#rows = rows;
    this.#table = table;
  }

  goBehind(symbol: number): void {
    this.#symbol = symbol + 1;
  }

  /** Returns the row of the next symbol that has one, if its name is that of `symbol` of the other table; else -1. */
  next(symbol: number): number {
    const { symbols, modules } = this.#first;
    const rows = this.#rows;
    let at = this.#symbol;
    while (at < rows.length && rows[at] < 0) at++;
    this.#symbol = at;
    if (at === rows.length) return -1;
    const { bytes, offsets } = symbols.name;
    const table = this.#table;
    const other = table.symbols.name;
    const start = offsets[at];
    const length = offsets[at + 1] - start;
    const from = other.offsets[symbol];
    if (other.offsets[symbol + 1] - from !== length) return -1;
    if (modules[symbols.module[at]] !== table.modules[table.symbols.module[symbol]]) return -1;
    const otherBytes = other.bytes;
    for (let i = 0; i < length; i++) if (bytes[start + i] !== otherBytes[from + i]) return -1;
    this.#symbol = at + 1;
    return rows[at];
  }
}

/** Takes the rows of a table with the same names for the symbols that have a count and no row; returns how many then have none. */
function takeSameRows(rows: Int32Array, upper: Float64Array, others: Int32Array): number {
  let without = 0;
  for (let i = 0; i < rows.length; i++) {
    if (rows[i] >= 0 || upper[i] === 0) continue;
    rows[i] = others[i];
    if (rows[i] < 0) without++;
  }
  return without;
}

/** Whether each symbol of one table has the name and the module of its number in the other. */
function nameTheSame(one: IndexedTable, other: IndexedTable): boolean {
  const { name, module } = one.symbols;
  const { name: otherName, module: otherModule } = other.symbols;
  return (
    one.modules.length === other.modules.length &&
    one.modules.every((number, i) => number === other.modules[i]) &&
    haveSameBytes(name.offsets, otherName.offsets) &&
    haveSameBytes(name.bytes, otherName.bytes) &&
    haveSameBytes(module, otherModule)
  );
}

function haveSameBytes(one: Uint8Array | Uint32Array, other: Uint8Array | Uint32Array): boolean {
  if (one.buffer === other.buffer && one.byteOffset === other.byteOffset) return one.length === other.length;
  const [a, b] = [one, other].map((column) =>
    Buffer.from(column.buffer, column.byteOffset, column.byteLength),
  );
  return a.equals(b);
}

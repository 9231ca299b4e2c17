import { GrowingIndices } from "../model/growing-columns.ts";
import type { SymbolCounts } from "../model/symbol-counts.ts";
import type { SymbolTable } from "../model/symbol-table.ts";
import { TextInterner } from "../model/text-interner.ts";
import { mapName, type SymbolMapping } from "./symbol-mapping.ts";

/** Gives rows to names; a row remembers where its name stands, so that no string is made before somebody asks. */
export class RowNames {
  readonly #mapping: SymbolMapping;
  readonly #ignoresModules: boolean;
  readonly #modules = new Map<string, ModuleRows>();
  readonly #tables: SymbolTable[] = [];
  readonly #rowsOfTable = new Map<SymbolTable, Int32Array>();
  readonly #tableOfRow = new GrowingIndices();
  readonly #symbolOfRow = new GrowingIndices();
  readonly #labels = new Map<number, string>();
  readonly #mappedRows = new Map<number, { names: Set<string>; adds: boolean }>();
  readonly #used = new Set<string>();

  constructor(mapping: SymbolMapping, ignoresModules: boolean) {
    this.#mapping = mapping;
    this.#ignoresModules = ignoresModules;
  }

  get length(): number {
    return this.#tableOfRow.length;
  }

  nameAt(row: number): string {
    return (
      this.#labels.get(row) ?? this.#tables[this.#tableOfRow.get(row)].name.at(this.#symbolOfRow.get(row))
    );
  }

  tableAt(row: number): SymbolTable | null {
    return this.#labels.size > 0 && this.#labels.has(row) ? null : this.#tables[this.#tableOfRow.get(row)];
  }

  symbolAt(row: number): number {
    return this.#symbolOfRow.get(row);
  }

  moduleAt(row: number): string {
    const table = this.#tables[this.#tableOfRow.get(row)];
    return table.moduleNames[table.module[this.#symbolOfRow.get(row)]];
  }

  /** Returns the row of each symbol that has a count; -1 for the others. */
  assign(table: SymbolTable, { counts, high }: SymbolCounts): Int32Array {
    let rows = this.#rowsOfTable.get(table);
    if (rows === undefined) {
      rows = new Int32Array(table.length).fill(-1);
      this.#rowsOfTable.set(table, rows);
      this.#tables.push(table);
    }
    const tableIndex = this.#tables.indexOf(table);
    const expected = table.moduleNames.length === 1 ? table.length : 0;
    const moduleRows = table.moduleNames.map((name) => this.#module(name, expected));
    const { bytes, offsets } = table.name;
    const follow = new Follower(this.#tables[0], this.#rowsOfTable, (name) => this.#module(name));
    for (let i = 0; i < table.length; i++) {
      if (rows[i] >= 0 || (high === null ? counts[i] === 0 : high[i] === 0)) continue;
      const module = moduleRows[table.module[i]];
      if (tableIndex > 0) {
        rows[i] = follow.next(bytes, offsets[i], offsets[i + 1], module);
        if (rows[i] >= 0) continue;
      }
      const id = module.names.intern(bytes, offsets[i], offsets[i + 1]);
      if (id === module.rows.length) {
        module.rows.push(
          this.#mapping.length === 0 ? this.#newRow(tableIndex, i) : this.#rowOfMapped(module, tableIndex, i),
        );
      }
      rows[i] = module.rows.get(id);
      if (this.#tableOfRow.get(rows[i]) === 0) follow.goBehind(this.#symbolOfRow.get(rows[i]));
    }
    return rows;
  }

  /** The rows that a mapping made or added to, each with every name that counts in it. */
  get mappedRows(): ReadonlyMap<number, { readonly names: ReadonlySet<string>; readonly adds: boolean }> {
    return this.#mappedRows;
  }

  unusedMappings(): string[] {
    return this.#mapping.filter(({ text }) => !this.#used.has(text)).map(({ text }) => text);
  }

  #module(name: string, expected = 0): ModuleRows {
    const key = this.#ignoresModules ? "" : name;
    let module = this.#modules.get(key);
    if (module === undefined) {
      module = { names: new TextInterner(expected), rows: new GrowingIndices(), rowOfLabel: new Map() };
      this.#modules.set(key, module);
    }
    return module;
  }

  #newRow(table: number, symbol: number): number {
    this.#tableOfRow.push(table);
    this.#symbolOfRow.push(symbol);
    return this.#tableOfRow.length - 1;
  }

  /** Finds or makes the row to which the mapping sends a name, which is a row of its own name where none applies. */
  #rowOfMapped(module: ModuleRows, table: number, symbol: number): number {
    const name = this.#tables[table].name.at(symbol);
    const { label, fold, used } = mapName(name, this.#mapping);
    for (const text of used) this.#used.add(text);
    let row = module.rowOfLabel.get(label);
    if (row === undefined) {
      row = this.#newRow(table, symbol);
      module.rowOfLabel.set(label, row);
      this.#labels.set(row, label);
      if (fold !== null) this.#mappedRows.set(row, { names: new Set(fold.members), adds: true });
    }
    const mapped = this.#mappedRows.get(row);
    if (mapped !== undefined) mapped.names.add(name);
    else if (name !== label) this.#mappedRows.set(row, { names: new Set([label, name]), adds: false });
    return row;
  }
}

/** The rows of one module: row of each interned name, and row of each label that a mapping gave. */
interface ModuleRows {
  readonly names: TextInterner;
  readonly rows: GrowingIndices;
  readonly rowOfLabel: Map<string, number>;
}

/**
 * Walks along the first table while another is read: listings of one program mostly have one order, so the next name
 * is mostly the one behind the last that was found, and comparing bytes costs a fifth of hashing them.
 */
class Follower {
  readonly #table: SymbolTable;
  readonly #rows: Int32Array;
  readonly #modules: readonly ModuleRows[];
  #symbol = 0;

  constructor(
    table: SymbolTable,
    rowsOfTable: ReadonlyMap<SymbolTable, Int32Array>,
    moduleOf: (name: string) => ModuleRows,
  ) {
    this.#table = table;
    this.#rows = rowsOfTable.get(table) ?? new Int32Array(table.length).fill(-1);
    this.#modules = table.moduleNames.map(moduleOf);
  }

  goBehind(symbol: number): void {
    this.#symbol = symbol + 1;
  }

  /** Returns the row of the next symbol that has one, if it is the one asked for; else -1. */
  next(buffer: Uint8Array, start: number, end: number, module: ModuleRows): number {
    const { name, module: moduleOf, length } = this.#table;
    while (this.#symbol < length && this.#rows[this.#symbol] < 0) this.#symbol++;
    const symbol = this.#symbol;
    if (symbol === length || this.#modules[moduleOf[symbol]] !== module) return -1;
    const from = name.offsets[symbol];
    if (name.offsets[symbol + 1] - from !== end - start) return -1;
    for (let i = start, j = from; i < end; i++, j++) if (buffer[i] !== name.bytes[j]) return -1;
    this.#symbol = symbol + 1;
    return this.#rows[symbol];
  }
}

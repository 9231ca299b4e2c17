import { GrowingIndices } from "../model/growing-columns.ts";
import type { SymbolTable } from "../model/symbol-table.ts";

const INITIAL_SLOTS = 1024;

/** A symbol table, and the numbers of its modules, which are the same in all tables. */
export interface IndexedTable {
  readonly symbols: SymbolTable;
  readonly modules: readonly number[];
}

/**
 * Gives each distinct module and name of several symbol tables a number, in order of first sight. No name is copied: a
 * number remembers the table and the symbol in which it was first seen.
 *
 * Open addressing over a power-of-two table of (id + 1), at most two thirds full.
 */
export class NameIndex {
  readonly #symbolOf = new GrowingIndices();
  // Ids are given table by table: those from `first` on, up to the next, are of one.
  readonly #stretches: { readonly first: number; readonly table: IndexedTable }[] = [];
  #slots: Int32Array = new Int32Array(INITIAL_SLOTS);

  get length(): number {
    return this.#symbolOf.length;
  }

  /** Begins with the symbols of a table, of which `expected` are new at most. */
  begin(table: IndexedTable, expected: number): void {
    this.#stretches.push({ first: this.length, table });
    // Most tables of a comparison list what the first one does; what they add makes the index grow.
    if (this.length > 0) return;
    this.#symbolOf.reserve(expected);
    this.#reserve(expected);
  }

  /** Returns the number of a symbol of the table that was begun last, a new one (equal to the old length) at first sight. */
  intern(symbol: number): number {
    const { table } = this.#stretches[this.#stretches.length - 1];
    const { bytes, offsets } = table.symbols.name;
    const module = table.modules[table.symbols.module[symbol]];
    const start = offsets[symbol];
    const end = offsets[symbol + 1];
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hashName(bytes, start, end, module) & mask;
    for (let found: number; (found = slots[slot]) !== 0; slot = (slot + 1) & mask) {
      if (this.#equals(found - 1, bytes, start, end, module)) return found - 1;
    }
    const id = this.length;
    this.#symbolOf.push(symbol);
    slots[slot] = id + 1;
    if (this.length * 3 > slots.length * 2) this.#reserve(this.length * 2);
    return id;
  }

  tableAt(id: number): IndexedTable {
    const stretches = this.#stretches;
    let i = stretches.length - 1;
    while (i > 0 && stretches[i].first > id) i--;
    return stretches[i].table;
  }

  symbolAt(id: number): number {
    return this.#symbolOf.get(id);
  }

  #equals(id: number, bytes: Uint8Array, start: number, end: number, module: number): boolean {
    const { symbols, modules } = this.tableAt(id);
    const symbol = this.#symbolOf.get(id);
    const { name } = symbols;
    const from = name.offsets[symbol];
    if (name.offsets[symbol + 1] - from !== end - start || modules[symbols.module[symbol]] !== module)
      return false;
    const other = name.bytes;
    for (let i = start, j = from; i < end; i++, j++) if (bytes[i] !== other[j]) return false;
    return true;
  }

  /** Makes room for so many names in all. */
  #reserve(names: number): void {
    let length = this.#slots.length;
    while (length * 2 < names * 3) length *= 2;
    if (length === this.#slots.length) return;
    const slots = new Int32Array(length);
    const mask = length - 1;
    for (let id = 0; id < this.length; id++) {
      const { symbols, modules } = this.tableAt(id);
      const symbol = this.#symbolOf.get(id);
      const { bytes, offsets } = symbols.name;
      const module = modules[symbols.module[symbol]];
      let slot = hashName(bytes, offsets[symbol], offsets[symbol + 1], module) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}

/** FNV-1a over 32 bits (Fowler, Noll, Vo), as in TextInterner; the module is hashed as a first byte. */
function hashName(bytes: Uint8Array, start: number, end: number, module: number): number {
  let hash = Math.imul(0x811c9dc5 ^ module, 0x01000193);
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return hash ^ (hash >>> 15);
}

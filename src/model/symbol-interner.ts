import { PairInterner } from "./pair-interner.ts";
import type { SymbolTable } from "./symbol-table.ts";
import { TextColumn } from "./text-column.ts";
import { TextInterner } from "./text-interner.ts";

/** Gives each distinct symbol, that is module and name, a number, in order of first sight. */
export class SymbolInterner {
  readonly #names = new TextInterner();
  readonly #symbols = new PairInterner();
  readonly #modules = new Map<string, number>([["", 0]]);

  get length(): number {
    return this.#symbols.length;
  }

  /** Returns the number of a module; "" (no module known) is 0. */
  internModule(name: string): number {
    const known = this.#modules.get(name);
    if (known !== undefined) return known;
    this.#modules.set(name, this.#modules.size);
    return this.#modules.size - 1;
  }

  /** Returns the number of the symbol named buffer[start .. end) in `module`. */
  intern(buffer: Uint8Array, start: number, end: number, module: number): number {
    return this.#symbols.intern(this.#names.intern(buffer, start, end), module);
  }

  /** Returns the number of the symbol with this name in `module`. */
  internString(name: string, module: number): number {
    return this.#symbols.intern(this.#names.internString(name), module);
  }

  /** Returns the number of a bare name, for a symbol whose module is not known yet. */
  internName(buffer: Uint8Array, start: number, end: number): number {
    return this.#names.intern(buffer, start, end);
  }

  /** Returns the number of the symbol with an interned name in `module`. */
  internNamed(name: number, module: number): number {
    return this.#symbols.intern(name, module);
  }

  /** Returns the module of a symbol. */
  moduleOf(symbol: number): number {
    return this.#symbols.second(symbol);
  }

  /** Returns the symbols so far, without addresses and sizes. */
  toTable(): SymbolTable {
    const { first, second } = this.#symbols.toColumns();
    return {
      length: this.length,
      name: pickTexts(this.#names.toColumn(), first),
      module: new Uint32Array(second.buffer),
      moduleNames: [...this.#modules.keys()],
      address: null,
      sizeLow: null,
      sizeHigh: null,
    };
  }
}

function pickTexts(column: TextColumn, ids: Int32Array): TextColumn {
  const offsets = new Uint32Array(ids.length + 1);
  let end = 0;
  for (let i = 0; i < ids.length; i++) {
    end += column.offsets[ids[i] + 1] - column.offsets[ids[i]];
    offsets[i + 1] = end;
  }
  const bytes = new Uint8Array(end);
  for (let i = 0; i < ids.length; i++) bytes.set(column.bytesAt(ids[i]), offsets[i]);
  return new TextColumn(bytes, offsets);
}

import { GrowingFloats, GrowingIndices } from "./growing-columns.ts";
import type { SymbolTable } from "./symbol-table.ts";
import { TextColumn } from "./text-column.ts";

/**
 * Collects the rows of a flat listing into columns, one symbol and one count a row, without an object a row:
 * names are copied as bytes, an address comes as its two 32-bit halves so that no bigint is made.
 */
export class ListingRows {
  #names = new Uint8Array(8192);
  readonly #nameEnds = new GrowingIndices();
  readonly #addressHalves = new GrowingIndices();
  readonly #modules = new GrowingIndices();
  readonly #moduleNames: string[] = [""];
  readonly #sizeLow = new GrowingFloats();
  readonly #sizeHigh = new GrowingFloats();
  readonly #counts = new GrowingFloats();
  readonly #lines = new GrowingIndices();
  #statesAddress = false;
  #statesSize = false;

  get length(): number {
    return this.#counts.length;
  }

  /** Adds a row named buffer[start .. end) with its count and input line; no module, no address, no size as yet. */
  addRow(buffer: Uint8Array, start: number, end: number, count: number, line: number): void {
    const from = this.length === 0 ? 0 : this.#nameEnds.get(this.length - 1);
    const to = from + (end - start);
    if (to > this.#names.length) {
      const grown = new Uint8Array(Math.max(to, this.#names.length * 2));
      grown.set(this.#names);
      this.#names = grown;
    }
    const names = this.#names;
    for (let i = start, j = from; i < end; i++, j++) names[j] = buffer[i];
    this.#nameEnds.push(to);
    this.#addressHalves.push(0xffff_ffff);
    this.#addressHalves.push(0xffff_ffff);
    this.#modules.push(0);
    this.#sizeLow.push(0);
    this.#sizeHigh.push(Infinity);
    this.#lines.push(line);
    this.#counts.push(count);
  }

  /** States the start address of the last row as its high and low 32 bits. */
  setAddress(high: number, low: number): void {
    this.#addressHalves.set(this.length * 2 - 2, low);
    this.#addressHalves.set(this.length * 2 - 1, high);
    this.#statesAddress = true;
  }

  /** States the size of the last row in bytes, as an interval. */
  setSize(low: number, high: number): void {
    this.#sizeLow.set(this.length - 1, low);
    this.#sizeHigh.set(this.length - 1, high);
    this.#statesSize = true;
  }

  /** States the module of the last row. */
  setModule(name: string): void {
    let index = this.#moduleNames.indexOf(name);
    if (index < 0) index = this.#moduleNames.push(name) - 1;
    this.#modules.set(this.length - 1, index);
  }

  /** Adds every row of another listing. */
  addAll(other: ListingRows): void {
    const { symbols, counts, line } = other.toColumns();
    const { name, module, moduleNames, address, sizeLow, sizeHigh } = symbols;
    for (let i = 0; i < symbols.length; i++) {
      this.addRow(name.bytes, name.offsets[i], name.offsets[i + 1], counts[i], line[i]);
      if (moduleNames[module[i]] !== "") this.setModule(moduleNames[module[i]]);
      if (address !== null) this.setAddress(Number(address[i] >> 32n), Number(address[i] & 0xffff_ffffn));
      if (sizeLow !== null && sizeHigh !== null) this.setSize(sizeLow[i], sizeHigh[i]);
    }
  }

  /** Returns the columns so far: the symbols, and count and line of each row. */
  toColumns(): { symbols: SymbolTable; counts: Float64Array; line: Uint32Array } {
    const offsets = new Uint32Array(this.length + 1);
    offsets.set(this.#nameEnds.toArray(), 1);
    return {
      symbols: {
        length: this.length,
        name: new TextColumn(this.#names.slice(0, offsets[this.length]), offsets),
        module: this.#modules.toArray(),
        moduleNames: this.#moduleNames,
        address: this.#statesAddress ? addressColumn(this.#addressHalves.toArray()) : null,
        sizeLow: this.#statesSize ? this.#sizeLow.toArray() : null,
        sizeHigh: this.#statesSize ? this.#sizeHigh.toArray() : null,
      },
      counts: this.#counts.toArray(),
      line: this.#lines.toArray(),
    };
  }
}

// The halves lie low word first, as every engine that Node runs on is little-endian but for s390x, where a view
// over the same bytes would swap them; there the column is put together number by number.
function addressColumn(halves: Uint32Array): BigUint64Array {
  const column = new BigUint64Array(halves.buffer, halves.byteOffset, halves.length / 2);
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] === 1) return column;
  return BigUint64Array.from(column, (_, i) => (BigInt(halves[2 * i + 1]) << 32n) | BigInt(halves[2 * i]));
}

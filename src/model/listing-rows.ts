import { FollowingColumn } from "./following-column.ts";
import { GrowingFloats, GrowingIndices } from "./growing-columns.ts";
import { NO_ADDRESS, type SymbolTable } from "./symbol-table.ts";
import { TextColumn } from "./text-column.ts";

/** Many rows at once, one entry a row. */
export interface RowBatch {
  /** The bytes of all names, one behind the other. */
  readonly names: Uint8Array;
  /** Where each name ends, counted from the first byte of the listing's first name (`nameBytes` before them). */
  readonly nameEnds: Uint32Array;
  readonly counts: Float64Array;
  readonly lines: Uint32Array;
  /** Two words a row, the low one first; null where the rows state no addresses. */
  readonly addresses: Uint32Array | null;
}

/** Columns of another listing, which this one may be equal to: then they are shared. */
export interface AlikeColumns {
  readonly name: TextColumn;
  readonly line: Uint32Array;
}

const NO_ADDRESS_HALF = Number(NO_ADDRESS & 0xffff_ffffn);

/**
 * Collects the rows of a flat listing into columns, one symbol and one count a row, without an object a row:
 * names are copied as bytes, an address comes as its two 32-bit halves so that no bigint is made. What no row states
 * has no column: memory that is touched for the first time costs more than reading the row.
 */
export class ListingRows {
  readonly #names: FollowingColumn<Uint8Array>;
  readonly #offsets: FollowingColumn<Uint32Array>;
  readonly #counts = new GrowingFloats();
  readonly #lines: FollowingColumn<Uint32Array>;
  readonly #moduleNames: string[] = [""];
  // Columns that begin with the first row that states something; the rows before it get what says nothing.
  #addressHalves: GrowingIndices | null = null;
  #modules: GrowingIndices | null = null;
  #sizeLow: GrowingFloats | null = null;
  #sizeHigh: GrowingFloats | null = null;

  constructor(alike: AlikeColumns | null = null) {
    this.#names = new FollowingColumn((length) => new Uint8Array(length), alike?.name.bytes);
    this.#offsets = new FollowingColumn((length) => new Uint32Array(length), alike?.name.offsets);
    this.#lines = new FollowingColumn((length) => new Uint32Array(length), alike?.line);
    this.#offsets.push(0);
  }

  get length(): number {
    return this.#counts.length;
  }

  /** Bytes of all names so far. */
  get nameBytes(): number {
    return this.#names.length;
  }

  /** Makes room for so many rows in all, with names like those that are here. */
  expect(rows: number): void {
    this.#offsets.reserve(rows + 1);
    this.#counts.reserve(rows);
    this.#lines.reserve(rows);
    this.#addressHalves?.reserve(rows * 2);
    if (this.length > 0) this.#names.reserve(Math.ceil((this.nameBytes * rows) / this.length));
  }

  /** Adds a row named buffer[start .. end) with its count and input line; no module, no address, no size as yet. */
  addRow(buffer: Uint8Array, start: number, end: number, count: number, line: number): void {
    this.#names.appendFew(buffer, start, end);
    this.#offsets.push(this.nameBytes);
    this.#lines.push(line);
    this.#counts.push(count);
  }

  /** Adds many rows, without modules and sizes. */
  addBatch({ names, nameEnds, counts, lines, addresses }: RowBatch): void {
    this.#names.append(names);
    if (addresses !== null) {
      this.#addressHalves ??= new GrowingIndices();
      padIndices(this.#addressHalves, this.length * 2, NO_ADDRESS_HALF);
      this.#addressHalves.append(addresses);
    }
    this.#offsets.append(nameEnds);
    this.#lines.append(lines);
    this.#counts.append(counts);
  }

  /** States the start address of the last row as its high and low 32 bits. */
  setAddress(high: number, low: number): void {
    this.#addressHalves ??= new GrowingIndices();
    padIndices(this.#addressHalves, this.length * 2 - 2, NO_ADDRESS_HALF);
    this.#addressHalves.push(low);
    this.#addressHalves.push(high);
  }

  /** States the size of the last row in bytes, as an interval. */
  setSize(low: number, high: number): void {
    this.#sizeLow ??= new GrowingFloats();
    this.#sizeHigh ??= new GrowingFloats();
    padFloats(this.#sizeLow, this.length - 1, 0);
    padFloats(this.#sizeHigh, this.length - 1, Infinity);
    this.#sizeLow.push(low);
    this.#sizeHigh.push(high);
  }

  /** States the module of the last row. */
  setModule(name: string): void {
    let index = this.#moduleNames.indexOf(name);
    if (index < 0) index = this.#moduleNames.push(name) - 1;
    this.#modules ??= new GrowingIndices();
    padIndices(this.#modules, this.length - 1, 0);
    this.#modules.push(index);
  }

  /** Adds every row of another listing, which is used up. */
  addAll(other: ListingRows): void {
    const { symbols, counts, line } = other.takeColumns();
    const { name, module, moduleNames, address, sizeLow, sizeHigh } = symbols;
    for (let i = 0; i < symbols.length; i++) {
      this.addRow(name.bytes, name.offsets[i], name.offsets[i + 1], counts[i], line[i]);
      if (moduleNames[module[i]] !== "") this.setModule(moduleNames[module[i]]);
      if (address !== null && address[i] !== NO_ADDRESS)
        this.setAddress(Number(address[i] >> 32n), Number(address[i] & 0xffff_ffffn));
      if (sizeLow !== null && sizeHigh !== null) this.setSize(sizeLow.at(i) ?? 0, sizeHigh.at(i) ?? Infinity);
    }
  }

  /** Returns the columns: the symbols, and count and line of each row. Nothing may be added any more. */
  takeColumns(): { symbols: SymbolTable; counts: Float64Array; line: Uint32Array } {
    const { length } = this;
    if (this.#addressHalves !== null) padIndices(this.#addressHalves, length * 2, NO_ADDRESS_HALF);
    if (this.#modules !== null) padIndices(this.#modules, length, 0);
    if (this.#sizeLow !== null) padFloats(this.#sizeLow, length, 0);
    if (this.#sizeHigh !== null) padFloats(this.#sizeHigh, length, Infinity);
    return {
      symbols: {
        length,
        name: new TextColumn(this.#names.take(), this.#offsets.take()),
        module: this.#modules?.take() ?? noModules(length),
        moduleNames: this.#moduleNames,
        address: this.#addressHalves === null ? null : addressColumn(this.#addressHalves.take()),
        sizeLow: this.#sizeLow?.take() ?? null,
        sizeHigh: this.#sizeHigh?.take() ?? null,
      },
      counts: this.#counts.take(),
      line: this.#lines.take(),
    };
  }
}

/** The modules of rows that state none: all are number 0, and one column does for every listing. */
let zeros = new Uint32Array(0);

function noModules(length: number): Uint32Array {
  if (zeros.length < length) zeros = new Uint32Array(length);
  return zeros.subarray(0, length);
}

function padIndices(column: GrowingIndices, length: number, value: number): void {
  while (column.length < length) column.push(value);
}

function padFloats(column: GrowingFloats, length: number, value: number): void {
  while (column.length < length) column.push(value);
}

// The halves lie low word first, as every engine that Node runs on is little-endian but for s390x, where a view
// over the same bytes would swap them; there the column is put together number by number.
function addressColumn(halves: Uint32Array): BigUint64Array {
  const column = new BigUint64Array(halves.buffer, halves.byteOffset, halves.length / 2);
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] === 1) return column;
  return BigUint64Array.from(column, (_, i) => (BigInt(halves[2 * i + 1]) << 32n) | BigInt(halves[2 * i]));
}

import { GrowingFloats } from "../../model/growing-columns.ts";
import { ListingRows } from "../../model/listing-rows.ts";
import { ZcprofError } from "../../model/zcprof-error.ts";
import { readDecimal } from "../decimal.ts";
import { sizeFromLoad } from "../printed-load.ts";
import type { Columns, Field } from "./columns.ts";

const QUOTE = 39;
/** What a spreadsheet runs as a formula; writers put a ' before it, and before a ' too so that it can be taken off again. */
const FORMULA_STARTS = new Set(Buffer.from("=+-@\t\r'"));
const ADDRESS = /^(?:0x)?([0-9a-f]{1,16})$/i;
const LOAD = /^(\d{1,11})\.(\d{1,9})$/;

/** The rows of one profile of a table, with a count's bounds where the table states them. */
export class TableRows {
  readonly rows = new ListingRows();
  readonly low = new GrowingFloats();
  readonly high = new GrowingFloats();
  readonly title: string;
  /** True as soon as a count is not exact. */
  isBounded = false;
  readonly #columns: Columns;
  readonly #path: string;

  constructor(title: string, columns: Columns, path: string) {
    this.title = title;
    this.#columns = columns;
    this.#path = path;
  }

  /** Adds the record that ends on `line`. Throws a located parse error for a field that cannot be read. */
  addRecord(record: readonly Buffer[], line: number): void {
    const { rows } = this;
    const field = (name: Field): Buffer | null => {
      const index = this.#columns.get(name);
      return index === undefined || record[index].length === 0 ? null : record[index];
    };
    const number = (name: Field): number | null => {
      const bytes = field(name);
      return bytes === null ? null : this.#readNumber(bytes, name, line);
    };
    const name = readText(field("symbol") ?? Buffer.alloc(0));
    const ticks = number("ticks");
    if (ticks === null || ticks === Infinity)
      throw this.#unreadable("bad-count", "a count", "ticks", field("ticks"), line);
    const [low, high] = [number("ticks_min") ?? ticks, number("ticks_max") ?? ticks];
    if (!(low <= ticks && ticks <= high)) {
      throw this.#unreadable(
        "bad-bounds",
        `bounds around ${ticks}`,
        "ticks_min",
        Buffer.from(`${low} to ${high}`),
        line,
      );
    }
    rows.addRow(name, 0, name.length, ticks, line);
    this.low.push(low);
    this.high.push(high);
    if (low !== high) this.isBounded = true;

    const module = field("module");
    if (module !== null) rows.setModule(readText(module).toString());
    const address = field("address");
    if (address !== null) this.#setAddress(address, line);
    const size = number("size");
    const [sizeLow, sizeHigh] = [number("size_min") ?? size, number("size_max") ?? size];
    const load = field("load");
    if (sizeLow !== null || sizeHigh !== null) this.#setSize(sizeLow ?? 0, sizeHigh ?? Infinity, line);
    else if (load !== null && ticks > 0) this.#setSizeFromLoad(ticks, load);
  }

  #setAddress(bytes: Buffer, line: number): void {
    const match = ADDRESS.exec(bytes.toString("latin1"));
    if (match === null)
      throw this.#unreadable("bad-address", "a hexadecimal address", "address", bytes, line);
    const digits = match[1].padStart(16, "0");
    this.rows.setAddress(Number.parseInt(digits.slice(0, 8), 16), Number.parseInt(digits.slice(8), 16));
  }

  #setSize(low: number, high: number, line: number): void {
    if (low > high)
      throw this.#unreadable("bad-size", "a size", "size_min", Buffer.from(`${low} to ${high}`), line);
    this.rows.setSize(low, high);
  }

  // As many decimals as are printed say how exact it is; a load in full precision gives the size itself.
  #setSizeFromLoad(ticks: number, bytes: Buffer): void {
    const match = LOAD.exec(bytes.toString("latin1"));
    const size =
      match === null ? null : sizeFromLoad(ticks, Number(match[1] + match[2]), 10 ** match[2].length);
    if (size !== null) this.rows.setSize(size.low, size.high);
  }

  #readNumber(bytes: Buffer, field: Field, line: number): number {
    if (bytes.toString("latin1") === "inf") return Infinity;
    const value = readDecimal(bytes, 0, bytes.length);
    if (Number.isNaN(value))
      throw this.#unreadable(
        field === "ticks" ? "bad-count" : "bad-number",
        "a number of 0 or more",
        field,
        bytes,
        line,
      );
    return value;
  }

  #unreadable(
    reason: string,
    expected: string,
    field: Field,
    found: Buffer | null,
    line: number,
  ): ZcprofError {
    const shown = found === null ? "nothing" : JSON.stringify(found.toString());
    return new ZcprofError("parse", {
      code: `csv/${reason}`,
      message: `expected ${expected} in the column of ${field}, found ${shown}`,
      hint: "numbers are written without units and without separators of thousands",
      location: { path: this.#path, line },
    });
  }
}

/** Takes the ' off that a writer put before what a spreadsheet would run. */
export function readText(bytes: Buffer): Buffer {
  return bytes.length > 1 && bytes[0] === QUOTE && FORMULA_STARTS.has(bytes[1]) ? bytes.subarray(1) : bytes;
}

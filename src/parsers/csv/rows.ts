import { countTooLarge, MAX_COUNT } from "../../model/count-limit.ts";
import type { Location } from "../../model/diagnostic.ts";
import { GrowingFloats } from "../../model/growing-columns.ts";
import { ListingRows } from "../../model/listing-rows.ts";
import { ZcprofError } from "../../model/zcprof-error.ts";
import { readDecimalText } from "../decimal.ts";
import { decodeLatin1 } from "../latin1-text.ts";
import { sizeFromLoad } from "../printed-load.ts";
import type { Columns, Field } from "./columns.ts";
import type { Place } from "./records.ts";

/** What a spreadsheet runs as a formula; writers put a ' before it, and before a ' too so that it can be taken off again. */
const GUARDED = /^'[=+\-@\t\r']/;
const APOSTROPHE = 39;
const ADDRESS = /^(?:0x)?[0-9a-f]{1,16}$/i;
const LOAD = /^(\d{1,11})\.(\d{1,9})$/;

/** The rows of one profile of a table, with a count's bounds where the table states them. */
export class TableRows {
  readonly rows = new ListingRows();
  readonly low = new GrowingFloats();
  readonly high = new GrowingFloats();
  /** True as soon as a count is not exact. */
  isBounded = false;
  readonly #at: Readonly<Record<Field, number>>;
  readonly #modules = new Map<string, string>();
  #name = Buffer.alloc(256);

  constructor(columns: Columns) {
    this.#at = resolveColumns(columns);
  }

  /** Adds a row and returns its ticks. Throws a located parse error for a field that cannot be read. */
  add(fields: readonly string[], place: Place): number {
    const { rows } = this;
    const at = this.#at;
    const ticks = this.readTicks(fields, place);
    const low = this.#readBound(fields, "ticks_min", ticks, place);
    const high = this.#readBound(fields, "ticks_max", ticks, place);
    if (!(low <= ticks && ticks <= high)) {
      const found = JSON.stringify(`${low} to ${high}`);
      throw unreadable(
        "bad-bounds",
        `bounds around ${ticks}`,
        "ticks_min",
        found,
        place.locate(at.ticks_min),
      );
    }
    const text = readText(fields[at.symbol]);
    if (text.length > this.#name.length) this.#name = Buffer.alloc(text.length * 2);
    rows.addRow(this.#name, 0, this.#name.write(text, "latin1"), ticks, place.line);
    this.low.push(low);
    this.high.push(high);
    if (low !== high) this.isBounded = true;

    const module = at.module < 0 ? "" : fields[at.module];
    if (module !== "") rows.setModule(this.#readModule(module));
    const address = at.address < 0 ? "" : fields[at.address];
    if (address !== "") this.#setAddress(address, place);
    this.#setSize(fields, ticks, place);
    return ticks;
  }

  /** Reads the count of a row. */
  readTicks(fields: readonly string[], place: Place): number {
    const index = this.#at.ticks;
    const text = fields[index];
    const ticks = readDecimalText(text);
    if (ticks > MAX_COUNT) throw countTooLarge(text, place.locate(index));
    if (Number.isNaN(ticks)) {
      const [expected, found] =
        text === "" ? ["a count", "nothing"] : ["a number of 0 or more", JSON.stringify(decodeLatin1(text))];
      throw unreadable("bad-count", expected, "ticks", found, place.locate(index));
    }
    return ticks;
  }

  #readBound(fields: readonly string[], field: Field, ticks: number, place: Place): number {
    const index = this.#at[field];
    // Nearly all counts are exact, and then the three columns say the same.
    if (index < 0 || fields[index] === fields[this.#at.ticks]) return ticks;
    return this.#readNumber(fields, field, place) ?? ticks;
  }

  #readModule(text: string): string {
    let name = this.#modules.get(text);
    if (name === undefined) this.#modules.set(text, (name = decodeLatin1(readText(text))));
    return name;
  }

  #setAddress(text: string, place: Place): void {
    if (!ADDRESS.test(text)) {
      const found = JSON.stringify(decodeLatin1(text));
      const location = place.locate(this.#at.address);
      throw unreadable("bad-address", "a hexadecimal address", "address", found, location);
    }
    const digits = text[1] === "x" || text[1] === "X" ? text.slice(2) : text;
    const high = digits.length > 8 ? Number.parseInt(digits.slice(0, -8), 16) : 0;
    this.rows.setAddress(high, Number.parseInt(digits.slice(-8), 16));
  }

  #setSize(fields: readonly string[], ticks: number, place: Place): void {
    const size = this.#readNumber(fields, "size", place);
    const low = this.#readNumber(fields, "size_min", place) ?? size;
    const high = this.#readNumber(fields, "size_max", place) ?? size;
    if (low !== null || high !== null) {
      if ((low ?? 0) > (high ?? Infinity)) {
        const found = JSON.stringify(`${low} to ${high}`);
        throw unreadable("bad-size", "a size", "size_min", found, place.locate(this.#at.size_min));
      }
      this.rows.setSize(low ?? 0, high ?? Infinity);
      return;
    }
    const load = this.#at.load < 0 || ticks === 0 ? null : LOAD.exec(fields[this.#at.load]);
    if (load === null) return;
    // As many decimals as are printed say how exact it is; a load in full precision gives the size itself.
    const found = sizeFromLoad(ticks, Number(load[1] + load[2]), 10 ** load[2].length);
    if (found !== null) this.rows.setSize(found.low, found.high);
  }

  /** Returns null where the table has no such column or nothing in it. */
  #readNumber(fields: readonly string[], field: Field, place: Place): number | null {
    const index = this.#at[field];
    const text = index < 0 ? "" : fields[index];
    if (text === "") return null;
    if (text === "inf") return Infinity;
    const value = readDecimalText(text);
    if (!Number.isNaN(value)) return value;
    const found = JSON.stringify(decodeLatin1(text));
    throw unreadable("bad-number", "a number of 0 or more", field, found, place.locate(index));
  }
}

/** Takes the ' off that a writer put before what a spreadsheet would run. */
export function readText(text: string): string {
  return text.charCodeAt(0) === APOSTROPHE && GUARDED.test(text) ? text.slice(1) : text;
}

/** Makes the parse error of a field that holds something else than was expected. */
export function unreadable(
  reason: string,
  expected: string,
  field: Field,
  found: string,
  location: Location,
): ZcprofError {
  return new ZcprofError("parse", {
    code: `csv/${reason}`,
    message: `expected ${expected} in the column of ${field}, found ${found}`,
    hint: "numbers are written without units and without separators of thousands",
    location,
  });
}

/** Gives each field its place in a row, -1 where the table has none: a record is read without look-ups. */
function resolveColumns(columns: Columns): Readonly<Record<Field, number>> {
  const at = (field: Field): number => columns.get(field) ?? -1;
  return {
    symbol: at("symbol"),
    ticks: at("ticks"),
    ticks_min: at("ticks_min"),
    ticks_max: at("ticks_max"),
    module: at("module"),
    address: at("address"),
    size: at("size"),
    size_min: at("size_min"),
    size_max: at("size_max"),
    load: at("load"),
    profile: at("profile"),
    total: at("total"),
    coverage: at("coverage"),
  };
}

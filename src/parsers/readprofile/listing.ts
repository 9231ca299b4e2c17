import { decodeText } from "../../model/byte-text.ts";
import type { Location } from "../../model/diagnostic.ts";
import { GrowingFloats } from "../../model/growing-columns.ts";
import { type AlikeColumns, ListingRows } from "../../model/listing-rows.ts";
import { type SymbolTable, UNKNOWN_SYMBOL } from "../../model/symbol-table.ts";
import { sizeFromLoad } from "../printed-load.ts";
import type { Heading } from "./heading.ts";
import { LoadSizes } from "./load-sizes.ts";
import { Order } from "./order.ts";
import { type Layout, NO_LOAD, type Row } from "./row.ts";
import type { PrintedRun } from "./row-core.ts";

/** The total row of a listing. */
export interface TotalRow {
  /** In the language of the listing. */
  readonly name: string;
  readonly ticks: number;
  readonly load: number;
  readonly location: Location;
}

/** Rows that a note speaks of: how many, and the line of the first. */
export interface Tally {
  count: number;
  firstLine: number;
}

const TAB = 9;
const OPENING_BRACKET = 91;
const CLOSING_BRACKET = 93;

/** One listing while its lines are read. */
export class Listing {
  readonly rows: ListingRows;
  /** One entry a row: the load that tells its size, NO_LOAD where none does. */
  readonly #sizingLoads = new GrowingFloats();
  #statesSize = false;
  /** That of its first row with a layout; `*unknown*`, which sorts to the top, looks the same in all. */
  layout: Layout | "bins";
  readonly heading: Heading | null;
  /** Where it begins, for notes that concern the whole listing. */
  readonly firstLine: number;
  /** Ticks of all functions; `*unknown*` stands beside, as readprofile leaves it out of the total. */
  sum = 0;
  /** Functions so far. */
  functions = 0;
  unknownTicks: number | null = null;
  total: TotalRow | null = null;
  readonly byTicks = new Order();
  readonly byLoad = new Order();
  smallestTicks = Infinity;
  /** In ten-thousandths; Infinity while no row has a load. */
  smallestLoad = Infinity;
  hasEveryLoad = true;
  readonly extraColumns: Tally = { count: 0, firstLine: 0 };
  readonly oddLoads: Tally = { count: 0, firstLine: 0 };
  /** Lines of prose that belong to no listing, told with the one they stand at. */
  readonly prose: Tally & { firstText: string } = { count: 0, firstLine: 0, firstText: "" };

  /** `alike` are columns of another listing that these may be equal to. */
  constructor(
    layout: Layout | "bins",
    heading: Heading | null,
    firstLine: number,
    alike: AlikeColumns | null = null,
  ) {
    this.rows = new ListingRows(alike);
    this.layout = layout;
    this.heading = heading;
    this.firstLine = firstLine;
  }

  /** True when the total row came behind the functions, so that a further row begins another listing. */
  get endsInTotal(): boolean {
    return this.total !== null && !this.#goesOnAfterTotal;
  }
  #goesOnAfterTotal = false;

  /** True where a function just as the tool prints it only adds to what is known: no row of another kind is awaited. */
  get takesFunctions(): boolean {
    return this.layout !== "bins" && this.functions > 0 && (this.total === null || this.#goesOnAfterTotal);
  }

  /** Tells whether the row belongs to this listing, from where its total row stands in the order of the rows. */
  takes(row: Row): boolean {
    if (row.isUnknown && this.unknownTicks !== null) return false;
    if (this.total === null) return true;
    if (row.isTotal) return this.#holdsTotalFunction(row.ticks);
    if (this.#goesOnAfterTotal) return true;
    // Sorted downwards the total comes first. Sorted by load it stands somewhere inside.
    const isInside = row.isUnknown
      ? !this.byTicks.rises
      : this.sum < this.total.ticks &&
        !this.byTicks.continuesWith(this.total.ticks, this.total.ticks) &&
        this.byLoad.continuesWith(this.total.load, row.load);
    // `N *unknown*` before `0 total` and no function at all is a whole listing, of a profile without ticks.
    const isFirst = this.functions === 0 && (this.total.ticks > 0 || this.unknownTicks === null);
    if (isFirst || isInside) this.#goesOnAfterTotal = true;
    return this.#goesOnAfterTotal;
  }

  /** Takes the total row; one that came before it, which could be none, is a function of that name. */
  setTotal(total: TotalRow): void {
    this.#demoteTotal();
    this.total = total;
  }

  // Rows behind a total row that hold more than it were not added up in it; less do not tell, but where all fits.
  #holdsTotalFunction(ticks: number): boolean {
    const { total, sum } = this;
    if (total === null || !this.#goesOnAfterTotal || sum === total.ticks) return false;
    return sum > total.ticks ? sum + total.ticks <= ticks : sum + total.ticks === ticks;
  }

  /** Tells whether this listing's total row is a function, as `next`, which follows it at once, would end in `ticks` with it. */
  goesOnIn(next: Listing, ticks: number): boolean {
    const { total } = this;
    return total !== null && next.unknownTicks === null && this.sum + total.ticks + next.sum === ticks;
  }

  /** Takes over the functions of `next`; this listing's total row becomes one of them. */
  append(next: Listing): void {
    this.#demoteTotal();
    this.#sizingLoads.append(next.#sizingLoads.take());
    if (next.#statesSize) this.#statesSize = true;
    this.rows.addAll(next.rows);
    this.sum += next.sum;
    this.functions += next.functions;
    this.smallestTicks = Math.min(this.smallestTicks, next.smallestTicks);
  }

  // Only a listing without addresses has such a function; its rows are then in no order that bounds anything.
  #demoteTotal(): void {
    const { total } = this;
    if (total === null) return;
    const name = Buffer.from(total.name);
    const line = total.location.line ?? 0;
    this.rows.addRow(name, 0, name.length, total.ticks, line);
    this.#sizingLoads.push(this.#sizingLoad(total.ticks, total.load, line));
    if (total.load === NO_LOAD) this.hasEveryLoad = false;
    this.sum += total.ticks;
    this.functions += 1;
    this.smallestTicks = Math.min(this.smallestTicks, total.ticks);
    this.byTicks.lose();
    this.byLoad.lose();
    this.total = null;
    this.#goesOnAfterTotal = false;
  }

  /** Adds a function or `*unknown*`. */
  add(bytes: Uint8Array, row: Row, line: number): void {
    const { ticks, load } = row;
    const nameEnd = bytes[row.nameEnd - 1] === CLOSING_BRACKET ? endBeforeModule(bytes, row) : row.nameEnd;
    this.rows.addRow(bytes, row.nameStart, nameEnd, ticks, line);
    if (row.extraStart >= 0) count(this.extraColumns, line);
    this.#sizingLoads.push(row.isUnknown ? NO_LOAD : this.#sizingLoad(ticks, load, line));
    if (row.isUnknown) {
      this.unknownTicks = ticks;
      return;
    }
    if (nameEnd < row.nameEnd) this.rows.setModule(moduleOf(bytes, nameEnd, row.nameEnd));
    if (row.layout === "verbose" && !isNoAddress(row)) this.rows.setAddress(row.addressHigh, row.addressLow);
    this.sum += ticks;
    this.functions += 1;
    this.byTicks.add(ticks);
    if (ticks < this.smallestTicks) this.smallestTicks = ticks;
    if (load === NO_LOAD) {
      this.hasEveryLoad = false;
      return;
    }
    this.byLoad.add(load);
    if (load < this.smallestLoad) this.smallestLoad = load;
  }

  /** Adds functions that `takesFunctions` lets in. */
  addRun(run: PrintedRun): void {
    const { rows, ticksOrder, loadOrder, oddLoads } = run;
    this.rows.addBatch(rows);
    this.#sizingLoads.append(run.sizingLoads);
    if (run.sizedRows > 0) this.#statesSize = true;
    if (oddLoads.count > 0) count(this.oddLoads, oddLoads.firstLine, oddLoads.count);
    this.sum = run.sum;
    this.functions += rows.counts.length;
    this.byTicks.addRun(ticksOrder.last, ticksOrder.rises, ticksOrder.falls);
    this.byLoad.addRun(loadOrder.last, loadOrder.rises, loadOrder.falls);
    this.smallestTicks = Math.min(this.smallestTicks, run.leastTicks);
    this.smallestLoad = Math.min(this.smallestLoad, run.leastLoad);
  }

  /** Makes room for so many rows in all. */
  expect(rows: number): void {
    this.rows.expect(rows);
    this.#sizingLoads.reserve(rows);
  }

  /** Adds a function that `readprofile -b` lists by bins: no load, no address. */
  addBinned(name: Uint8Array, ticks: number, line: number): void {
    this.rows.addRow(name, 0, name.length, ticks, line);
    this.#sizingLoads.push(NO_LOAD);
    this.sum += ticks;
    this.functions += 1;
    this.byTicks.add(ticks);
    this.smallestTicks = Math.min(this.smallestTicks, ticks);
    this.hasEveryLoad = false;
  }

  /**
   * Takes over the total and `*unknown*` of another listing that has nothing else, as somebody put an empty line
   * before them; false where it has functions or this one has those rows already.
   */
  takesRest(rest: Listing): boolean {
    if (rest.functions > 0 || rest.heading !== null || rest.layout === "bins") return false;
    if (this.total !== null || (this.unknownTicks !== null && rest.unknownTicks !== null)) return false;
    this.total = rest.total;
    if (rest.unknownTicks !== null) {
      const name = new TextEncoder().encode(UNKNOWN_SYMBOL);
      this.rows.addRow(name, 0, name.length, rest.unknownTicks, rest.rows.takeColumns().line[0]);
      this.#sizingLoads.push(NO_LOAD);
      this.unknownTicks = rest.unknownTicks;
    }
    return true;
  }

  /** Returns the columns of all rows, with their sizes. Nothing may be added any more. */
  takeColumns(): { symbols: SymbolTable; counts: Float64Array; line: Uint32Array } {
    const columns = this.rows.takeColumns();
    if (!this.#statesSize) return columns;
    const { counts } = columns;
    const loads = this.#sizingLoads.take();
    const [sizeLow, sizeHigh] = [new LoadSizes(counts, loads, "low"), new LoadSizes(counts, loads, "high")];
    return { ...columns, symbols: { ...columns.symbols, sizeLow, sizeHigh } };
  }

  #sizingLoad(ticks: number, load: number, line: number): number {
    if (load === NO_LOAD || ticks === 0) return NO_LOAD;
    if (load !== Infinity && sizeFromLoad(ticks, load) === null) {
      // Somebody changed one of the two numbers; nothing is known of the size then.
      count(this.oddLoads, line);
      return NO_LOAD;
    }
    this.#statesSize = true;
    return load;
  }
}

/** Counts more rows of a tally, of which the first stands on `line`. */
export function count(tally: Tally, line: number, rows = 1): void {
  if (tally.count === 0) tally.firstLine = line;
  tally.count += rows;
}

// With a map made of /proc/kallsyms readprofile prints the module as part of the name: "tcp_foo\t[tcp_mod]".
function endBeforeModule(bytes: Uint8Array, row: Row): number {
  for (let i = row.nameEnd - 2; i > row.nameStart; i--) {
    if (bytes[i] === OPENING_BRACKET && bytes[i - 1] === TAB) return i - 1;
    if (bytes[i] === TAB) break;
  }
  return row.nameEnd;
}

function moduleOf(bytes: Uint8Array, nameEnd: number, end: number): string {
  return decodeText(bytes.subarray(nameEnd + 2, end - 1));
}

// What our own writer prints where a symbol has no address.
function isNoAddress({ addressHigh, addressLow }: Row): boolean {
  return addressHigh === 0xffff_ffff && addressLow === 0xffff_ffff;
}

import type { Location } from "../../model/diagnostic.ts";
import type { AlikeColumns } from "../../model/listing-rows.ts";
import { BinnedFunction } from "./binned-function.ts";
import { type BinLine, readBinHeader, readBinLine, SILENT_TOTAL } from "./bins.ts";
import { damage, lineDamage, looksLikeRow, rowDamage } from "./damage.ts";
import { endOfText, isBlank, skipQuotes } from "./line-edges.ts";
import { Listing } from "./listing.ts";
import { locateLine, type OtherLine } from "./other-line.ts";
import { Prose } from "./prose.ts";
import { emptyRow, type Layout, readPrintedRow, readTouchedRow } from "./row.ts";
import type { RowCore } from "./row-core.ts";
import { RowCounters } from "./row-counters.ts";

const LF = 10;

/** Lines that may stand between two rows of one listing before they count as prose between two listings. */
const MOST_BROKEN_LINES = 3;

/**
 * Finds the listings of a text. Rows as the tool prints them are read in one loop over the bytes; every other line
 * goes the slow way, as prose does.
 *
 * A listing ends at an empty line, at prose and behind its total row. A line that cannot be read between two rows
 * is damage, never prose.
 */
export class ListingScanner {
  readonly listings: Listing[] = [];
  readonly prose = new Prose();
  readonly #path: string;
  readonly #core: RowCore | null;
  readonly #alike: AlikeColumns | null;
  readonly #row = emptyRow();
  #line = 0;
  #lineStart = 0;
  #open: Listing | null = null;
  /** Lines behind the last row of the open listing that may be broken rows. */
  readonly #doubtful: OtherLine[] = [];
  /** True while only empty lines came behind the last listing. */
  #isAfterListing = false;
  /** The listing whose total row stands right above the open one, without an empty line or prose between. */
  #behind: Listing | null = null;
  #function: BinnedFunction | null = null;
  readonly #counters: RowCounters;

  /**
   * `core` reads runs of printed rows where the input lies in its room; without it all are read one by one. `alike` are columns
   * of another listing, which are shared where they are equal.
   */
  constructor(path: string, core: RowCore | null = null, alike: AlikeColumns | null = null) {
    this.#path = path;
    this.#counters = new RowCounters(path);
    this.#core = core;
    this.#alike = alike;
  }

  /** The first listing, also while it is read. */
  get firstListing(): Listing | null {
    return this.listings[0] ?? this.#open;
  }

  /** The listing whose rows are being read. */
  get openListing(): Listing | null {
    return this.#open;
  }

  /** Reads bytes[start .. end): whole lines, each ended by a line feed. Throws a located parse error at a broken row. */
  scan(bytes: Buffer, end: number, start = 0): void {
    const row = this.#row;
    const core = this.#core?.room === bytes ? this.#core : null;
    let at = start;
    while (at < end) {
      if (core !== null && this.#takesRun()) {
        at = this.#takeRun(core, at, end);
        if (at === end) break;
      }
      this.#line += 1;
      this.#lineStart = at;
      const next = readPrintedRow(bytes, at, row);
      if (next >= 0) {
        this.#takeRow(bytes);
        at = next;
      } else {
        const feed = bytes.indexOf(LF, at);
        this.#takeLine(bytes, feed);
        at = feed + 1;
      }
    }
  }

  /** Whether functions that follow at once can only belong to the open listing. */
  #takesRun(): boolean {
    return this.#open?.takesFunctions === true && this.#doubtful.length === 0 && this.#function === null;
  }

  /** Reads functions as long as they are of the open listing and just as the tool prints them. */
  #takeRun(core: RowCore, at: number, end: number): number {
    const listing = this.#open;
    if (listing === null || listing.layout === "bins") return at;
    const { layout, sum, byTicks, byLoad } = listing;
    const start = { layout, nameBytes: listing.rows.nameBytes, line: this.#line + 1, sum, byTicks, byLoad };
    return core.read(at, end, start, (run) => {
      listing.addRun(run);
      const { counts } = run.rows;
      this.#line += counts.length;
      this.#counters.allow(counts[counts.length - 1]);
    });
  }

  /** Ends the input. */
  finish(): void {
    this.#close();
    const last = this.listings[this.listings.length - 1];
    if (last !== undefined) this.prose.giveTo(last);
  }

  #takeRow(bytes: Buffer): void {
    const row = this.#row;
    if (this.#function !== null) this.#endFunction();
    if (this.#open !== null && !this.#belongs(bytes, this.#open)) {
      this.#behind = this.#open;
      this.#close();
    } else if (this.#open === null) {
      this.#behind = null;
    }
    const listing = this.#open ?? this.#begin(row.layout);
    if (this.#doubtful.length > 0) throw this.#rowDamage(listing.layout, this.#doubtful[0]);
    this.#counters.forbid();
    if (row.isTotal) {
      const location = this.#locate(bytes, row.ticksStart);
      const name = bytes.toString("utf8", row.nameStart, row.nameEnd);
      this.#joined(listing, row.ticks).setTotal({ name, ticks: row.ticks, load: row.load, location });
      return;
    }
    if (row.layout === "verbose" && row.addressHigh === 0 && row.addressLow === 0) {
      const location = this.#locate(bytes, row.nameStart);
      throw damage("total-without-name", "expected the total row at address 0", location, location.column);
    }
    listing.add(bytes, row, this.#line);
    if (!row.isUnknown) this.#counters.allow(row.ticks);
  }

  /** Returns the listing that a total row of `ticks` ends: the one before too, where its total row was a function. */
  #joined(listing: Listing, ticks: number): Listing {
    const before = this.#behind;
    if (before === null || before !== this.listings[this.listings.length - 1]) return listing;
    if (listing.total !== null || !before.goesOnIn(listing, ticks)) return listing;
    before.append(listing);
    this.listings.pop();
    this.#open = before;
    return before;
  }

  #belongs(bytes: Buffer, listing: Listing): boolean {
    const { layout, isTotal, isUnknown } = this.#row;
    const hasOnlyUnknown = listing.layout !== "bins" && listing.functions === 0 && listing.total === null;
    if (hasOnlyUnknown && !isUnknown) listing.layout = layout;
    // Behind bins the total is in the plain layout, and with -v in the verbose one.
    const isSameLayout = isUnknown || layout === listing.layout || (listing.layout === "bins" && isTotal);
    if (isSameLayout) return listing.takes(this.#row);
    if (listing.endsInTotal) return false;
    throw rowDamage(listing.layout, this.#locate(bytes, this.#lineStart));
  }

  /** Takes a line that is no row as the tool prints it. */
  #takeLine(bytes: Buffer, feed: number): void {
    const end = endOfText(bytes, this.#lineStart, feed);
    const indented = skipQuotes(bytes, this.#lineStart, end);
    let start = indented;
    while (start < end && isBlank(bytes[start])) start++;
    if (start === end) {
      this.#close();
      this.prose.isAdjacent = false;
    } else if (readTouchedRow(bytes, start, end, this.#row)) {
      this.#takeRow(bytes);
    } else {
      const whole = bytes.toString("latin1", this.#lineStart, end);
      const column = indented - this.#lineStart + 1;
      const line = { number: this.#line, whole, text: whole.slice(column - 1), column };
      if (!this.#takeBins(line, readBinLine(line.text))) this.#takeOther(line);
    }
  }

  /** Takes a line of -b or -s; false where it is none, or stands where none can. */
  #takeBins(line: OtherLine, bin: BinLine): boolean {
    if (bin === null) return false;
    switch (bin.kind) {
      case "total":
        return this.#takeFunctionTotal(line, bin.count);
      case "counter":
        return this.#doubtful.length === 0 && this.#counters.take(line, bin.count);
      default:
        this.#function ??= this.#openFunction();
        if (this.#function === null) return false;
        this.#function.addBin(bin.count);
        return true;
    }
  }

  #takeFunctionTotal(line: OtherLine, ticks: number): boolean {
    const named = this.#function;
    if (named === null) {
      if (line.text !== SILENT_TOTAL && this.#open?.layout !== "bins") return false;
      if (ticks > 0)
        throw lineDamage(
          "bins-unequal-total",
          `this total of ${ticks} has no bins above it`,
          line,
          this.#path,
        );
      this.#beginBins();
      return true;
    }
    named.checkTotal(ticks, line);
    this.#function = null;
    this.#beginBins().addBinned(named.name, ticks, line.number);
    return true;
  }

  /** Opens the function that the line before announced. Until a bin follows, that line is like any that ends in a colon. */
  #openFunction(): BinnedFunction | null {
    const header = this.#open === null ? this.prose.last : this.#doubtful[this.#doubtful.length - 1];
    const name = header?.number === this.#line - 1 ? readBinHeader(header.text) : null;
    if (header === undefined || name === null) return null;
    if (this.#open === null) this.prose.takeLast();
    else this.#doubtful.pop();
    this.#beginBins();
    return new BinnedFunction(header, name, this.#path);
  }

  #endFunction(): void {
    const ended = this.#function;
    if (ended === null) return;
    this.#function = null;
    ended.checkWithoutTotal();
    this.#beginBins().addBinned(ended.name, 0, ended.header.number);
  }

  #beginBins(): Listing {
    if (this.#open !== null && (this.#open.layout !== "bins" || this.#open.endsInTotal)) this.#close();
    return this.#open ?? this.#begin("bins");
  }

  /** Takes a line that may be prose, the header of a function's bins, or a broken row. */
  #takeOther(line: OtherLine): void {
    if (this.#function !== null && readBinHeader(line.text) !== null) this.#endFunction();
    const listing = this.#open;
    if (listing === null || listing.endsInTotal) {
      this.#close();
      this.#addProse(line);
      return;
    }
    if (looksLikeRow(line.text)) throw this.#rowDamage(listing.layout, line);
    if (listing.layout === "bins" && this.#doubtful.length > 0)
      throw this.#rowDamage("bins", this.#doubtful[0]);
    this.#doubtful.push(line);
    if (this.#doubtful.length > MOST_BROKEN_LINES) this.#close();
  }

  #addProse(line: OtherLine): void {
    this.prose.add(line);
    this.#isAfterListing = false;
  }

  #begin(layout: Layout | "bins"): Listing {
    const above = this.prose.last;
    if (above !== undefined && this.prose.isAdjacent && layout !== "bins" && looksLikeRow(above.text)) {
      throw this.#rowDamage(layout, above);
    }
    const listing = new Listing(layout, this.prose.takeHeading(), this.#line, this.#alike);
    this.prose.giveTo(listing);
    this.#open = listing;
    return listing;
  }

  #close(): void {
    this.#endFunction();
    const listing = this.#open;
    this.#open = null;
    this.#counters.forbid();
    if (listing !== null) {
      const before = this.listings[this.listings.length - 1];
      const isRest = this.#isAfterListing && before !== undefined && before.takesRest(listing);
      if (!isRest) this.listings.push(listing);
      this.#isAfterListing = true;
    }
    for (const line of this.#doubtful.splice(0)) this.#addProse(line);
  }

  #rowDamage(layout: Layout | "bins", line: OtherLine): Error {
    return rowDamage(layout, locateLine(line, this.#path));
  }

  #locate(bytes: Buffer, place: number): Location & { column: number } {
    const text = bytes.toString("utf8", this.#lineStart, bytes.indexOf(LF, this.#lineStart)).trimEnd();
    return { path: this.#path, line: this.#line, column: place - this.#lineStart + 1, text };
  }
}

import type { ByteSource } from "../byte-source.ts";
import type { RawCore } from "../raw-core.ts";
import type { RawCounters } from "../raw-counters.ts";
import { SLACK_BYTES, wholeLines } from "../whole-lines.ts";
import type { Arguments } from "./arguments.ts";
import type { ByteOutput } from "./byte-output.ts";
import { fail } from "./exit.ts";
import {
  type ListedFunction,
  writeBin,
  writeBinsHeading,
  writeBinsTotal,
  writeCounter,
  writeRow,
  writeTotal,
  writeUnknown,
} from "./listing-rows.ts";
import { LONGEST_PIECE, MapScanner } from "./map-scanner.ts";
import { TickCursor } from "./tick-cursor.ts";

// nm's letters for absolute symbols (`?` of old tools) and for code, looked up by byte once a line.
const isAbsolute = tableOf("A?");
const isCode = tableOf("TtWw");

/** A block of the map and what the one before left of its last line. */
const ROOM_BYTES = 2 ** 17 + SLACK_BYTES;

/**
 * Writes the listing of readprofile(8) with its own arithmetic. A function's ticks are the words from
 * floor(start / step) up to but without floor(end / step), and word 0 is the step: so the last bin of each function
 * goes to the next one, and the last of all to `*unknown*`. Counters and sums wrap at 32 bits.
 *
 * Throws a DropInExit where readprofile gives up; what it printed before stands in `out`. readprofile reads beyond
 * its buffer where one function reaches beyond a cut profile; here lie zeros. An address below `_stext` makes it
 * crash; here the profile is out of range.
 */
export async function writeListing(
  out: ByteOutput,
  counters: RawCounters,
  map: ByteSource,
  asked: Arguments,
  core: RawCore | null,
): Promise<void> {
  const listing = new Listing(out, counters, map.path, asked, core);
  const room = core?.room ?? Buffer.allocUnsafeSlow(ROOM_BYTES);
  for await (const { bytes, end, isTerminated } of wholeLines(map, room)) {
    if (listing.read(bytes, isTerminated ? end : end - 1)) break;
    await out.flush();
  }
  listing.finish();
}

type MutableRow = { -readonly [Part in keyof ListedFunction]: ListedFunction[Part] };

class Listing {
  readonly #out: ByteOutput;
  readonly #counters: RawCounters;
  readonly #ticks: TickCursor;
  readonly #mapPath: string;
  readonly #asked: Arguments;
  #core: RawCore | null;
  readonly #scanner = new MapScanner();
  /** The function whose end is looked for. */
  readonly #row: MutableRow = { names: new Uint8Array(0), nameStart: 0, nameEnd: 0, high: 0, low: 0 };
  /** Its bytes after `_stext`. */
  #rowOffset = 0;
  #hasStart = false;
  #startHigh = 0;
  #startLow = 0;
  #textStart = 0n;
  /** As readprofile counts lines. */
  #line = 1;

  constructor(
    out: ByteOutput,
    counters: RawCounters,
    mapPath: string,
    asked: Arguments,
    core: RawCore | null,
  ) {
    this.#out = out;
    // Bins and counters are not what the core writes.
    this.#core = asked.bins || asked.counters ? null : core;
    this.#counters = counters;
    this.#ticks = new TickCursor(counters);
    this.#mapPath = mapPath;
    this.#asked = asked;
  }

  /** Reads the map on with bytes[0 .. end); returns whether the listing ends there. */
  read(bytes: Uint8Array, end: number): boolean {
    this.#scanner.open(bytes, end);
    if (!this.#hasStart && !this.#findTextStart()) return false;
    const isEnd = this.#readFunctions();
    this.#keepName();
    return isEnd;
  }

  /** Writes what stands below the functions; throws a DropInExit where the map had no text. */
  finish(): void {
    if (!this.#hasStart) throw this.#noTextStart();
    const { bins, stepBytes, byteLength } = this.#counters;
    // The last word of all, which is the step where there is no counter.
    const isStepAlone = bins.length === 0 && byteLength >= 4;
    writeUnknown(this.#out, isStepAlone ? stepBytes : bins.at(bins.length - 1));
    writeTotal(this.#out, this.#asked.verbose, this.#ticks.total, this.#rowOffset);
  }

  /** Reads up to the line of `_stext`; returns false where it is still to come. */
  #findTextStart(): boolean {
    const scanner = this.#scanner;
    for (; scanner.next(); this.#line++) {
      if (!scanner.matches) throw this.#wrongLine();
      if (!scanner.isTextStart) continue;
      if (scanner.high === 0 && scanner.low === 0) throw this.#noTextStart();
      this.#hasStart = true;
      this.#startHigh = scanner.high;
      this.#startLow = scanner.low;
      this.#textStart = (BigInt(scanner.high) << 32n) | BigInt(scanner.low);
      this.#beginFunction(0);
      return true;
    }
    return false;
  }

  /** Copies the name of the function that is under way out of bytes that are about to be overwritten. */
  #keepName(): void {
    const row = this.#row;
    row.names = new Uint8Array(row.names.subarray(row.nameStart, row.nameEnd));
    row.nameEnd -= row.nameStart;
    row.nameStart = 0;
  }

  /** Reads lines of functions, each of which ends the one before; returns whether the last was among them. */
  #readFunctions(): boolean {
    const scanner = this.#scanner;
    for (;;) {
      // A line that is too long for the core's room comes in another one.
      if (this.#core !== null && scanner.bytes === this.#core.room) this.#readUsual(this.#core);
      if (!scanner.next()) return false;
      if (!scanner.matches) throw this.#wrongLine();
      const isTextEnd = scanner.isTextEnd;
      if (!isTextEnd) {
        // Absolute symbols that lead are passed over, and so is a mark that some machines link into the text.
        if (isAbsolute[scanner.kind] === 1 && (this.#ticks.total === 0 || scanner.nameIs("__init_end")))
          continue;
        if (isCode[scanner.kind] === 0) return true;
      }
      const offset = this.#distance(scanner.high, scanner.low);
      if (this.#ticks.isAtEnd || offset < 0) throw outOfRange();
      this.#endFunction(offset);
      this.#beginFunction(offset);
      if (isTextEnd) return true;
      this.#line++;
    }
  }

  /** Reads usual lines of functions, up to one that is none or marks the end of the text. */
  #readUsual(core: RawCore): void {
    const scanner = this.#scanner;
    const row = this.#row;
    const { halves, nameStarts } = core;
    const end = core.readLines(scanner.at, scanner.end, LONGEST_PIECE, "stop");
    const last = core.codeLinesRead - 1;
    if (last < 0) return;
    const lastOffset = this.#distance(halves[2 * last + 1], halves[2 * last]);
    const addresses = { startHigh: this.#startHigh, startLow: this.#startLow, lowBefore: row.low };
    const taken = core.rises ? this.#ticks.takeByCore(core, addresses, lastOffset, this.#asked.all) : null;
    if (taken === null) {
      this.#core = null;
      return;
    }
    this.#writeRows(core, taken.rows);
    if (taken.lines <= last) throw outOfRange();
    scanner.at = end;
    row.names = core.names;
    row.nameStart = nameStarts[last];
    row.nameEnd = nameStarts[last + 1];
    row.high = halves[2 * last + 1];
    row.low = halves[2 * last];
    this.#keepName();
    this.#rowOffset = lastOffset;
    this.#line += taken.lines;
  }

  #writeRows(core: RawCore, rows: number): void {
    const { verbose } = this.#asked;
    for (let row = 0; row < rows; row++) {
      const line = core.rowLine[row];
      if (line >= 0) {
        row = core.writeRows(row, rows, verbose);
        this.#out.append(core.text);
        if (row === rows) return;
      }
      writeRow(
        this.#out,
        verbose,
        this.#describe(core, core.rowLine[row]),
        core.rowTicks[row],
        core.rowSize[row],
      );
    }
  }

  /** Returns the function of a line that the core has read, or the one before all of them. */
  #describe({ names, nameStarts, halves }: RawCore, line: number): ListedFunction {
    if (line < 0) return this.#row;
    const [nameStart, nameEnd] = [nameStarts[line], nameStarts[line + 1]];
    return { names, nameStart, nameEnd, high: halves[2 * line + 1], low: halves[2 * line] };
  }

  /** Returns how far behind `_stext` an address is. */
  #distance(high: number, low: number): number {
    return (high - this.#startHigh) * 2 ** 32 + (low - this.#startLow);
  }

  #beginFunction(offset: number): void {
    const row = this.#row;
    const scanner = this.#scanner;
    row.names = scanner.bytes;
    row.nameStart = scanner.nameStart;
    row.nameEnd = scanner.nameEnd;
    row.high = scanner.high;
    row.low = scanner.low;
    this.#rowOffset = offset;
  }

  /** Writes the function that began last; it ends `offset` bytes after `_stext`. */
  #endFunction(offset: number): void {
    const row = this.#row;
    const asked = this.#asked;
    const first = this.#ticks.word;
    const ticks = this.#ticks.take(offset);
    if (asked.bins) {
      this.#writeBins(first, this.#ticks.word);
      if (asked.verbose || ticks > 0) writeBinsTotal(this.#out, ticks);
      return;
    }
    const size = (this.#scanner.low - row.low) >>> 0;
    if ((ticks === 0 && !asked.all) || size === 0) return;
    writeRow(this.#out, asked.verbose, row, ticks, size);
    if (asked.counters) this.#writeCounters(this.#ticks.endWord(offset));
  }

  /** Writes the words from `first` on as bins: those with ticks, or all. */
  #writeBins(first: number, end: number): void {
    const out = this.#out;
    const { bins } = this.#counters;
    let place = bins.placeOf(first - 1);
    let isHeaded = false;
    for (let word = first; word < end; word++) {
      const hasTicks = bins.index[place] === word - 1;
      if (!hasTicks && !this.#asked.all) continue;
      if (!isHeaded) writeBinsHeading(out, this.#row);
      isHeaded = true;
      writeBin(out, this.#addressOf(word), hasTicks ? bins.ticks[place++] : 0);
    }
  }

  /** Writes every word of the function, but for the bin which it got from the one before. */
  #writeCounters(end: number): void {
    const { stepBytes, bins } = this.#counters;
    const first = Math.floor(this.#rowOffset / stepBytes) + 1;
    let place = bins.placeOf(first - 1);
    for (let word = first; word < end; word++) {
      const ticks = bins.index[place] === word - 1 ? bins.ticks[place++] : 0;
      const offset = (word - 1) * stepBytes - this.#rowOffset;
      writeCounter(this.#out, this.#row, this.#addressOf(word), offset, ticks);
    }
  }

  #addressOf(word: number): bigint {
    return this.#textStart + BigInt((word - 1) * this.#counters.stepBytes);
  }

  #noTextStart(): Error {
    return fail(`can't find "_stext" in ${this.#mapPath}`);
  }

  #wrongLine(): Error {
    return fail(`${this.#mapPath}(${this.#line}): wrong map line`);
  }
}

function outOfRange(): Error {
  return fail("profile address out of range. Wrong map file?");
}

function tableOf(letters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (let i = 0; i < letters.length; i++) table[letters.charCodeAt(i)] = 1;
  return table;
}

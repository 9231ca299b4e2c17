import type { Arguments } from "./arguments.ts";
import type { ByteOutput } from "./byte-output.ts";
import { fail } from "./exit.ts";
import type { ListedFunction } from "./listing-rows.ts";
import {
  writeBin,
  writeBinsHeading,
  writeBinsTotal,
  writeCounter,
  writeRow,
  writeTotal,
  writeUnknown,
} from "./listing-rows.ts";
import { MapScanner } from "./map-scanner.ts";

// nm's letters for absolute symbols (`?` of old tools) and for code, looked up by byte once a line.
const isAbsolute = tableOf("A?");
const isCode = tableOf("TtWw");

/**
 * Writes the listing of readprofile(8) with its own arithmetic. A function's ticks are the words from
 * floor(start / step) up to but without floor(end / step), and word 0 is the step: so the last bin of each function
 * goes to the next one, and the last of all to `*unknown*`. Counters and sums wrap at 32 bits.
 *
 * Throws a DropInExit where readprofile gives up; what it printed before stands in `out`. readprofile reads beyond
 * its buffer where one function reaches beyond a cut profile; here lie zeros. An address below `_stext` makes it
 * crash; here the profile is out of range.
 */
export function writeListing(
  out: ByteOutput,
  words: Uint32Array,
  map: Uint8Array,
  mapPath: string,
  asked: Arguments,
): void {
  const scanner = new MapScanner(map);
  let line = findTextStart(scanner, mapPath);
  const startHigh = scanner.high;
  const startLow = scanner.low;
  const textStart = (BigInt(startHigh) << 32n) | BigInt(startLow);
  const step = words[0] ?? 0;
  const addressOf = (word: number): bigint => textStart + BigInt((word - 1) * step);
  const row = {
    names: map,
    nameStart: scanner.nameStart,
    nameEnd: scanner.nameEnd,
    high: startHigh,
    low: startLow,
  };
  let rowOffset = 0;
  let word = 1;
  let total = 0;
  for (let done = false; !done && scanner.next(); ) {
    if (!scanner.matches) throw wrongLine(mapPath, line);
    done = scanner.isTextEnd;
    if (!done) {
      // Absolute symbols that lead are passed over, and so is a mark that some machines link into the text.
      if (isAbsolute[scanner.kind] === 1 && (total === 0 || scanner.nameIs("__init_end"))) continue;
      if (isCode[scanner.kind] === 0) break;
    }
    const offset = (scanner.high - startHigh) * 2 ** 32 + (scanner.low - startLow);
    if (word >= words.length || offset < 0) throw fail("profile address out of range. Wrong map file?");
    const first = word;
    const end = step === 0 ? 0 : Math.min(Math.floor(offset / step), words.length);
    const ticks = sumWords(words, first, end);
    word = Math.max(word, end);
    total = (total + ticks) >>> 0;
    const size = (scanner.low - row.low) >>> 0;
    if (asked.bins) {
      writeBins(out, words, first, end, row, asked.all, addressOf);
      if (asked.verbose || ticks > 0) writeBinsTotal(out, ticks);
    } else if ((ticks > 0 || asked.all) && size !== 0) {
      writeRow(out, asked.verbose, row, ticks, size);
      // Counted from the start of the function, so that the bin which went to this row from the one before is left out.
      const own = Math.floor(rowOffset / step) + 1;
      for (let i = own; asked.counters && i < end; i++) {
        writeCounter(out, row, addressOf(i), (i - 1) * step - rowOffset, words[i]);
      }
    }
    row.nameStart = scanner.nameStart;
    row.nameEnd = scanner.nameEnd;
    row.high = scanner.high;
    row.low = scanner.low;
    rowOffset = offset;
    line++;
  }
  writeUnknown(out, words[words.length - 1] ?? 0);
  writeTotal(out, asked.verbose, total, rowOffset);
}

/** Reads up to the line of `_stext` and returns its number as readprofile counts; throws a DropInExit where there is none. */
function findTextStart(scanner: MapScanner, mapPath: string): number {
  for (let line = 1; scanner.next(); line++) {
    if (!scanner.matches) throw wrongLine(mapPath, line);
    if (!scanner.isTextStart) continue;
    if (scanner.high === 0 && scanner.low === 0) break;
    return line;
  }
  throw fail(`can't find "_stext" in ${mapPath}`);
}

/** Writes the words from `first` on as bins: those with ticks, or all. */
function writeBins(
  out: ByteOutput,
  words: Uint32Array,
  first: number,
  end: number,
  row: ListedFunction,
  all: boolean,
  addressOf: (word: number) => bigint,
): void {
  let isHeaded = false;
  for (let i = first; i < end; i++) {
    if (words[i] === 0 && !all) continue;
    if (!isHeaded) writeBinsHeading(out, row);
    isHeaded = true;
    writeBin(out, addressOf(i), words[i]);
  }
}

function wrongLine(mapPath: string, line: number): Error {
  return fail(`${mapPath}(${line}): wrong map line`);
}

// Small and called once a row, so that the engine compiles it early.
function sumWords(words: Uint32Array, first: number, end: number): number {
  let sum = 0;
  for (let i = first; i < end; i++) sum = (sum + words[i]) | 0;
  return sum >>> 0;
}

function tableOf(letters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (let i = 0; i < letters.length; i++) table[letters.charCodeAt(i)] = 1;
  return table;
}

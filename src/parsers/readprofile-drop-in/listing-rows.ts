import { putAddress, putLoad, putName, putUnsigned } from "./byte-format.ts";
import type { ByteOutput } from "./byte-output.ts";

const NAME_WIDTH = 40;
// Of a row without its name: an address, two numbers of ten digits, four decimals, spaces.
const ROW_BYTES = 96;
const SPACE = 32;
const NEWLINE = 10;
const TOTAL = new TextEncoder().encode("total");

/** A function as its row shows it; one object serves for all rows of a listing. */
export interface ListedFunction {
  /** The name lies at names[nameStart .. nameEnd). */
  readonly names: Uint8Array;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Halves of the start address. */
  readonly high: number;
  readonly low: number;
}

/** Writes the row of a function: `%6u %-40s %8.4f`, or `%016llx %-40s %6u %8.4f` where `verbose`. */
export function writeRow(
  out: ByteOutput,
  verbose: boolean,
  row: ListedFunction,
  ticks: number,
  size: number,
): void {
  out.reserve(row.nameEnd - row.nameStart + ROW_BYTES);
  const target = out.bytes;
  let at = out.length;
  if (verbose) {
    at = putAddress(target, at, row.high, row.low);
    target[at++] = SPACE;
    at = putName(target, at, row.names, row.nameStart, row.nameEnd, NAME_WIDTH);
    target[at++] = SPACE;
    at = putUnsigned(target, at, ticks, 6);
  } else {
    at = putUnsigned(target, at, ticks, 6);
    target[at++] = SPACE;
    at = putName(target, at, row.names, row.nameStart, row.nameEnd, NAME_WIDTH);
  }
  target[at++] = SPACE;
  at = putLoad(target, at, ticks, size);
  target[at++] = NEWLINE;
  out.length = at;
}

/** Writes the heading of a function's bins under -b. */
export function writeBinsHeading(out: ByteOutput, row: ListedFunction): void {
  writeName(out, row);
  out.text(":\n");
}

/** Writes one bin under -b. */
export function writeBin(out: ByteOutput, address: bigint, ticks: number): void {
  out.text(`\t${address.toString(16)}\t${ticks}\n`);
}

/** Writes the sum of a function's bins under -b. */
export function writeBinsTotal(out: ByteOutput, ticks: number): void {
  out.text(`  total\t\t\t\t${ticks}\n`);
}

/** Writes one counter within a function under -s. `%#llx` prints 0 without 0x, and an offset below the function as 64 bits. */
export function writeCounter(
  out: ByteOutput,
  row: ListedFunction,
  address: bigint,
  offset: number,
  ticks: number,
): void {
  out.text(`\t${alternateHex(address)}\t`);
  writeName(out, row);
  out.text(`+${alternateHex(BigInt.asUintN(64, BigInt(offset)))}\t${ticks}\n`);
}

/** Writes the ticks outside of every function, which have no load. */
export function writeUnknown(out: ByteOutput, ticks: number): void {
  out.text(`${String(ticks).padStart(6)} *unknown*\n`);
}

/** Writes the last row; a text of no bytes has load 0. */
export function writeTotal(out: ByteOutput, verbose: boolean, ticks: number, textBytes: number): void {
  const row = { names: TOTAL, nameStart: 0, nameEnd: TOTAL.length, high: 0, low: 0 };
  writeRow(out, verbose, row, textBytes === 0 ? 0 : ticks, textBytes === 0 ? 1 : textBytes);
}

function alternateHex(value: bigint): string {
  return value === 0n ? "0" : `0x${value.toString(16)}`;
}

function writeName(out: ByteOutput, { names, nameStart, nameEnd }: ListedFunction): void {
  out.reserve(nameEnd - nameStart);
  out.length = putName(out.bytes, out.length, names, nameStart, nameEnd, 0);
}

import { MAX_COUNT } from "../../model/count-limit.ts";
import { UNKNOWN_SYMBOL } from "../../model/symbol-table.ts";
import { isTotalWord } from "./words.ts";

/** plain: ticks symbol load. verbose: address symbol ticks load. */
export type Layout = "plain" | "verbose";

/** Stands in `load` where the listing prints nan: nothing is known of the size. */
export const NO_LOAD = -1;

/** More digits than MAX_COUNT has are no count. */
const MAX_DIGITS = 16;

/** The printed load is read with its four decimals as one number, which up to here is exact. */
const MAX_LOAD_DIGITS = 11;

/** One row of a listing, written over for each line so that no object is made for it. */
export interface Row {
  layout: Layout;
  /** Address as two 32-bit halves; 0 in the plain layout. */
  addressHigh: number;
  addressLow: number;
  /** The name as bytes of the line's buffer. */
  nameStart: number;
  nameEnd: number;
  ticks: number;
  /** Where the ticks stand, for messages. */
  ticksStart: number;
  /** Printed load in ten-thousandths of a tick per byte, Infinity for inf, NO_LOAD for nan. */
  load: number;
  isTotal: boolean;
  /** True for `*unknown*`, the row without a load and without an address in every layout. */
  isUnknown: boolean;
  /** Where text behind the last column begins, -1 where there is none. */
  extraStart: number;
}

/** Makes a row to be written over. */
export function emptyRow(): Row {
  return {
    layout: "plain",
    addressHigh: 0,
    addressLow: 0,
    nameStart: 0,
    nameEnd: 0,
    ticks: 0,
    ticksStart: 0,
    load: 0,
    isTotal: false,
    isUnknown: false,
    extraStart: -1,
  };
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;

const HEX_VALUE = new Int8Array(256).fill(-1);
for (let i = 0; i < 16; i++) {
  HEX_VALUE["0123456789abcdef".charCodeAt(i)] = i;
  HEX_VALUE["0123456789ABCDEF".charCodeAt(i)] = i;
}

/**
 * Reads the line at bytes[at] as a row just as the tool prints it, a name without blanks and nothing behind the
 * load. Returns the place after its line feed, or -1 for any other line, a row that a person touched among them
 * (`readTouchedRow` is for these). The bytes must end in a line feed.
 */
export function readPrintedRow(bytes: Uint8Array, at: number, row: Row): number {
  let i = at;
  while (bytes[i] === SPACE) i++;
  const first = i;
  let high = 0;
  let low = 0;
  let value: number;
  while ((value = HEX_VALUE[bytes[i]]) >= 0) {
    high = (high << 4) | (low >>> 28);
    low = (low << 4) | value;
    i++;
  }
  const digits = i - first;
  if (digits === 0 || digits > 16 || (bytes[i] !== SPACE && bytes[i] !== TAB)) return -1;
  while (bytes[i] === SPACE || bytes[i] === TAB) i++;

  const nameStart = i;
  let byte: number;
  while ((byte = bytes[i]) > SPACE || (byte !== SPACE && byte !== TAB && byte !== LF)) i++;
  const nameEnd = i;
  while (bytes[i] === SPACE || bytes[i] === TAB) i++;

  // The number behind the name: ticks in the verbose layout, the load in the plain one.
  const ticksStart = i;
  let start = i;
  let number = 0;
  while ((value = bytes[i] - ZERO) >= 0 && value <= 9) {
    number = number * 10 + value;
    i++;
  }
  if (i === start || i - start > MAX_DIGITS) return -1;
  const isVerbose = bytes[i] === SPACE || bytes[i] === TAB;
  let ticks = number;
  if (isVerbose) {
    if (digits < 8) return -1;
    while (bytes[i] === SPACE || bytes[i] === TAB) i++;
    start = i;
    number = 0;
    while ((value = bytes[i] - ZERO) >= 0 && value <= 9) {
      number = number * 10 + value;
      i++;
    }
    if (i === start || i - start > MAX_LOAD_DIGITS) return -1;
  } else {
    ticks = 0;
    for (let j = first; j < first + digits; j++) {
      if ((value = bytes[j] - ZERO) > 9) return -1;
      ticks = ticks * 10 + value;
    }
    if (digits > MAX_DIGITS) return -1;
  }
  if (bytes[i] !== POINT && bytes[i] !== COMMA) return -1;
  const decimals = i + 5;
  while (++i < decimals) {
    value = bytes[i] - ZERO;
    if (value < 0 || value > 9) return -1;
    number = number * 10 + value;
  }
  if (bytes[i] === CR) i++;
  if (bytes[i] !== LF) return -1;

  if (ticks > MAX_COUNT) return -1;
  row.layout = isVerbose ? "verbose" : "plain";
  row.addressHigh = isVerbose ? high >>> 0 : 0;
  row.addressLow = isVerbose ? low >>> 0 : 0;
  row.nameStart = nameStart;
  row.nameEnd = nameEnd;
  row.ticks = ticks;
  row.ticksStart = isVerbose ? ticksStart : first;
  row.load = number;
  row.extraStart = -1;
  row.isUnknown = false;
  row.isTotal = (!isVerbose || (high | low) === 0) && isTotalWord(bytes, nameStart, nameEnd);
  return i + 1;
}

/** A load as printed: four decimals, or what C prints where the size is 0. */
export const LOAD_PATTERN = "\\d{1,11}[.,]\\d{4}|inf|-?nan";

// A name ends in no blank, so that a long run of blanks is tried once and not from each of its places.
const NAME = "[^ \\t](?:.*?[^ \\t])??";
const VERBOSE_ROW = new RegExp(
  `^([0-9a-f]{8,16})[ \\t]+(?<name>${NAME})[ \\t]+(?<ticks>\\d{1,16})[ \\t]+(?<load>${LOAD_PATTERN})(?:[ \\t]+(?<extra>.*))?$`,
  "dis",
);
const PLAIN_ROW = new RegExp(
  `^(?<ticks>\\d{1,16})[ \\t]+(?<name>${NAME})[ \\t]+(?<load>${LOAD_PATTERN})(?:[ \\t]+(?<extra>.*))?$`,
  "dis",
);
const UNKNOWN_ROW = /^(?<ticks>\d{1,16})[ \t]+(?<name>\*unknown\*)(?:[ \t]+(?<extra>.*))?$/ds;

// A number inside a name, or a count and a load behind the row, are two rows on one line, of which one would be lost.
const NUMBER_INSIDE = /[ \t](\d+|\d+[.,]\d.*?)(?=[ \t]|$)/s;
const COUNT_INSIDE = /(?:^|[ \t])\d+[ \t]/;
const LOAD_INSIDE = new RegExp(`(?:^|[ \\t])(?:${LOAD_PATTERN})(?:[ \\t]|$)`);

/**
 * Reads bytes[start .. end), without quote marks and line end, as a row that a person or a mail touched, or as one
 * that has no load: blanks in the name (C++), columns of one's own behind the load, inf and nan, `*unknown*`.
 * Returns false for anything else.
 */
export function readTouchedRow(bytes: Buffer, start: number, end: number, row: Row): boolean {
  if (!beginsLikeRow(bytes, start)) return false;
  // One latin1 character is one byte, so places in the text are places in the buffer.
  const text = bytes.toString("latin1", start, end);
  const verbose = VERBOSE_ROW.exec(text);
  const match = verbose ?? PLAIN_ROW.exec(text) ?? UNKNOWN_ROW.exec(text);
  if (match?.groups === undefined || match.indices?.groups === undefined) return false;
  const { name, ticks, load, extra } = match.groups;
  if (NUMBER_INSIDE.test(name) || isRowBehind(extra) || Number(ticks) > MAX_COUNT) return false;
  const places = match.indices.groups;
  const address = verbose === null ? "" : match[1].padStart(16, "0");
  row.layout = verbose === null ? "plain" : "verbose";
  row.addressHigh = verbose === null ? 0 : Number.parseInt(address.slice(0, 8), 16);
  row.addressLow = verbose === null ? 0 : Number.parseInt(address.slice(8), 16);
  row.nameStart = start + places.name[0];
  row.nameEnd = start + places.name[1];
  row.ticks = Number(ticks);
  row.ticksStart = start + places.ticks[0];
  row.load = load === undefined ? NO_LOAD : readLoad(load);
  row.isUnknown = name === UNKNOWN_SYMBOL;
  row.isTotal =
    row.addressHigh === 0 && row.addressLow === 0 && isTotalWord(bytes, row.nameStart, row.nameEnd);
  row.extraStart = extra === undefined || extra === "" ? -1 : start + places.extra[0];
  return true;
}

/** Tells whether the first word is ticks or an address, as in every pattern above: most prose needs none of them. */
function beginsLikeRow(bytes: Uint8Array, start: number): boolean {
  let i = start;
  let isDecimal = true;
  for (let value: number; (value = HEX_VALUE[bytes[i]]) >= 0; i++) if (value > 9) isDecimal = false;
  return (isDecimal ? i > start : i - start >= 8) && (bytes[i] === SPACE || bytes[i] === TAB);
}

/** Tells whether a row with this name (latin1, module included) is read back as it is: no line end, no number of its own. */
export function isReadableName(name: string): boolean {
  return (
    /^[^ \t\n](.*[^ \t\n\r])?$/.test(name) &&
    !name.includes("\n") &&
    name !== "\r" &&
    !NUMBER_INSIDE.test(name)
  );
}

function isRowBehind(extra: string | undefined): boolean {
  if (extra === undefined) return false;
  const count = COUNT_INSIDE.exec(extra);
  return count !== null && LOAD_INSIDE.test(extra.slice(count.index + count[0].length - 1));
}

function readLoad(text: string): number {
  if (text.startsWith("i") || text.startsWith("I")) return Infinity;
  if (text.endsWith("n") || text.endsWith("N")) return NO_LOAD;
  return Number(text.replace(/[.,]/, ""));
}

import { MapLineCursor } from "./map-line-cursor.ts";
import type { Companion } from "./parser.ts";
import { describeMapDamage } from "./symbol-map-damage.ts";

// ffffffff81000000 T _stext
// ffffffffc0295050 t __virtqueue_unbreak	[virtio_ring]
// c0100000 A _text
//
// System.map is nm's output (scripts/mksysmap), /proc/kallsyms adds a module column (kernel/kallsyms.c, s_show).

/** An address as its two 32-bit halves. */
export interface SplitAddress {
  readonly high: number;
  readonly low: number;
}

/** The lines of a map that name kernel code, as columns of `count` entries in the map's order. */
export interface MapLines {
  readonly count: number;
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** Names one after another: name i is names[nameOffsets[i] .. nameOffsets[i + 1]). */
  readonly names: Uint8Array;
  readonly nameOffsets: Uint32Array;
  readonly textStart: SplitAddress | null;
  readonly textEnd: SplitAddress | null;
  /** Whether every line of the map has the address 0. */
  readonly hidesAddresses: boolean;
}

const SHORTEST_LINE = "0 T a\n".length;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;
const UNDERSCORE = 0x5f;

// nm's letters for code: text and weak symbols, global and local. readprofile counts the same four.
const isCode = new Uint8Array(256);
for (const letter of ["T", "t", "W", "w"]) isCode[letter.charCodeAt(0)] = 1;

/**
 * Splits a symbol map into its lines of kernel code. Lines of modules are checked and left out: their code lies
 * outside of the kernel's text, where a raw profile has no counters. Throws located parse errors for damage.
 */
export function readMapLines(companion: Companion): MapLines {
  const cursor = new MapLineCursor(companion.bytes);
  const code = new CodeColumns(companion.bytes.length);
  let textStart: SplitAddress | null = null;
  let textEnd: SplitAddress | null = null;
  let addressBits = 0;
  while (!cursor.isAtEnd) {
    if (!cursor.readUsual() && !readOdd(cursor, companion)) continue;
    addressBits |= cursor.high | cursor.low;
    if (isCode[cursor.kind] === 1) code.push(cursor);
    if (companion.bytes[cursor.nameStart] !== UNDERSCORE) continue;
    if (cursor.isTextStart) textStart ??= { high: cursor.high, low: cursor.low };
    else if (cursor.isTextEnd) textEnd ??= { high: cursor.high, low: cursor.low };
  }
  const hidesAddresses = addressBits === 0 && companion.bytes.length > 0;
  const { count, high, low, names, nameOffsets } = code;
  return { count, high, low, names, nameOffsets, textStart, textEnd, hidesAddresses };
}

class CodeColumns {
  count = 0;
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly names: Uint8Array;
  readonly nameOffsets: Uint32Array;

  // Memory that is never touched costs nothing, so the columns are as long as the shortest lines could ask for.
  constructor(mapBytes: number) {
    const capacity = Math.ceil(mapBytes / SHORTEST_LINE);
    this.high = new Uint32Array(capacity);
    this.low = new Uint32Array(capacity);
    this.names = new Uint8Array(mapBytes);
    this.nameOffsets = new Uint32Array(capacity + 1);
  }

  push({ bytes, high, low, nameStart, nameEnd }: MapLineCursor): void {
    const { names, count } = this;
    this.high[count] = high;
    this.low[count] = low;
    let to = this.nameOffsets[count];
    for (let from = nameStart; from < nameEnd; from++, to++) names[to] = bytes[from];
    this.count = count + 1;
    this.nameOffsets[count + 1] = to;
  }
}

/**
 * Reads any other line: a shorter address, a carriage return, a module, the last line without its end. Returns false
 * where the line is blank or of a module.
 */
function readOdd(cursor: MapLineCursor, companion: Companion): boolean {
  const { bytes, at } = cursor;
  if (bytes[at] === NEWLINE || (bytes[at] === RETURN && bytes[at + 1] === NEWLINE)) {
    cursor.at += bytes[at] === RETURN ? 2 : 1;
    return false;
  }
  const space = cursor.readAddress(at);
  const nameStart = space + 3;
  let nameEnd = nameStart;
  while (bytes[nameEnd] > SPACE) nameEnd++;
  const hasFields = space > at && space - at <= 16 && bytes[space] === SPACE && bytes[space + 1] > SPACE;
  if (!hasFields || bytes[space + 2] !== SPACE || nameEnd === nameStart)
    throw describeMapDamage(companion, at);
  const moduleStart = bytes[nameEnd] === SPACE || bytes[nameEnd] === TAB ? nameEnd + 1 : nameEnd;
  let end = moduleStart;
  while (bytes[end] > SPACE) end++;
  const hasModule = end > moduleStart;
  const isBracketed = bytes[moduleStart] === 0x5b && bytes[end - 1] === 0x5d;
  if (bytes[end] === RETURN) end++;
  if ((hasModule && !isBracketed) || (end < bytes.length && bytes[end] !== NEWLINE)) {
    throw describeMapDamage(companion, at);
  }
  cursor.kind = bytes[space + 1];
  cursor.nameStart = nameStart;
  cursor.nameEnd = nameEnd;
  cursor.at = end + 1;
  return !hasModule;
}

import type { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { CodeLines } from "./code-lines.ts";
import { MapLineCursor } from "./map-line-cursor.ts";
import type { RawCore } from "./raw-core.ts";
import { describeMapDamage } from "./symbol-map-damage.ts";
import { SLACK_BYTES, wholeLines } from "./whole-lines.ts";

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

/** What a map says, and its lines that name kernel code. */
export interface MapLines {
  readonly code: CodeLines;
  readonly textStart: SplitAddress | null;
  readonly textEnd: SplitAddress | null;
  /** Whether every line of the map has the address 0. */
  readonly hidesAddresses: boolean;
}

/** A block of a file and what the one before left of its last line; longer lines get more. */
const ROOM_BYTES = 2 ** 18 + 2 ** 16 + SLACK_BYTES;
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
export async function readMapLines(source: ByteSource, core: RawCore | null): Promise<MapLines> {
  const reader = new MapReader(source, core);
  const room = core?.room ?? Buffer.allocUnsafeSlow(ROOM_BYTES);
  for await (const { bytes, end } of wholeLines(source, room)) reader.read(bytes, end);
  return reader.finish();
}

class MapReader {
  readonly #path: string;
  readonly #core: RawCore | null;
  readonly #cursor = new MapLineCursor();
  readonly #code = new CodeLines();
  #line = 0;
  #textStart: SplitAddress | null = null;
  #textEnd: SplitAddress | null = null;
  #hasAddress = false;

  constructor({ path, size }: ByteSource, core: RawCore | null) {
    this.#path = path;
    this.#core = core;
    this.#code.expect(size ?? 0);
  }

  /** Reads the whole lines of bytes[0 .. end). */
  read(bytes: Uint8Array, end: number): void {
    const cursor = this.#cursor;
    const code = this.#code;
    cursor.open(bytes, end);
    code.reserve(end);
    // A line that is too long for the core's room comes in another one.
    const core = bytes === this.#core?.room ? this.#core : null;
    for (;;) {
      if (core !== null) this.#readUsual(core);
      if (cursor.isAtEnd) break;
      this.#line++;
      if (!cursor.readUsual() && !readOdd(cursor, this.#path, this.#line)) continue;
      if ((cursor.high | cursor.low) !== 0) this.#hasAddress = true;
      if (isCode[cursor.kind] === 1)
        code.push(cursor.high, cursor.low, bytes, cursor.nameStart, cursor.nameEnd);
      if (bytes[cursor.nameStart] !== UNDERSCORE) continue;
      if (cursor.isTextStart) this.#textStart ??= { high: cursor.high, low: cursor.low };
      else if (cursor.isTextEnd) this.#textEnd ??= { high: cursor.high, low: cursor.low };
    }
  }

  /** Reads usual lines, up to one that is none or marks an end of the text. */
  #readUsual(core: RawCore): void {
    const cursor = this.#cursor;
    cursor.at = core.readLines(cursor.at, cursor.end, cursor.end, "pass");
    this.#line += core.linesRead;
    if (core.hasAddress) this.#hasAddress = true;
    this.#code.append(core);
  }

  finish(): MapLines {
    return {
      code: this.#code,
      textStart: this.#textStart,
      textEnd: this.#textEnd,
      hidesAddresses: !this.#hasAddress && this.#line > 0,
    };
  }
}

/**
 * Reads any other line: a shorter address, a carriage return, a module. Returns false
 * where the line is blank or of a module.
 */
function readOdd(cursor: MapLineCursor, path: string, line: number): boolean {
  const { bytes, at } = cursor;
  const damage = (): ZcprofError => describeMapDamage(path, line, bytes.subarray(at, cursor.end));
  if (bytes[at] === NEWLINE || (bytes[at] === RETURN && bytes[at + 1] === NEWLINE)) {
    cursor.at += bytes[at] === RETURN ? 2 : 1;
    return false;
  }
  const space = cursor.readAddress(at);
  const nameStart = space + 3;
  let nameEnd = nameStart;
  while (bytes[nameEnd] > SPACE) nameEnd++;
  const hasFields = space > at && space - at <= 16 && bytes[space] === SPACE && bytes[space + 1] > SPACE;
  if (!hasFields || bytes[space + 2] !== SPACE || nameEnd === nameStart) throw damage();
  const moduleStart = bytes[nameEnd] === SPACE || bytes[nameEnd] === TAB ? nameEnd + 1 : nameEnd;
  let end = moduleStart;
  while (bytes[end] > SPACE) end++;
  const hasModule = end > moduleStart;
  const isBracketed = bytes[moduleStart] === 0x5b && bytes[end - 1] === 0x5d;
  if (bytes[end] === RETURN) end++;
  if ((hasModule && !isBracketed) || bytes[end] !== NEWLINE) throw damage();
  cursor.kind = bytes[space + 1];
  cursor.nameStart = nameStart;
  cursor.nameEnd = nameEnd;
  cursor.at = end + 1;
  return !hasModule;
}

import type { Companion } from "./parser.ts";
import { describeMapDamage } from "./symbol-map-damage.ts";

// ffffffff81000000 T _stext
// ffffffffc0295050 t __virtqueue_unbreak	[virtio_ring]
// c0100000 A _text
//
// System.map is nm's output (scripts/mksysmap), /proc/kallsyms adds a module column (kernel/kallsyms.c, s_show).

/** An address as its two 32-bit halves: a bigint a line would cost more than the rest of the reading. */
export interface SplitAddress {
  readonly high: number;
  readonly low: number;
}

/** The lines of a map that name kernel code, as columns of `count` entries in the map's order. */
export interface MapLines {
  readonly count: number;
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** The name lies at bytes[nameStart .. nameEnd) of the map. */
  readonly nameStart: Uint32Array;
  readonly nameEnd: Uint32Array;
  readonly textStart: SplitAddress | null;
  readonly textEnd: SplitAddress | null;
  /** Whether every line of the map has the address 0. */
  readonly hidesAddresses: boolean;
}

const SHORTEST_LINE = "0 T a\n".length;
const NOT_HEX = 0x80;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;

const hexDigits = new Uint8Array(256).fill(NOT_HEX);
for (let digit = 0; digit < 16; digit++) {
  hexDigits[digit.toString(16).charCodeAt(0)] = digit;
  hexDigits[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

// nm's letters for code: text and weak symbols, global and local. readprofile counts the same four.
const isCode = new Uint8Array(256);
for (const letter of "TtWw") isCode[letter.charCodeAt(0)] = 1;

/**
 * Splits a symbol map into its lines of kernel code. Lines of modules are checked and left out: their code lies
 * outside the kernel's text, where a raw profile has no counters. Throws located parse errors for damage.
 */
export function readMapLines(companion: Companion): MapLines {
  const { bytes } = companion;
  const end = bytes.length;
  const capacity = Math.ceil(end / SHORTEST_LINE);
  const high = new Uint32Array(capacity);
  const low = new Uint32Array(capacity);
  const nameStart = new Uint32Array(capacity);
  const nameEnd = new Uint32Array(capacity);
  let count = 0;
  let textStart: SplitAddress | null = null;
  let textEnd: SplitAddress | null = null;
  let anyBits = 0;
  for (let at = 0; at < end; ) {
    // Sixteen digits, a space, a letter, a space: every line of a 64-bit kernel.
    let space = at + 16;
    let upper = readEightDigits(bytes, at);
    let lower = readEightDigits(bytes, at + 8);
    if (upper < 0 || lower < 0 || bytes[space] !== SPACE) {
      space = skipDigits(bytes, at);
      if (space === at && isBlank(bytes, at)) {
        at += bytes[at] === RETURN ? 2 : 1;
        continue;
      }
      const digits = space - at;
      if (digits === 0 || digits > 16 || bytes[space] !== SPACE) throw describeMapDamage(companion, at);
      upper = digits > 8 ? readDigits(bytes, at, space - 8) : 0;
      lower = readDigits(bytes, Math.max(at, space - 8), space);
    }
    if (bytes[space + 1] <= SPACE || bytes[space + 2] !== SPACE) throw describeMapDamage(companion, at);
    const name = space + 3;
    let stop = name;
    while (bytes[stop] > SPACE) stop++;
    if (stop === name) throw describeMapDamage(companion, at);
    let next = stop + 1;
    let inKernel = true;
    if (bytes[stop] !== NEWLINE && stop < end) {
      const module = bytes[stop] === SPACE || bytes[stop] === TAB ? stop + 1 : stop;
      next = module;
      while (bytes[next] > SPACE) next++;
      inKernel = next === module;
      if (!inKernel && (bytes[module] !== 0x5b || bytes[next - 1] !== 0x5d))
        throw describeMapDamage(companion, at);
      if (bytes[next] === RETURN) next++;
      if (next < end && bytes[next] !== NEWLINE) throw describeMapDamage(companion, at);
      next++;
    }
    anyBits |= upper | lower;
    if (inKernel) {
      if (bytes[name] === 0x5f && stop - name <= "__stext".length) {
        const edge = readTextEdge(bytes, name, stop);
        if (edge === "start") textStart ??= { high: upper, low: lower };
        else if (edge === "end") textEnd ??= { high: upper, low: lower };
      }
      if (isCode[bytes[space + 1]] === 1) {
        high[count] = upper;
        low[count] = lower;
        nameStart[count] = name;
        nameEnd[count++] = stop;
      }
    }
    at = next;
  }
  const hidesAddresses = anyBits === 0 && end > 0;
  return { count, high, low, nameStart, nameEnd, textStart, textEnd, hidesAddresses };
}

// Both spellings, as readprofile takes them: some assemblers put an underscore before every C name.
function readTextEdge(bytes: Uint8Array, from: number, to: number): "start" | "end" | "none" {
  const start = bytes[from + 1] === 0x5f ? from + 1 : from;
  if (to - start !== "_stext".length) return "none";
  for (let i = 0; i < 4; i++) if (bytes[start + 2 + i] !== "text".charCodeAt(i)) return "none";
  if (bytes[start + 1] === 0x73) return "start";
  return bytes[start + 1] === 0x65 ? "end" : "none";
}

/** Returns the value of eight hexadecimal digits, or -1 where one is none (or lies beyond the end). */
function readEightDigits(bytes: Uint8Array, at: number): number {
  if (at + 8 > bytes.length) return -1;
  let value = 0;
  let seen = 0;
  for (let i = at; i < at + 8; i++) {
    const digit = hexDigits[bytes[i]];
    seen |= digit;
    value = (value << 4) | digit;
  }
  return seen < NOT_HEX ? value >>> 0 : -1;
}

function readDigits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 16 + hexDigits[bytes[i]];
  return value;
}

function skipDigits(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && hexDigits[bytes[at]] !== NOT_HEX) at++;
  return at;
}

function isBlank(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === NEWLINE || (bytes[at] === RETURN && bytes[at + 1] === NEWLINE);
}

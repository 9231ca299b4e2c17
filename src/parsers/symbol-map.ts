import type { SymbolMap } from "../model/symbol-map.ts";
import type { SymbolTable } from "../model/symbol-table.ts";
import { NO_ADDRESS, UNKNOWN_SYMBOL } from "../model/symbol-table.ts";
import { TextColumn } from "../model/text-column.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Companion } from "./parser.ts";
import type { MapLines } from "./symbol-map-lines.ts";
import { readMapLines } from "./symbol-map-lines.ts";

// Profiles that are read with one map share its table, so that a diff can match them row by row.
const mapsByBytes = new WeakMap<Uint8Array, SymbolMap>();

/**
 * Reads System.map or /proc/kallsyms; the same byte array gives the same SymbolMap object. Throws parse errors with
 * line and column for damage, and input errors for maps that cannot serve: without `_stext` or `_etext`, Debian's
 * stub, addresses hidden from the user who saved them.
 */
export function readSymbolMap(companion: Companion): SymbolMap {
  const known = mapsByBytes.get(companion.bytes);
  if (known !== undefined) return known;
  const map = arrangeFunctions(companion.path, readMapLines(companion));
  mapsByBytes.set(companion.bytes, map);
  return map;
}

function arrangeFunctions(path: string, lines: MapLines): SymbolMap {
  const { high, low, textStart, textEnd } = lines;
  if (lines.hidesAddresses) {
    throw refuse(
      path,
      "hidden-addresses",
      "every address in this map is 0: the kernel hid them (kptr_restrict)",
      "save /proc/kallsyms as root",
    );
  }
  if (textStart === null) throw refuse(path, "no-text-start", 'there is no "_stext" in this map', WHOLE_MAP);
  if (textEnd === null) throw refuse(path, "no-text-end", 'there is no "_etext" in this map', WHOLE_MAP);
  const textLength = (textEnd.high - textStart.high) * 2 ** 32 + (textEnd.low - textStart.low);
  if (textLength <= 0) {
    throw refuse(path, "no-text", `"_etext" stands ${-textLength} bytes before "_stext"`, WHOLE_MAP);
  }
  let offsets = new Float64Array(lines.count);
  let chosen = new Uint32Array(lines.count);
  let count = 0;
  let rises = true;
  for (let line = 0; line < lines.count; line++) {
    const offset = (high[line] - textStart.high) * 2 ** 32 + (low[line] - textStart.low);
    if (offset < 0 || offset >= textLength) continue;
    if (count > 0 && offset < offsets[count - 1]) rises = false;
    // Of aliases at one address the last in the map stays, as readprofile credits it.
    if (count > 0 && offset === offsets[count - 1]) count--;
    offsets[count] = offset;
    chosen[count++] = line;
  }
  if (!rises) {
    [offsets, chosen] = sortByOffset(offsets, chosen.subarray(0, count));
    count = keepLastAliases(offsets, chosen, count);
  }
  const starts = new Float64Array(count + 1);
  starts.set(offsets.subarray(0, count));
  starts[count] = textLength;
  return {
    path,
    textStart: (BigInt(textStart.high) << 32n) | BigInt(textStart.low),
    starts,
    symbols: makeTable(lines, chosen.subarray(0, count), starts),
  };
}

// /proc/kallsyms of old kernels lists symbols as they were linked. Equal offsets keep the map's order.
function sortByOffset(
  offsets: Float64Array,
  chosen: Uint32Array,
): [Float64Array<ArrayBuffer>, Uint32Array<ArrayBuffer>] {
  const order = Uint32Array.from(chosen, (_, i) => i).sort((a, b) => offsets[a] - offsets[b] || a - b);
  return [Float64Array.from(order, (i) => offsets[i]), order.map((i) => chosen[i])];
}

/** Leaves one row an address in place, the last in the map, as readprofile credits it; returns how many are left. */
function keepLastAliases(offsets: Float64Array, chosen: Uint32Array, count: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (kept > 0 && offsets[i] === offsets[kept - 1]) kept--;
    offsets[kept] = offsets[i];
    chosen[kept++] = chosen[i];
  }
  return kept;
}

function makeTable(lines: MapLines, chosen: Uint32Array, starts: Float64Array): SymbolTable {
  const count = chosen.length;
  const address = new BigUint64Array(count + 1);
  const halves = new Uint32Array(address.buffer);
  // The halves stand as this machine orders them: no bigint is made for any row.
  address[0] = 1n;
  const lowHalf = halves[0] === 1 ? 0 : 1;
  const sizeLow = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    halves[2 * i + lowHalf] = lines.low[chosen[i]];
    halves[2 * i + 1 - lowHalf] = lines.high[chosen[i]];
    sizeLow[i] = starts[i + 1] - starts[i];
  }
  address[count] = NO_ADDRESS;
  const sizeHigh = sizeLow.slice();
  sizeHigh[count] = Infinity;
  return {
    length: count + 1,
    name: pickNames(lines, chosen),
    module: new Uint32Array(count + 1),
    moduleNames: [""],
    address,
    sizeLow,
    sizeHigh,
  };
}

/** Returns the names of the chosen lines and `*unknown*`. Runs of neighbours, which are long, are copied whole. */
function pickNames({ names, nameOffsets }: MapLines, chosen: Uint32Array): TextColumn {
  const count = chosen.length;
  const offsets = new Uint32Array(count + 2);
  const picked = new Uint8Array(names.length + UNKNOWN_SYMBOL.length);
  let end = 0;
  for (let i = 0; i < count; ) {
    const from = chosen[i];
    let to = from;
    for (; i < count && chosen[i] === to; i++, to++) offsets[i] = end + nameOffsets[to] - nameOffsets[from];
    picked.set(names.subarray(nameOffsets[from], nameOffsets[to]), end);
    end += nameOffsets[to] - nameOffsets[from];
  }
  offsets[count] = end;
  picked.set(new TextEncoder().encode(UNKNOWN_SYMBOL), end);
  offsets[count + 1] = end + UNKNOWN_SYMBOL.length;
  return new TextColumn(picked.subarray(0, offsets[count + 1]), offsets);
}

const WHOLE_MAP =
  "take the whole System.map of the kernel that was profiled, or its /proc/kallsyms saved as root";

function refuse(path: string, code: string, message: string, hint: string): ZcprofError {
  return new ZcprofError("input", { code: `symbol-map/${code}`, message, hint, location: { path } });
}

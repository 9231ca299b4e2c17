import { GrowingIndices } from "../model/growing-columns.ts";
import type { SymbolInterner } from "../model/symbol-interner.ts";
import type { PprofFields } from "./pprof-framing.ts";
import { PprofIds } from "./pprof-ids.ts";
import type { PprofStrings } from "./pprof-strings.ts";
import { VarintCursor } from "./varint-cursor.ts";

type Fail = (code: string, problem: string) => never;

const UNKNOWN = new TextEncoder().encode("[unknown]");
const LINE = 4;
const NONE = -1;

/** The locations of a pprof file as frames: location i stands for the symbols frames[starts[i] .. starts[i + 1]), leaf first. */
export interface PprofLocations {
  readonly ids: PprofIds;
  readonly starts: Uint32Array;
  readonly frames: Uint32Array;
  /** The one frame of the location with an id, -1 where it has several, or none is known; ids beyond the array are in `ids`. */
  readonly single: Int32Array;
  /** Locations without a function. */
  readonly nameless: number;
}

/** Resolves every mapping, function and location; fails on ids that are 0, stand twice or lead nowhere. */
export function readPprofLocations(
  fields: PprofFields,
  path: string,
  strings: PprofStrings,
  symbols: SymbolInterner,
  fail: Fail,
): PprofLocations {
  const cursor = new VarintCursor(fields.bytes, path);
  const modules = readMappings(fields.bounds(3), cursor, strings, symbols, fail);
  const functions = readFunctions(fields.bounds(5), cursor, strings, symbols, fail);
  const unknown = symbols.internName(UNKNOWN, 0, UNKNOWN.length);
  const bounds = fields.bounds(4);
  const ids = new PprofIds(bounds.length / 2);
  const starts = new Uint32Array(bounds.length / 2 + 1);
  const frames = new GrowingIndices();
  const single = new Int32Array(bounds.length + 2).fill(-1);
  let nameless = 0;
  const values = emptyMessage();
  for (let i = 0; i < bounds.length; i += 2) {
    cursor.at = bounds[i];
    const end = bounds[i + 1];
    cursor.readScalars(end, values);
    const [, id, mapping] = values;
    if (id === 0) fail("dangling-id", "a location has the id 0");
    if (ids.get(id) >= 0) fail("double-id", `location ${id} stands twice`);
    ids.set(id, i / 2);
    const place = modules.ids.get(mapping);
    if (place < 0 && mapping !== 0) {
      fail("dangling-id", `location ${id} names mapping ${mapping}, which is missing`);
    }
    const module = mapping === 0 ? 0 : modules.module[place];
    cursor.at = bounds[i];
    while (cursor.at < end) {
      const tag = cursor.readSmall();
      const value = cursor.readNumber();
      if (tag >>> 3 !== LINE) {
        if ((tag & 7) !== 0) cursor.at += Number(value);
        continue;
      }
      cursor.readScalars(cursor.at + Number(value), values);
      const called = functions.ids.get(values[1]);
      if (called < 0 && values[1] !== 0) {
        fail("dangling-id", `location ${id} names function ${values[1]}, which is missing`);
      }
      const name = called < 0 ? NONE : functions.name[called];
      frames.push(symbols.internNamed(name === NONE ? unknown : name, module));
    }
    if (frames.length === starts[i / 2]) {
      nameless += 1;
      frames.push(symbols.internNamed(unknown, module));
    }
    starts[i / 2 + 1] = frames.length;
    if (typeof id === "number" && id < single.length && frames.length === starts[i / 2] + 1) {
      single[id] = frames.get(frames.length - 1);
    }
  }
  return { ids, starts, frames: frames.toArray(), single, nameless };
}

function readMappings(
  bounds: Uint32Array,
  cursor: VarintCursor,
  strings: PprofStrings,
  symbols: SymbolInterner,
  fail: Fail,
): { ids: PprofIds; module: Uint32Array } {
  const ids = new PprofIds(bounds.length / 2);
  const module = new Uint32Array(bounds.length / 2);
  const values = emptyMessage();
  for (let i = 0; i < bounds.length; i += 2) {
    cursor.at = bounds[i];
    cursor.readScalars(bounds[i + 1], values);
    const [, id, , , , filename] = values;
    if (ids.get(id) >= 0) fail("double-id", `mapping ${id} stands twice`);
    ids.set(id, i / 2);
    const path = strings.at(filename);
    module[i / 2] = symbols.internModule(path.slice(path.lastIndexOf("/") + 1));
  }
  return { ids, module };
}

// The name of each function as the interner numbers names, NONE for one that has none.
function readFunctions(
  bounds: Uint32Array,
  cursor: VarintCursor,
  strings: PprofStrings,
  symbols: SymbolInterner,
  fail: Fail,
): { ids: PprofIds; name: Int32Array } {
  const ids = new PprofIds(bounds.length / 2);
  const name = new Int32Array(bounds.length / 2);
  const values = emptyMessage();
  for (let i = 0; i < bounds.length; i += 2) {
    cursor.at = bounds[i];
    cursor.readScalars(bounds[i + 1], values);
    const [, id, plain, systemName] = values;
    if (ids.get(id) >= 0) fail("double-id", `function ${id} stands twice`);
    ids.set(id, i / 2);
    const own = strings.bytesAt(plain);
    const bytes = own.length > 0 ? own : strings.bytesAt(systemName);
    name[i / 2] = bytes.length === 0 ? NONE : symbols.internName(bytes, 0, bytes.length);
  }
  return { ids, name };
}

// A slot for each field that profile.proto may have; all tags are of one byte.
function emptyMessage(): (number | bigint)[] {
  return Array.from({ length: 16 }, () => 0);
}

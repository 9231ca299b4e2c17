import type { SymbolMap } from "../model/symbol-map.ts";
import type { SymbolTable } from "../model/symbol-table.ts";
import { NO_ADDRESS, UNKNOWN_SYMBOL } from "../model/symbol-table.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import type { CodeLines } from "./code-lines.ts";
import { type RawCore, returnRawCore, takeRawCore } from "./raw-core.ts";
import { StartSizes } from "./start-sizes.ts";
import type { MapLines } from "./symbol-map-lines.ts";
import { readMapLines } from "./symbol-map-lines.ts";

/**
 * Reads System.map or /proc/kallsyms. Throws parse errors with line and column for damage, and input errors for maps
 * that cannot serve: without `_stext` or `_etext`, Debian's stub, addresses hidden from the user who saved them.
 */
export async function readSymbolMap(source: ByteSource, given?: RawCore | null): Promise<SymbolMap> {
  const core = given === undefined ? takeRawCore() : given;
  const lines = await readMapLines(source, core);
  if (given === undefined) returnRawCore(core);
  return arrangeFunctions(source.path, lines);
}

function arrangeFunctions(path: string, lines: MapLines): SymbolMap {
  const { textStart, textEnd } = lines;
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
  // /proc/kallsyms of old kernels lists symbols as they were linked.
  const code = lines.code.sorted();
  const starts = new Float64Array(code.length + 1);
  const chosen = new Uint32Array(code.length);
  let count = 0;
  for (let line = 0; line < code.length; line++) {
    const offset = (code.high(line) - textStart.high) * 2 ** 32 + (code.low(line) - textStart.low);
    if (offset < 0 || offset >= textLength) continue;
    // Of aliases at one address the last in the map stays, as readprofile credits it.
    if (count > 0 && offset === starts[count - 1]) count--;
    starts[count] = offset;
    chosen[count++] = line;
  }
  starts[count] = textLength;
  code.keep(chosen.subarray(0, count));
  return {
    path,
    textStart: (BigInt(textStart.high) << 32n) | BigInt(textStart.low),
    starts: starts.subarray(0, count + 1),
    symbols: makeTable(code, starts),
  };
}

function makeTable(code: CodeLines, starts: Float64Array): SymbolTable {
  const functions = code.length;
  const length = functions + 1;
  code.reserve(UNKNOWN_NAME.length);
  code.push(NO_ADDRESS_HALF, NO_ADDRESS_HALF, UNKNOWN_NAME, 0, UNKNOWN_NAME.length);
  return {
    length,
    ...code.toColumns(),
    module: new Uint32Array(length),
    moduleNames: [""],
    sizeLow: new StartSizes(starts, length, 0),
    sizeHigh: new StartSizes(starts, length, Infinity),
  };
}

const UNKNOWN_NAME = new TextEncoder().encode(UNKNOWN_SYMBOL);
const NO_ADDRESS_HALF = Number(NO_ADDRESS & 0xffff_ffffn);
const WHOLE_MAP =
  "take the whole System.map of the kernel that was profiled, or its /proc/kallsyms saved as root";

function refuse(path: string, code: string, message: string, hint: string): ZcprofError {
  return new ZcprofError("input", { code: `symbol-map/${code}`, message, hint, location: { path } });
}

import { findBins } from "../analysis/find-bins.ts";
import { listNames } from "../analysis/listed-names.ts";
import { askWhetherMeant, nearestNames } from "../model/nearest-names.ts";
import type { SymbolBin } from "../model/symbol-bin.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { type ByteSource, readAll } from "../parsers/byte-source.ts";
import { chooseParser } from "../parsers/detect.ts";
import { readCounters } from "../parsers/raw-counters.ts";
import { checkRawProfile } from "../parsers/raw-profile-check.ts";
import { readListedBins } from "../parsers/readprofile/listed-bins.ts";
import { PARSERS } from "../parsers/registry.ts";
import { readSymbolMap } from "../parsers/symbol-map.ts";
import { openFile, PROC_PROFILE } from "./raw-input.ts";
import { parseSource } from "./source-spec.ts";

/** The bins of a symbol. */
export interface LoadedBins {
  readonly bins: readonly SymbolBin[];
  /** Bytes behind a bin; null where the source does not say. */
  readonly stepBytes: number | null;
}

/**
 * Reads the bins that hold a symbol's ticks from a raw profile with its map, or from a listing of `readprofile -b` or `-s`.
 * Throws input, parse and usage errors, also for a source without bins.
 */
export async function loadBins(
  source: string,
  symbol: string,
  wishes: {
    readonly packageRoot: string;
    readonly map?: string | undefined;
    readonly from?: string | undefined;
  },
): Promise<LoadedBins> {
  const specs = await parseSource(source, wishes.packageRoot);
  const [spec] = specs;
  if (specs.length > 1 || spec.kind === "stdin" || spec.kind === "sim") throw noBins(source, symbol);
  const path = spec.kind === "proc" ? PROC_PROFILE : spec.path;
  const { source: opened, head } = await openFile(path);
  const { parser } = chooseParser(PARSERS, head, path, wishes.from);
  const mapPath = wishes.map ?? (spec.kind === "proc" ? "/proc/kallsyms" : undefined);
  const bins =
    parser.id === "raw-profile"
      ? await findRawBins(opened, symbol, mapPath)
      : listedBins(Buffer.from(await readAll(opened)), symbol, path);
  if (bins !== null) return bins;
  throw noBins(source, symbol);
}

function noBins(source: string, symbol: string): ZcprofError {
  return new ZcprofError("usage", {
    code: "bins/none",
    message: `${source} says nothing of the bins of ${symbol}`,
    hint: "one file has them: a raw profile with --map, or a listing of readprofile -b or -s",
    location: { path: source },
  });
}

async function findRawBins(
  source: ByteSource,
  symbol: string,
  mapPath: string | undefined,
): Promise<LoadedBins> {
  const { path } = source;
  if (mapPath === undefined) {
    throw new ZcprofError("usage", {
      code: "raw-profile/no-map",
      message: "a raw profile holds counters without names and needs the symbol map of its kernel",
      hint: "add --map System.map",
      location: { path },
    });
  }
  const counters = await readCounters(source);
  const map = await readSymbolMap((await openFile(mapPath)).source);
  checkRawProfile(path, counters, map);
  const { stepBytes } = counters;
  const bins = findBins(counters.bins, stepBytes, map, symbol);
  if (bins === null) throw noSymbol(mapPath, "the map has no symbol", symbol, listNames([map]));
  return { bins, stepBytes };
}

function listedBins(bytes: Buffer, symbol: string, path: string): LoadedBins | null {
  const { bins, owners } = readListedBins(bytes, symbol);
  if (bins !== null) return { bins, stepBytes: null };
  if (owners.size > 0) throw noSymbol(path, "the listing has no bins of", symbol, owners);
  return null;
}

function noSymbol(path: string, message: string, symbol: string, names: Iterable<string>): ZcprofError {
  const question = askWhetherMeant(nearestNames(symbol, names));
  return new ZcprofError("usage", {
    code: "bins/unknown-symbol",
    message: `${message} ${symbol}`,
    ...(question === null ? {} : { hint: question }),
    location: { path },
  });
}

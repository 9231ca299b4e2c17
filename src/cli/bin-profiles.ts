import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import type { SymbolBin } from "../model/symbol-bin.ts";
import { TextColumn } from "../model/text-column.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { formatOffset } from "../text/format-offset.ts";
import { type LoadedBins, loadBins } from "./load-bins.ts";
import { parseSource } from "./source-spec.ts";

/** What reading bins needs of the flags. */
interface BinWishes {
  readonly packageRoot: string;
  readonly map?: string | undefined;
  readonly from?: string | undefined;
}

/** A run's bins with the source that they are of. */
interface RunBins extends LoadedBins {
  readonly source: string;
}

/**
 * Reads the bins of a symbol on each side, as profiles whose rows are bins by their offset in the symbol, in bytes, by
 * their address where no offset is said, and whose total is the symbol's. Throws usage, input and parse errors, and an incomparable one where a bin of one run is no bin of
 * another.
 */
export async function loadBinProfiles(
  sources: readonly string[],
  symbol: string,
  wishes: BinWishes,
): Promise<Profile[][]> {
  const sides: RunBins[][] = [];
  for (const source of sources) sides.push(await loadSide(source, symbol, wishes));
  const runs = sides.flat();
  for (const run of runs) refuseOtherBins(runs[0], run);
  const notes = noteBins(runs);
  return sides.map((side) => side.map((run) => toProfile(run, symbol, run === runs[0] ? notes : [])));
}

async function loadSide(source: string, symbol: string, wishes: BinWishes): Promise<RunBins[]> {
  const specs = await parseSource(source, wishes.packageRoot);
  const shown =
    specs.length === 1 ? [source] : specs.map((spec) => (spec.kind === "file" ? spec.path : source));
  const runs: RunBins[] = [];
  for (const one of shown) runs.push({ source: one, ...(await loadBins(one, symbol, wishes)) });
  return runs;
}

/**
 * Both sides are read by one map, so that bins of one size begin at the same bytes of the symbol. Where none says offsets, bins
 * are known by their addresses.
 */
function refuseOtherBins(first: RunBins, run: RunBins): void {
  if (first.stepBytes === run.stepBytes && saysOffsets(first) === saysOffsets(run)) return;
  throw new ZcprofError("incomparable", {
    code: "bins/incomparable",
    message: `${first.source} has ${nameBins(first)}, ${run.source} ${nameBins(run)}`,
    hint: "compare raw profiles of one step, or listings of one mode",
    location: { path: run.source },
  });
}

/** Whether the source says where in the symbol its bins begin. */
function saysOffsets({ bins }: RunBins): boolean {
  return bins.every(({ offset }) => offset !== null);
}

function nameBins(run: RunBins): string {
  if (run.stepBytes !== null) return `bins of ${run.stepBytes} bytes`;
  return saysOffsets(run) ? "bins of a listing" : "bins of a listing without offsets (readprofile -b)";
}

function noteBins(runs: readonly RunBins[]): Diagnostic[] {
  return [...noteAddresses(runs), ...noteSeveral(runs), ...noteShared(runs)];
}

function noteAddresses(runs: readonly RunBins[]): Diagnostic[] {
  if (runs.every(saysOffsets)) return [];
  return [
    {
      code: "bins/addresses",
      message:
        "readprofile -b says no offsets: bins are compared by address, which is the same in one kernel alone",
      hint: "listings of readprofile -s, or raw profiles with --map, compare symbols of two kernels",
    },
  ];
}

function noteSeveral(runs: readonly RunBins[]): Diagnostic[] {
  const run = runs.find(({ bins }) => new Set(bins.map(placeOf)).size < bins.length);
  if (run === undefined) return [];
  return [
    {
      code: "bins/several",
      message: `${run.source} has several functions of that name: their bins at one offset are added up`,
      hint: "zcprof show --bins has those of each, by address",
    },
  ];
}

/** Where in its symbol a bin begins, or in memory where the source does not say. */
function placeOf({ offset, address }: SymbolBin): string {
  return offset === null ? `0x${address.toString(16)}` : formatOffset(offset);
}

function noteShared(runs: readonly RunBins[]): Diagnostic[] {
  const shared = new Set(runs.flatMap(({ bins }) => bins.flatMap(({ others }) => others)));
  if (shared.size === 0) return [];
  return [
    {
      code: "bins/shared",
      message: `bins at its ends hold ticks of ${[...shared].join(", ")} too, which nobody can tell apart`,
    },
  ];
}

function toProfile(
  { source, bins, stepBytes }: RunBins,
  symbol: string,
  notes: readonly Diagnostic[],
): Profile {
  // Of several functions of one name the bins at one offset are added up.
  const ticks = new Map<string, number>();
  for (const bin of bins) {
    const name = placeOf(bin);
    ticks.set(name, (ticks.get(name) ?? 0) + bin.ticks);
  }
  const none = { address: null, sizeLow: null, sizeHigh: null };
  return finishProfile({
    title: `${symbol} in ${source}`,
    symbols: {
      length: ticks.size,
      name: TextColumn.from([...ticks.keys()]),
      module: new Uint32Array(ticks.size),
      moduleNames: [""],
      ...none,
    },
    measures: [
      {
        type: { event: "ticks", unit: "ticks", period: 1, assumes: "counts", better: "lower" },
        counts: Float64Array.from(ticks.values()),
        coverage: { kind: "complete" },
      },
    ],
    provenance: {
      path: source,
      listing: { index: 1, of: 1 },
      format: "bins",
      formatReason: `bins of ${symbol}`,
      origin: { kind: "measured" },
      exposure: { bytes: null, seconds: null },
      checksum: null,
      statedLoadPercent: null,
      facts: { countedBy: "bin", ...(stepBytes === null ? {} : { stepBytes }) },
    },
    diagnostics: notes,
  });
}

import type { RunFacts } from "../model/provenance.ts";
import type { DispersionPrior } from "../stats/moderation.ts";

/** Run-to-run noise of one name, learned from identical runs. */
export interface NoiseEntry {
  /** Variance over mean of its counts, exposure taken out: 1 is sampling noise alone. */
  readonly phi: number;
  /** 95 % interval of phi, from chi-square with the file's df. */
  readonly interval: { readonly low: number; readonly high: number; readonly level: number };
  /** phi after its family was heard, at least 1. */
  readonly shrunk: number;
  /** Ticks a run. */
  readonly meanTicks: number;
}

export interface NoiseSymbol extends NoiseEntry {
  readonly symbol: string;
  readonly module: string;
}

export interface NoiseGroup extends NoiseEntry {
  readonly group: string;
  /** Mean, by ticks, of the upper ends that its symbols are tested with; 0 where none of them is. */
  readonly members: number;
}

/** What `zcprof noise` writes, and `diff --noise` reads; the JSON has the same names. */
export interface NoiseFile {
  readonly schema: "zcprof.noise/1";
  readonly sources: readonly { readonly path: string; readonly checksum: string | null }[];
  readonly runs: number;
  /** Degrees of freedom behind each phi: runs - 1. */
  readonly df: number;
  readonly event: string;
  readonly unit: string;
  /** The normalisation under which phi was measured; another one has another phi. */
  readonly normalize: string;
  /** Machine and workload as the runs state them; only facts in which all runs agree. */
  readonly facts: RunFacts;
  readonly prior: { readonly symbols: DispersionPrior; readonly groups: DispersionPrior };
  readonly total: NoiseEntry;
  readonly groups: readonly NoiseGroup[];
  readonly symbols: readonly NoiseSymbol[];
  /** Symbols that were seen, with too few ticks a run for a dispersion of their own. */
  readonly rare: readonly { readonly symbol: string; readonly module: string }[];
}

/** Returns the name under which a noise file knows a symbol. */
export function noiseKey(symbol: string, module: string): string {
  return module === "" ? symbol : `${module}\0${symbol}`;
}

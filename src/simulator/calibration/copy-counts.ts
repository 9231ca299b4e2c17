import type { MissRow, Simulation } from "../simulation.ts";
import type { SimulationParameters } from "../simulation-parameters.ts";
import { COPY_COSTS, type CopyCosts, toCosts } from "./copy-costs.ts";

/** The functions that copy, with the structures that each reads and writes. */
const COPIES = {
  file_read_actor: { reads: "page cache", writes: "user buffer", isString: true },
  __generic_copy_from_user: { reads: "user buffer", writes: "payload", isString: true },
  csum_partial_copy_generic: { reads: "user buffer", writes: "payload", isString: false },
} as const;

/** The functions that copy. */
export const COPY_FUNCTIONS = [
  "file_read_actor",
  "__generic_copy_from_user",
  "csum_partial_copy_generic",
] as const;

export type CopyFunction = (typeof COPY_FUNCTIONS)[number];

/**
 * Returns how often each cost of a copy is paid in one function, a second: what a cycle more of it adds. `warm` are the
 * function's own cycles a call. Every string copy is taken for a fast one, as those of the calibrated variants are but
 * for a few bytes a file.
 */
export function countCopyCosts(simulation: Simulation, name: CopyFunction, warm: number): CopyCosts {
  const symbol = simulation.symbols.find((each) => each.name === name);
  if (symbol === undefined) return toCosts(COPY_COSTS.map(() => 0));
  const { parameters } = simulation;
  const { reads, writes, isString } = COPIES[name];
  const missesOf = (structure: MissRow["structure"]): { l1: number; l2: number } => {
    const row = symbol.structures.find((each) => each.structure === structure);
    return { l1: row?.l1Misses ?? 0, l2: row?.l2Misses ?? 0 };
  };
  const read = missesOf(reads);
  const common = { "cost.l2Read": read.l1 - read.l2 };
  const loops = symbol.instructionCycles - warm * symbol.calls;
  if (isString) {
    return {
      ...common,
      "cost.fastString": loops / parameters["cost.fastString"],
      "cost.checksumCopy": 0,
      "cost.straddle": 0,
      "cost.wholeLine": missesOf(writes).l2,
    };
  }
  const lines = countChecksumLines(simulation, parameters);
  return {
    ...common,
    "cost.fastString": 0,
    "cost.checksumCopy": lines,
    "cost.straddle": (loops - lines * parameters["cost.checksumCopy"]) / parameters["cost.straddle"],
    "cost.wholeLine": 0,
  };
}

/** What is sent and not copied as a string is copied by the checksum copy. */
function countChecksumLines({ symbols, rates }: Simulation, parameters: SimulationParameters): number {
  const string = symbols.find(({ name }) => name === "__generic_copy_from_user");
  const stringLines = string === undefined ? 0 : string.instructionCycles / parameters["cost.fastString"];
  return rates.bytesPerSecond.mean / parameters["cache.line"] - stringLines;
}

import type { Interval } from "../stats/interval.ts";
import { wilsonInterval } from "../stats/proportion.ts";
import type { SelftestCell } from "./selftest.ts";

/** What docs/statistics.md says of a figure, in every cell that it says it of. */
export interface SelftestClaim {
  readonly id: string;
  /** The figure and the band, for people. */
  readonly text: string;
  /** The true rate lies in [low, high]. */
  readonly low: number;
  readonly high: number;
  /** Why this band, and why not in the other cells. */
  readonly reason: string;
}

/** A claim held against one cell. */
export interface ClaimedCell {
  /** Index of the cell in the table of the selftest. */
  readonly cell: number;
  readonly value: number;
  /** 99 % interval of the true rate: so many trials tell no more. */
  readonly interval: Interval;
  /** False where the whole interval lies outside of the band: no chance of the draws explains it. */
  readonly holds: boolean;
}

export interface ClaimOutcome {
  readonly claim: SelftestClaim;
  /** Every cell that the claim is made of. */
  readonly cells: readonly ClaimedCell[];
}

interface Measured {
  readonly value: number;
  /** Draws behind the value. */
  readonly of: number;
}

/** Confidence of the interval of a figure: with about thirty figures, one in four tables would leave a band by chance at 99 % if it held with nothing to spare. */
const LEVEL = 0.99;

const CLAIMS: readonly (SelftestClaim & { readonly measure: (cell: SelftestCell) => Measured | null })[] = [
  {
    id: "false-alarms",
    text: "false alarms",
    low: 0,
    high: 0.07,
    reason:
      "False alarms: trials in which nothing changed and something was found. Benjamini-Hochberg at .05 allows 5 %, estimated " +
      "dispersions may add two points. Not said of one profile a side where runs vary: its interval holds sampling noise only, " +
      "and diff prints how much more a finding stands.",
    measure: (cell) =>
      cell.claim === "sampling noise only" ? null : { value: cell.falseAlarms, of: cell.trials },
  },
  {
    id: "coverage",
    text: "coverage",
    low: 0.93,
    high: 0.97,
    reason:
      "Coverage: 95 % intervals that hold the truth. Said of one profile a side whose runs vary as sampling does, and of five a side at dispersion 2 and more. Not said of two a side, nor of " +
      "dispersion up to 1, where the floor at 1 makes intervals wider than they need be.",
    measure: (cell) => (cell.claim === "claimed" ? { value: cell.coverage, of: cell.intervals } : null),
  },
  {
    id: "floored-coverage",
    text: "coverage, dispersion <= 1",
    low: 0.95,
    high: 1,
    reason: "The floor at 1 may make an interval too wide, never too narrow.",
    measure: (cell) => (cell.claim === "floored at 1" ? { value: cell.coverage, of: cell.intervals } : null),
  },
  {
    id: "bounded-coverage",
    text: "coverage, cut listing",
    low: 0.93,
    high: 1,
    reason: "What a cut listing hides makes an interval too wide, never too narrow.",
    measure: (cell) => (cell.claim === "bounds" ? { value: cell.coverage, of: cell.intervals } : null),
  },
  {
    id: "power-1.5",
    text: "power x1.5, dispersion <= 2",
    low: 0.9,
    high: 1,
    reason:
      "Power: one symbol of 150 ticks a run is planted among many, five a side; above dispersion 2 fewer are found, as the table shows.",
    measure: (cell) => (cell.runs === 5 && cell.dispersion <= 2 ? powerAt(cell, 1.5) : null),
  },
  {
    id: "power-2",
    text: "power x2, dispersion <= 4",
    low: 0.97,
    high: 1,
    reason: "The same for x2, to dispersion 4.",
    measure: (cell) => (cell.runs === 5 && cell.dispersion <= 4 ? powerAt(cell, 2) : null),
  },
];

/** Holds every claim against the cells that it is made of. */
export function checkSelftest(cells: readonly SelftestCell[]): readonly ClaimOutcome[] {
  return CLAIMS.map(({ measure, ...claim }) => ({
    claim,
    cells: cells.flatMap((cell, index) => {
      const measured = measure(cell);
      return measured === null ? [] : [holdAgainst(claim, measured, index)];
    }),
  }));
}

function holdAgainst({ low, high }: SelftestClaim, { value, of }: Measured, cell: number): ClaimedCell {
  const interval = wilsonInterval(value * of, of, LEVEL);
  return { cell, value, interval, holds: interval.high >= low && interval.low <= high };
}

function powerAt({ power, trials }: SelftestCell, wanted: number): Measured | null {
  const found = power.find(({ ratio }) => ratio === wanted);
  return found === undefined ? null : { value: found.found, of: trials };
}

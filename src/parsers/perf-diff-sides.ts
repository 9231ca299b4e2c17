import { countTooLarge, MAX_COUNT } from "../model/count-limit.ts";
import type { Location } from "../model/diagnostic.ts";
import type { MeasureDraft } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { PerfTable } from "./perf-table.ts";
import type { StackSamples } from "./stack-samples.ts";

/** Half a unit of the last printed digit of a percentage. */
const HALF_DIGIT = 0.005;

const DIFFERENCE = /^[+-]\d+(\.\d+)?%$/;

/** One recording of a perf diff, with its columns of samples. */
export class DiffSide {
  readonly title: string;
  readonly #samples: StackSamples;
  readonly #base: number;
  readonly #delta: number | null;
  readonly #period: number;
  readonly #columns: readonly [percent: number, low: number, high: number, period: number];

  /** Takes the column numbers of the table: `delta` is null for the baseline, -1 where the table has another measure. */
  constructor(title: string, samples: StackSamples, base: number, delta: number | null, period: number) {
    this.title = title;
    this.#samples = samples;
    this.#base = base;
    this.#delta = delta;
    this.#period = period;
    this.#columns = [samples.addMeasure(), samples.addMeasure(), samples.addMeasure(), samples.addMeasure()];
  }

  /** Whether the table says what this recording has. */
  get isReadable(): boolean {
    return this.#delta !== -1 || this.#period >= 0;
  }

  add(sample: number, cells: readonly string[], place: Location): void {
    const [percent, low, high, period] = this.#columns;
    if (this.#period >= 0) this.#samples.add(sample, period, readNumber(cells[this.#period], place));
    if (this.#delta === -1) return;
    const base = readNumber(cells[this.#base], place);
    const baseError = cells[this.#base] === "" ? 0 : HALF_DIGIT;
    if (this.#delta === null) {
      this.#addRounded(sample, [percent, low, high], base, baseError);
    } else if (cells[this.#delta] !== "") {
      const value = Math.max(0, base + readNumber(cells[this.#delta], place, DIFFERENCE));
      this.#addRounded(sample, [percent, low, high], value, baseError + HALF_DIGIT);
    }
  }

  measures(event: string, columns: readonly Float64Array[]): MeasureDraft[] {
    const [percent, low, high, period] = this.#columns;
    const coverage = { kind: "unstated", absent: "unknown" } as const;
    const measures: MeasureDraft[] = [];
    if (this.#period >= 0) {
      measures.push({
        type: {
          event: `${event}:period`,
          unit: "events",
          period: null,
          assumes: "repeated",
          better: "lower",
        },
        counts: columns[period],
        coverage,
      });
    }
    if (this.#delta !== -1) {
      const listed = columns[percent].reduce((sum, value) => sum + value, 0);
      measures.push({
        type: { event, unit: "percent", period: null, assumes: "shares", better: "lower" },
        counts: columns[percent],
        low: columns[low],
        high: columns[high],
        total: Math.max(100, listed),
        coverage,
      });
    }
    return measures;
  }

  #addRounded(
    sample: number,
    [percent, low, high]: readonly [number, number, number],
    value: number,
    error: number,
  ): void {
    this.#samples.add(sample, percent, value);
    this.#samples.add(sample, low, Math.max(0, value - error));
    this.#samples.add(sample, high, value + error);
  }
}

/** Finds the recordings of a perf diff by its headings: Baseline[/0], Delta[ Abs][/N], Base period, Period. */
export function findDiffSides(table: PerfTable, samples: StackSamples, place: Location): readonly DiffSide[] {
  const { headings } = table;
  const base = headings.findIndex((heading) => heading.startsWith("Baseline"));
  if (!headings.includes("Symbol")) {
    throw new ZcprofError("parse", {
      code: "perf-diff/no-symbol",
      message: `expected a column Symbol, found ${headings.join(", ")}`,
      hint: "compare by symbol: perf diff --sort dso,symbol",
      location: place,
    });
  }
  const basePeriod = headings.findIndex((heading) => /^Base period\b/.test(heading));
  const sides = [new DiffSide("base", samples, base, null, basePeriod)];
  const deltas = headings.flatMap((heading, i) => (/^(Delta|Ratio|Weighted diff)/.test(heading) ? [i] : []));
  for (const [k, column] of deltas.entries()) {
    const suffix = /\/\d+$/.exec(headings[column])?.[0] ?? "";
    const period = headings.findIndex((heading) => /^Period\b/.test(heading) && heading.endsWith(suffix));
    const isDelta = headings[column].startsWith("Delta");
    sides.push(
      new DiffSide(
        deltas.length > 1 ? `next ${k + 1}` : "next",
        samples,
        base,
        isDelta ? column : -1,
        period,
      ),
    );
  }
  return sides;
}

// "" is 0, "4.12%", "22066198"; only a difference, "+14.66%", has a sign.
function readNumber(cell: string, place: Location, shape = /^\d+(\.\d+)?%?$/): number {
  if (cell === "") return 0;
  const value = shape.test(cell) ? Number.parseFloat(cell) : Number.NaN;
  if (Math.abs(value) > MAX_COUNT) throw countTooLarge(cell, placeOf(cell, place));
  if (Number.isNaN(value)) {
    throw new ZcprofError("parse", {
      code: "perf-diff/bad-number",
      message: `expected a percentage or a period, found ${JSON.stringify(cell)}`,
      location: placeOf(cell, place),
    });
  }
  return value;
}

function placeOf(cell: string, place: Location): Location {
  return { ...place, column: Math.max(0, place.text?.indexOf(cell) ?? 0) + 1 };
}

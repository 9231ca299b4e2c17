import { TextInterner } from "../model/text-interner.ts";
import type { StackSamples } from "./stack-samples.ts";

/** An event of a recording; its measures are columns of the samples. */
export interface PerfEvent {
  readonly name: string;
  readonly counts: number;
  readonly periods: number;
  /** False once a sample states no period. */
  hasPeriods: boolean;
  /** The period of every sample so far, 0 before the first, NaN once two differ. */
  period: number;
}

/** The events of a recording in order of first sight. */
export class PerfEvents {
  readonly list: PerfEvent[] = [];
  readonly #names = new TextInterner();
  readonly #samples: StackSamples;

  constructor(samples: StackSamples) {
    this.#samples = samples;
  }

  /** Returns the number of the event bytes[start .. end), with its measures made at first sight; an empty name is `samples`. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const id = this.#names.intern(bytes, start, end);
    if (id === this.list.length) {
      const name = this.#names.at(id) || "samples";
      const [counts, periods] = [this.#samples.addMeasure(), this.#samples.addMeasure()];
      this.list.push({ name, counts, periods, hasPeriods: true, period: 0 });
    }
    return id;
  }

  /** Adds one sample of event `id`; NaN where it states no period. */
  add(id: number, sample: number, period: number): void {
    const event = this.list[id];
    this.#samples.add(sample, event.counts, 1);
    if (Number.isNaN(period)) {
      event.hasPeriods = false;
      return;
    }
    this.#samples.add(sample, event.periods, period);
    if (event.period !== period) event.period = event.period === 0 ? period : Number.NaN;
  }
}

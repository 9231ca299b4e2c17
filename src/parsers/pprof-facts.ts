import type { SampleType } from "../model/profile.ts";
import type { PprofFields } from "./pprof-framing.ts";
import { pprofSampleType } from "./pprof-sample-type.ts";
import type { PprofStrings } from "./pprof-strings.ts";
import type { VarintCursor } from "./varint-cursor.ts";

/** What a pprof file says of itself, beside its samples. Each answer fails on a string that is missing. */
export class PprofFacts {
  readonly #fields: PprofFields;
  readonly #cursor: VarintCursor;
  readonly #strings: PprofStrings;

  constructor(fields: PprofFields, cursor: VarintCursor, strings: PprofStrings) {
    this.#fields = fields;
    this.#cursor = cursor;
    this.#strings = strings;
  }

  /** Returns what each column of values counts. */
  sampleTypes(): readonly SampleType[] {
    const periodType = this.#readTypes(11).at(-1);
    const period = this.#lastNumber(12) || null;
    return this.#readTypes(1).map(({ event, unit }) => {
      const isStated = periodType?.event === event && periodType.unit === unit;
      return pprofSampleType(event, unit, isStated ? period : null);
    });
  }

  /** Returns the event to be shown first: the one that the file names, else its last, as pprof has it. */
  defaultEvent(): string {
    const named = this.#strings.at(this.#lastNumber(14));
    const events = this.#readTypes(1).map(({ event }) => event);
    return named !== "" && events.includes(named) ? named : (events.at(-1) ?? "");
  }

  /** Returns how long was sampled, null where that is not said. */
  seconds(): number | null {
    const nanoseconds = this.#lastNumber(10);
    return nanoseconds > 0 ? nanoseconds / 1e9 : null;
  }

  /** Returns the pattern of frames that viewers are asked to hide, or "". */
  dropFrames(): string {
    return this.#strings.at(this.#lastNumber(7));
  }

  #readTypes(field: number): { event: string; unit: string }[] {
    const bounds = this.#fields.bounds(field);
    const values = [0, 0, 0] as (number | bigint)[];
    const types: { event: string; unit: string }[] = [];
    for (let i = 0; i < bounds.length; i += 2) {
      this.#cursor.at = bounds[i];
      this.#cursor.readScalars(bounds[i + 1], values);
      types.push({ event: this.#strings.at(values[1]), unit: this.#strings.at(values[2]) });
    }
    return types;
  }

  // The last one counts where a field stands twice, as protocol buffers have it.
  #lastNumber(field: number): number {
    const bounds = this.#fields.bounds(field);
    if (bounds.length === 0) return 0;
    this.#cursor.at = bounds[bounds.length - 2];
    return this.#cursor.readSigned();
  }
}

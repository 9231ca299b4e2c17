import type { SizeColumn } from "../../model/symbol-table.ts";
import { sizeFromLoad } from "../printed-load.ts";
import { NO_LOAD } from "./row.ts";

/**
 * One end of the sizes that ticks and printed loads (in ten-thousandths, NO_LOAD where none tells the size) leave open: of
 * 200,000 functions a table shows 30, so they are worked out when asked for.
 */
export class LoadSizes implements SizeColumn {
  readonly length: number;
  readonly #ticks: Float64Array;
  readonly #loads: Float64Array;
  readonly #end: "low" | "high";

  constructor(ticks: Float64Array, loads: Float64Array, end: "low" | "high") {
    this.length = ticks.length;
    this.#ticks = ticks;
    this.#loads = loads;
    this.#end = end;
  }

  at(index: number): number | undefined {
    if (!(index >= 0 && index < this.length)) return undefined;
    const load = this.#loads[index];
    if (load === Infinity) return 0;
    const size = load === NO_LOAD ? null : sizeFromLoad(this.#ticks[index], load);
    return (size ?? ANY_SIZE)[this.#end];
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let i = 0; i < this.length; i++) yield this.at(i) ?? Number.NaN;
  }
}

const ANY_SIZE = { low: 0, high: Infinity };

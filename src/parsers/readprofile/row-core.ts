import type { RowBatch } from "../../model/listing-rows.ts";
import { type CoreMemory, type CoreVariable, compileCore, instantiateCore } from "../../model/wasm-core.ts";
import { SLACK_BYTES } from "../whole-lines.ts";
import type { Order } from "./order.ts";
import type { Layout } from "./row.ts";
import { TOTAL_WORD_BYTES } from "./words.ts";

/** The core's code in base 64, which scripts/build.mjs puts here; there is none where zcprof runs from its sources. */
declare const READPROFILE_CORE: string | undefined;

/** What wasm/readprofile-core.ts exports; numbers are places in the linear memory. */
interface Core extends CoreMemory {
  start(): void;
  addWord(length: number): number;
  textStart(): number;
  textBytes(): number;
  namesStart(): number;
  nameEndsStart(): number;
  linesStart(): number;
  addressesStart(): number;
  ticksStart(): number;
  loadsStart(): number;
  read(
    at: number,
    end: number,
    isVerbose: number,
    nameBase: number,
    line: number,
    ticksBefore: number,
    tickBefore: number,
    loadBefore: number,
  ): number;
  readonly rows: CoreVariable;
  readonly nameBytes: CoreVariable;
  readonly sum: CoreVariable;
  readonly leastTicks: CoreVariable;
  readonly leastLoad: CoreVariable;
  readonly lastTicks: CoreVariable;
  readonly lastLoad: CoreVariable;
  readonly orders: CoreVariable;
  readonly oddRows: CoreVariable;
  readonly firstOddRow: CoreVariable;
  readonly sizedRows: CoreVariable;
}

/** Where a run of rows stands: what the rows before it came to. */
export interface RunStart {
  readonly layout: Layout;
  readonly nameBytes: number;
  readonly line: number;
  readonly sum: number;
  readonly byTicks: Pick<Order, "last">;
  readonly byLoad: Pick<Order, "last">;
}

/** Functions whose rows stand one behind the other, just as the tool prints them; valid until the next run is read. */
export interface PrintedRun {
  readonly rows: RowBatch;
  /** Ticks of all functions of the listing up to the last of these. */
  readonly sum: number;
  readonly leastTicks: number;
  /** In ten-thousandths, as the following. */
  readonly leastLoad: number;
  readonly ticksOrder: RunOrder;
  readonly loadOrder: RunOrder;
  /** The load of each row from which its size follows, NO_LOAD where none does. */
  readonly sizingLoads: Float64Array;
  readonly sizedRows: number;
  /** Rows whose ticks and load fit no whole number of bytes, and the line of the first. */
  readonly oddLoads: { readonly count: number; readonly firstLine: number };
}

interface RunOrder {
  readonly last: number;
  readonly rises: boolean;
  readonly falls: boolean;
}

/** Reads runs of printed rows in WebAssembly, which needs no warming up: a listing is read before JavaScript is fast. */
export class RowCore {
  /** The input must lie here. */
  readonly room: Buffer;
  readonly #core: Core;
  readonly #text: number;

  /** Starts the core; throws where the engine or the processor has no 128-bit SIMD, or no memory is left. */
  constructor(code: Uint8Array) {
    this.#core = instantiateCore<Core>(compileCore(code));
    this.#core.start();
    const memory = new Uint8Array(this.#core.memory.buffer);
    for (const word of TOTAL_WORD_BYTES) memory.set(word, this.#core.addWord(word.length));
    this.#text = this.#core.textStart();
    this.room = Buffer.from(memory.buffer, this.#text, this.#core.textBytes() + SLACK_BYTES);
  }

  /**
   * Reads rows from room[at] up to `end`, which is behind a line feed; returns the place of the first line that is not one
   * of the layout just as the tool prints it, or is the total's, and gives the rows before it to `take`, if there are any.
   */
  read(at: number, end: number, start: RunStart, take: (run: PrintedRun) => void): number {
    const core = this.#core;
    const { nameBytes, line, sum, byTicks, byLoad } = start;
    const isVerbose = start.layout === "verbose";
    const stop = core.read(
      this.#text + at,
      this.#text + end,
      isVerbose ? 1 : 0,
      nameBytes,
      line,
      sum,
      byTicks.last,
      byLoad.last,
    );
    const length = core.rows.value;
    if (length > 0) take(this.#describe(length, isVerbose, line));
    return stop - this.#text;
  }

  #describe(length: number, isVerbose: boolean, line: number): PrintedRun {
    const core = this.#core;
    const { buffer } = core.memory;
    const orders = core.orders.value;
    return {
      rows: {
        names: new Uint8Array(buffer, core.namesStart(), core.nameBytes.value),
        nameEnds: new Uint32Array(buffer, core.nameEndsStart(), length),
        counts: new Float64Array(buffer, core.ticksStart(), length),
        lines: new Uint32Array(buffer, core.linesStart(), length),
        addresses: isVerbose ? new Uint32Array(buffer, core.addressesStart(), length * 2) : null,
      },
      sum: core.sum.value,
      leastTicks: core.leastTicks.value,
      leastLoad: core.leastLoad.value,
      ticksOrder: {
        last: core.lastTicks.value,
        rises: (orders & 1) !== 0,
        falls: (orders & 2) !== 0,
      },
      loadOrder: {
        last: core.lastLoad.value,
        rises: (orders & 4) !== 0,
        falls: (orders & 8) !== 0,
      },
      sizingLoads: new Float64Array(buffer, core.loadsStart(), length),
      sizedRows: core.sizedRows.value,
      oddLoads: { count: core.oddRows.value, firstLine: line + core.firstOddRow.value },
    };
  }
}

/** A core that nobody reads with at the moment: the next listing finds its memory warm. */
let idle: RowCore | null = null;

/** Returns a core, or null where the code or what it needs is missing: every listing is the same without it. */
export function takeRowCore(): RowCore | null {
  const core = idle;
  idle = null;
  if (core !== null || typeof READPROFILE_CORE === "undefined") return core;
  try {
    return new RowCore(Buffer.from(READPROFILE_CORE, "base64"));
  } catch {
    return null;
  }
}

/** Gives a core back, of which nothing is used any more. */
export function returnRowCore(core: RowCore | null): void {
  idle ??= core;
}

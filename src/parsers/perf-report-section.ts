import { countTooLarge, MAX_COUNT } from "../model/count-limit.ts";
import type { Diagnostic, Location } from "../model/diagnostic.ts";
import type { MeasureDraft } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { decodeLatin1 } from "./latin1-text.ts";
import { perfModule } from "./perf-module.ts";
import { readPerfSymbol } from "./perf-symbol.ts";
import type { PerfTable } from "./perf-table.ts";
import type { StackSamples } from "./stack-samples.ts";

/** Half a unit of the last printed digit of a percentage. */
const HALF_DIGIT = 0.005;

/** A printed number and what it may have been before it was rounded. */
interface Rounded {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A row whose call graph lines may still follow. */
interface OpenRow {
  readonly comm: number;
  readonly leaf: number;
  readonly name: string;
  readonly count: Rounded;
  readonly line: number;
  /** What no line of the call graph has accounted for so far. */
  left: number;
}

/** The rows of one event of a perf report. */
export class PerfReportSection {
  readonly event: string;
  /** `# Event count (approx.)`, the sum of the periods. */
  eventCount = 0;
  table: PerfTable | null = null;
  rows = 0;

  readonly #samples: StackSamples;
  readonly #stated: number;
  readonly #isRounded: boolean;
  readonly #columns: { readonly value: number; readonly low: number; readonly high: number };
  #kind: "samples" | "percent of samples" | "percent of events" = "samples";
  #hasInclusive = false;
  #row: OpenRow | null = null;
  #graphLines = 0;
  #firstGraphLine: Location | null = null;
  #unread = 0;
  #firstUnread: Location | null = null;

  /** Starts a section whose heading states `stated` samples, rounded where it ends in K, M or G. */
  constructor(samples: StackSamples, event: string, stated: number, isRounded: boolean) {
    this.#samples = samples;
    this.event = event;
    this.#stated = stated;
    this.#isRounded = isRounded;
    this.#columns = { value: samples.addMeasure(), low: samples.addMeasure(), high: samples.addMeasure() };
  }

  /** Takes the columns; throws where they hold no symbol or no share of the row itself. */
  open(table: PerfTable, place: Location): void {
    const { headings } = table;
    const share = headings.includes("Self") || headings.includes("Overhead");
    if (!headings.includes("Symbol") || !(share || headings.includes("Samples"))) {
      throw new ZcprofError("parse", {
        code: "perf-report/no-symbol",
        message: `expected the columns Symbol and Overhead, Self or Samples, found ${headings.join(", ")}`,
        hint: "report by symbol: perf report --stdio -n --sort comm,dso,symbol",
        location: place,
      });
    }
    this.table = table;
    this.#hasInclusive = headings.includes("Children");
    if (headings.includes("Samples")) this.#kind = "samples";
    else if (!this.#isRounded && this.#stated > 0 && this.eventCount % this.#stated === 0)
      this.#kind = "percent of samples";
    else this.#kind = "percent of events";
  }

  /** Reads a row or a line of a call graph. */
  readLine(text: string, place: Location): void {
    const { table } = this;
    const cells = table?.split(text) ?? [];
    if (table !== null && /^\d+\.\d+%$/.test(cells[0])) {
      this.#readRow(table, cells, place);
    } else if (this.#row !== null && this.#readFolded(text, this.#row)) {
      return;
    } else if (this.#row !== null && (/^ {4}/.test(text) || /^[\d.]+%? \S/.test(text))) {
      this.#graphLines += 1;
      this.#firstGraphLine ??= place;
    } else {
      this.#unread += 1;
      this.#firstUnread ??= place;
    }
  }

  finish(): void {
    const row = this.#row;
    if (row === null) return;
    this.#row = null;
    if (row.left > 0 || row.count.high > 0) this.#add([row.leaf], row, row.left);
  }

  /** Picks the measure of this event out of the columns of the samples. */
  measures(columns: readonly Float64Array[]): MeasureDraft[] {
    const counts = columns[this.#columns.value];
    const low = columns[this.#columns.low];
    const high = columns[this.#columns.high];
    const isExact = counts.every((count, i) => low[i] === count && high[i] === count);
    const listed = counts.reduce((sum, count) => sum + count, 0);
    const isPeriods = this.#kind === "percent of events";
    const stated = isPeriods ? this.eventCount : this.#isRounded ? listed : this.#stated;
    const isComplete = isExact && !isPeriods && !this.#isRounded && listed === stated;
    return [
      {
        type: isPeriods
          ? {
              event: `${this.event}:period`,
              unit: "events",
              period: null,
              assumes: "repeated",
              better: "lower",
            }
          : { event: this.event, unit: "count", period: 1, assumes: "counts", better: "lower" },
        counts,
        ...(isExact ? {} : { low, high }),
        total: Math.max(stated, listed),
        coverage: isComplete ? { kind: "complete" } : { kind: "unstated", absent: "unknown" },
      },
    ];
  }

  diagnostics(): Diagnostic[] {
    const notes: Diagnostic[] = [];
    const { event } = this;
    if (this.#isRounded) {
      notes.push({
        code: "perf-report/rounded",
        message: `the number of samples of ${event} is rounded; ${this.#kind === "samples" ? "its total is the sum of the rows" : "its rows are parts of the event count"}`,
        hint: "perf script keeps every sample",
      });
    }
    if (this.#hasInclusive) {
      notes.push({
        code: "perf-report/children",
        message: `of ${event} the column Self is read; Children, which holds the callees too, is not kept`,
        hint: "perf script keeps the stacks",
      });
    }
    if (this.#firstGraphLine !== null) {
      notes.push({
        code: "perf-report/call-graph",
        message: `${this.#graphLines} lines of call graphs of ${event} are not kept; the first is here`,
        hint: "perf script, or perf report -g folded,count, keeps the stacks",
        location: this.#firstGraphLine,
      });
    }
    if (this.#firstUnread !== null) {
      notes.push({
        code: "perf-report/unread-line",
        message: `${this.#unread} lines of ${event} are neither rows nor call graphs; the first is here`,
        location: this.#firstUnread,
      });
    }
    return notes;
  }

  #readRow(table: PerfTable, cells: readonly string[], place: Location): void {
    this.finish();
    const cell = (heading: string): string | undefined => cells[table.headings.indexOf(heading)];
    const { symbols } = this.#samples;
    const { name, space } = readPerfSymbol(cell("Symbol") ?? "");
    const dso = cell("Shared Object");
    const module = symbols.internModule(dso === undefined ? space : perfModule(decodeLatin1(dso)));
    const comm = cell("Command");
    const count = this.#readCount(cell("Samples"), cell("Self") ?? cell("Overhead"), place);
    this.rows += 1;
    this.#row = {
      comm: comm === undefined ? -1 : this.#intern(comm, symbols.internModule("[comm]")),
      leaf: this.#intern(name, module),
      name,
      count,
      line: place.line ?? 0,
      left: count.value,
    };
  }

  #readCount(samples: string | undefined, percent: string | undefined, place: Location): Rounded {
    const printed =
      this.#kind === "samples" ? Number(samples || Number.NaN) : Number.parseFloat(percent ?? "");
    if (!(printed >= 0 && printed <= MAX_COUNT)) {
      const cell = samples ?? percent ?? "";
      const location = { ...place, column: Math.max(0, place.text?.indexOf(cell) ?? 0) + 1 };
      if (printed > MAX_COUNT) throw countTooLarge(cell, location);
      throw new ZcprofError("parse", {
        code: "perf-report/bad-count",
        message: `expected a number of samples or a percentage, found ${JSON.stringify(cell)}`,
        location,
      });
    }
    if (this.#kind === "samples") return { value: printed, low: printed, high: printed };
    const whole = this.#kind === "percent of samples" ? this.#stated : this.eventCount;
    const value = Math.round((printed / 100) * whole);
    const low = Math.max(0, Math.ceil(((printed - HALF_DIGIT) / 100) * whole - 1e-9));
    const high = Math.floor(((printed + HALF_DIGIT) / 100) * whole + 1e-9);
    return { value, low: Math.min(low, value), high: Math.max(high, value) };
  }

  // -g folded,count: `2 leaf;caller;...;root` below the row of the leaf, or of the root with -g caller.
  #readFolded(text: string, row: OpenRow): boolean {
    const match = /^(\d+) (\S.*)$/.exec(text);
    if (match === null) return false;
    const frames = match[2].split(";").map((frame) => readPerfSymbol(frame).name);
    const count = Number(match[1]);
    if (frames.at(-1) === row.name && frames[0] !== row.name) frames.reverse();
    if (frames[0] !== row.name || count > row.left) return false;
    this.#add([row.leaf, ...frames.slice(1).map((frame) => this.#intern(frame, 0))], row, count);
    row.left -= count;
    return true;
  }

  #add(leafFirst: number[], row: OpenRow, value: number): void {
    const frames = Int32Array.from(row.comm < 0 ? leafFirst : [...leafFirst, row.comm]);
    const sample = this.#samples.sampleOf(
      this.#samples.stacks.internLeafFirst(frames, frames.length),
      row.line,
    );
    const isRest = leafFirst.length === 1;
    this.#samples.add(sample, this.#columns.value, value);
    // What the call graph shows is exact; the row's own rounding stays with its rest.
    this.#samples.add(
      sample,
      this.#columns.low,
      isRest ? Math.max(0, value - (row.count.value - row.count.low)) : value,
    );
    this.#samples.add(
      sample,
      this.#columns.high,
      isRest ? value + (row.count.high - row.count.value) : value,
    );
  }

  #intern(name: string, module: number): number {
    const bytes = Buffer.from(name, "latin1");
    return this.#samples.symbols.intern(bytes, 0, bytes.length, module);
  }
}

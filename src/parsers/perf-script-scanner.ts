import { MAX_COUNT } from "../model/count-limit.ts";
import type { Location } from "../model/diagnostic.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { PerfFrameMemo } from "./perf-frame-memo.ts";
import { PerfFrameSymbols } from "./perf-frame-symbols.ts";
import { MAX_FRAMES, NONE, NOT_KNOWN, type PerfMemo, type PerfReading } from "./perf-memo.ts";
import { PerfSamples } from "./perf-samples.ts";
import { isFrameAt, PerfScriptEvent } from "./perf-script-event.ts";
import type { LineStretch } from "./whole-lines.ts";

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const HASH = 35;

/** Columns before the name in a frame line: one space or tab and the address. */
const ADDRESS_COLUMNS = 17;

/** Lines that are no part of a sample, with the place of the first. */
interface OddLines {
  count: number;
  first: Location | null;
}

/** Reads perf script text from stretches of whole lines; makes no string for a line that it has seen before. */
export class PerfScriptScanner {
  readonly samples = new PerfSamples();
  readonly headerLines: string[] = [];
  readonly records: OddLines = { count: 0, first: null };
  readonly unread: OddLines = { count: 0, first: null };
  /** Samples whose stack is empty. */
  frameless = 0;
  lostSamples = 0;
  /** Where the input ends inside a line of a stack. */
  cut: Location | null = null;

  readonly #path: string;
  #memo: PerfMemo;
  readonly #event = new PerfScriptEvent();
  readonly #frames = new PerfFrameSymbols(this.samples.columns.symbols);
  readonly #commModule = this.samples.columns.symbols.internModule("[comm]");
  #bytes: Buffer = Buffer.alloc(0);
  readonly #reading: PerfReading = {
    at: 0,
    line: 0,
    depth: 0,
    head: NONE,
    comm: NONE,
    headLine: 0,
    period: Number.NaN,
  };

  constructor(path: string, memo: PerfMemo) {
    this.#path = path;
    this.#memo = memo;
  }

  /** Reads one stretch; a stack may go on in the next one. */
  scan({ bytes, end, isTerminated }: LineStretch): void {
    this.#setText(bytes, end);
    const reading = this.#reading;
    for (reading.at = 0; ; ) {
      this.#memo.readKnown(reading, this.samples);
      const { at } = reading;
      if (at === end) break;
      reading.line += 1;
      reading.at = bytes[at] === TAB ? this.#readNewFrame(at) : this.#readOtherLine(at);
      if (reading.at === end) break;
    }
    const lastLine = bytes.lastIndexOf(LINE_FEED, end - 2) + 1;
    if (!isTerminated && bytes[lastLine] === TAB) this.cut = this.#place(lastLine);
  }

  /** Closes the last sample. */
  finish(): void {
    this.#closeSample();
  }

  #setText(bytes: Buffer, end: number): void {
    this.#bytes = bytes;
    const { room, frames } = this.#memo;
    if (room !== null && bytes !== room) {
      // A line did not fit the room; the memo that takes any buffer goes on.
      this.#memo = new PerfFrameMemo();
      this.#memo.frames.set(frames.subarray(0, this.#reading.depth));
    }
    this.#memo.setText(bytes, end);
  }

  #readNewFrame(at: number): number {
    const lineFeed = this.#bytes.indexOf(LINE_FEED, at);
    const end = this.#bytes[lineFeed - 1] === CARRIAGE_RETURN ? lineFeed - 1 : lineFeed;
    if (isFrameAt(this.#bytes, at, end)) this.#readFrame(at, end);
    else this.#note(this.unread, at);
    return lineFeed + 1;
  }

  #readOtherLine(at: number): number {
    const bytes = this.#bytes;
    const lineFeed = bytes.indexOf(LINE_FEED, at);
    const end = lineFeed > at && bytes[lineFeed - 1] === CARRIAGE_RETURN ? lineFeed - 1 : lineFeed;
    const next = lineFeed + 1;
    if (end === at) {
      this.#closeSample();
      return next;
    }
    const reading = this.#reading;
    if (bytes[at] === HASH && this.samples.events.list.length === 0) {
      this.headerLines.push(bytes.toString("utf8", at, end));
      return next;
    }
    // perf script -F ip,sym without call graphs: a line is a frame and a frame is a sample.
    if (bytes[at] === SPACE && reading.head === NONE && isFrameAt(bytes, at, end)) {
      if (reading.depth > 0) this.#closeSample();
      this.#readFrame(at, end);
      this.#closeSample();
      return next;
    }
    const event = this.#event;
    event.parse(bytes, at, end);
    if (event.kind === "sample") this.#openSample(at, end);
    else if (event.kind === "record") this.#readRecord(at, end);
    else if (reading.depth === 0 && this.samples.columns.length === 0) this.#note(this.unread, at);
    // perf script -F +srcline puts `  file.c:12` under a frame; anything else at this place is not known.
    else if (!(bytes[at] === SPACE && bytes[at + 1] === SPACE)) this.#note(this.unread, at);
    return next;
  }

  #openSample(at: number, end: number): void {
    this.#closeSample();
    const { commStart, commEnd, eventStart, eventEnd, period, rest } = this.#event;
    const bytes = this.#bytes;
    const { symbols } = this.samples.columns;
    const reading = this.#reading;
    reading.comm = commEnd > commStart ? symbols.intern(bytes, commStart, commEnd, this.#commModule) : NONE;
    reading.head = this.samples.internHead(bytes, eventStart, eventEnd, reading.comm);
    reading.headLine = reading.line;
    reading.period = period;
    if (period > MAX_COUNT) {
      // As it is printed: as a number it is rounded.
      const digits = /\d*(?=\s*$)/.exec(Buffer.from(bytes.subarray(at, eventStart)).toString("latin1"))?.[0];
      throw new ZcprofError("parse", {
        code: "perf-script/period-too-large",
        message: `expected a period of at most ${MAX_COUNT} (2^53 - 1), found ${digits}`,
        hint: "the file is damaged",
        location: this.#place(at),
      });
    }
    this.#memo.keepHead(at, this.#event, reading.head, reading.comm);
    if (rest + 1 >= end || !isFrameAt(bytes, rest + 1, end)) return;
    this.#readFrame(rest + 1, end);
    this.#closeSample();
  }

  #readRecord(at: number, end: number): void {
    this.#note(this.records, at);
    const lost = /PERF_RECORD_LOST(?:_SAMPLES)? lost (\d+)/.exec(this.#bytes.toString("latin1", at, end));
    if (lost !== null) this.lostSamples += Number(lost[1]);
  }

  // Its line ends in the line feed at `end`, or in a carriage return and one.
  #readFrame(at: number, end: number): void {
    const reading = this.#reading;
    if (reading.depth === MAX_FRAMES) {
      throw new ZcprofError("parse", {
        code: "perf-script/too-deep",
        message: `a stack has more than ${MAX_FRAMES} frames`,
        hint: "the file is damaged",
        location: this.#place(at),
      });
    }
    const memo = this.#memo;
    let symbol = memo.find(at);
    if (symbol === NOT_KNOWN) {
      const bytes = this.#bytes;
      symbol = this.#frames.intern(bytes, at + ADDRESS_COLUMNS, end);
      memo.keep(at, bytes[end] === LINE_FEED ? end + 1 : end + 2, symbol, this.#frames.place);
    }
    memo.frames[reading.depth++] = symbol;
  }

  #closeSample(): void {
    const reading = this.#reading;
    const { head, comm, line, headLine, period } = reading;
    if (head === NONE && reading.depth === 0) return;
    const memo = this.#memo;
    if (reading.depth === 0) {
      this.frameless += 1;
      memo.frames[reading.depth++] = this.#frames.internUnknown();
    }
    if (comm !== NONE) memo.frames[reading.depth++] = comm;
    const { depth } = reading;
    if (head === NONE) {
      this.#countSample(depth, this.samples.internHead(this.#bytes, 0, 0, NONE), line, period);
    } else this.#countSample(depth, head, headLine, period);
    reading.depth = 0;
    reading.head = NONE;
    reading.comm = NONE;
    reading.period = Number.NaN;
  }

  #countSample(depth: number, head: number, line: number, period: number): void {
    const memo = this.#memo;
    const known = memo.findStack(depth);
    if (known === NOT_KNOWN) {
      memo.keepStack(depth, this.samples.countStack(memo.frames, depth, head, line, period));
    } else this.samples.count(known, head, period);
  }

  #note(lines: OddLines, at: number): void {
    lines.count += 1;
    lines.first ??= this.#place(at);
  }

  #place(at: number): Location {
    const end = Math.min(this.#bytes.indexOf(LINE_FEED, at), at + 1000);
    return {
      path: this.#path,
      line: this.#reading.line,
      column: 1,
      text: this.#bytes.toString("utf8", at, end),
    };
  }
}

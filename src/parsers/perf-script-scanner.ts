import type { Location } from "../model/diagnostic.ts";
import { TextInterner } from "../model/text-interner.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { type PerfEvent, PerfEvents } from "./perf-events.ts";
import { readPerfFrame } from "./perf-frame.ts";
import { PerfFrameMemo } from "./perf-frame-memo.ts";
import { MAX_FRAMES, NOT_KNOWN, type PerfMemo } from "./perf-memo.ts";
import { perfModule } from "./perf-module.ts";
import { isFrameAt, PerfScriptEvent } from "./perf-script-event.ts";
import { StackSamples } from "./stack-samples.ts";
import type { LineStretch } from "./whole-lines.ts";

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const HASH = 35;

/** Columns before the name in a frame line: one space or tab and the address. */
const ADDRESS_COLUMNS = 17;

const UNKNOWN = Buffer.from("[unknown]");
/** Stands for the module of an inlined frame until the function around it is known. */
const INLINED = -1;
const NO_COMM = -1;
const NO_SAMPLE = -1;

/** Lines that are no part of a sample, with the place of the first. */
interface OddLines {
  count: number;
  first: Location | null;
}

/** Reads perf script text from stretches of whole lines; makes no string for a line that it has seen before. */
export class PerfScriptScanner {
  readonly samples = new StackSamples();
  readonly events = new PerfEvents(this.samples);
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
  readonly #frame = { nameStart: 0, nameEnd: 0, dsoStart: 0, dsoEnd: 0 };
  readonly #dsos = new TextInterner();
  readonly #moduleOfDso: number[] = [];
  readonly #comm: number;
  #bytes: Buffer = Buffer.alloc(0);
  #line = 0;
  // Of the sample that is being read; its frames are the memo's.
  #depth = 0;
  #open: PerfEvent | null = null;
  #openComm = NO_COMM;
  #openPeriod = Number.NaN;
  #openLine = 0;
  #lastSample = NO_SAMPLE;

  constructor(path: string, memo: PerfMemo) {
    this.#path = path;
    this.#memo = memo;
    this.#comm = this.samples.symbols.internModule("[comm]");
  }

  /** Reads one stretch; a stack may go on in the next one. */
  scan({ bytes, end, isTerminated }: LineStretch): void {
    this.#setText(bytes, end);
    for (let at = 0; at < end; ) {
      if (bytes[at] === TAB) {
        at = this.#readKnownFrames(at);
        if (at === end) break;
      }
      this.#line += 1;
      at = bytes[at] === TAB ? this.#readNewFrame(at) : this.#readOtherLine(at);
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
      this.#memo.frames.set(frames.subarray(0, this.#depth));
    }
    this.#memo.setText(bytes, end);
  }

  #readKnownFrames(at: number): number {
    const stop = this.#memo.readKnown(at, this.#depth);
    const { depth } = this.#memo;
    this.#line += depth - this.#depth;
    this.#depth = depth;
    return stop;
  }

  #readNewFrame(at: number): number {
    const lineFeed = this.#bytes.indexOf(LINE_FEED, at);
    const end = this.#bytes[lineFeed - 1] === CARRIAGE_RETURN ? lineFeed - 1 : lineFeed;
    if (isFrameAt(this.#bytes, at, end)) this.#pushFrame(at, this.#internFrame(at, end, lineFeed + 1));
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
    if (bytes[at] === HASH && this.events.list.length === 0 && this.#open === null) {
      this.headerLines.push(bytes.toString("utf8", at, end));
      return next;
    }
    // perf script -F ip,sym without call graphs: a line is a frame and a frame is a sample.
    if (bytes[at] === SPACE && this.#open === null && isFrameAt(bytes, at, end)) {
      this.#readLoneFrame(at, end, next);
      return next;
    }
    const event = this.#event;
    event.parse(bytes, at, end);
    if (event.kind === "sample") this.#openSample(at, end, next);
    else if (event.kind === "record") this.#readRecord(at, end);
    else if (this.#depth === 0 && this.#lastSample === NO_SAMPLE) this.#note(this.unread, at);
    // perf script -F +srcline puts `  file.c:12` under a frame; anything else at this place is not known.
    else if (!(bytes[at] === SPACE && bytes[at + 1] === SPACE)) this.#note(this.unread, at);
    return next;
  }

  #readLoneFrame(at: number, end: number, next: number): void {
    if (this.#depth > 0) this.#closeSample();
    const known = this.#memo.find(at);
    this.#pushFrame(at, known === NOT_KNOWN ? this.#internFrame(at, end, next) : known);
    this.#closeSample();
  }

  #openSample(at: number, end: number, next: number): void {
    this.#closeSample();
    const { commStart, commEnd, eventStart, eventEnd, period, rest } = this.#event;
    const { symbols } = this.samples;
    this.#open = this.events.intern(this.#bytes, eventStart, eventEnd);
    this.#openComm =
      commEnd > commStart ? symbols.intern(this.#bytes, commStart, commEnd, this.#comm) : NO_COMM;
    this.#openPeriod = period;
    if (period > Number.MAX_SAFE_INTEGER) {
      throw new ZcprofError("parse", {
        code: "perf-script/period-too-large",
        message: `expected a period up to 2^53, found about ${period}`,
        hint: "the file is damaged",
        location: this.#place(at),
      });
    }
    this.#openLine = this.#line;
    const frame = rest + 1;
    if (frame >= end || !isFrameAt(this.#bytes, frame, end)) return;
    const known = this.#memo.find(frame);
    this.#pushFrame(at, known === NOT_KNOWN ? this.#internFrame(frame, end, next) : known);
    this.#closeSample();
  }

  #readRecord(at: number, end: number): void {
    this.#note(this.records, at);
    const lost = /PERF_RECORD_LOST(?:_SAMPLES)? lost (\d+)/.exec(this.#bytes.toString("latin1", at, end));
    if (lost !== null) this.lostSamples += Number(lost[1]);
  }

  #pushFrame(at: number, symbol: number): void {
    if (this.#depth === MAX_FRAMES) {
      throw new ZcprofError("parse", {
        code: "perf-script/too-deep",
        message: `a stack has more than ${MAX_FRAMES} frames`,
        hint: "the file is damaged",
        location: this.#place(at),
      });
    }
    this.#memo.frames[this.#depth++] = symbol;
  }

  // An inlined frame names no DSO; it lies in the one of the function around it, which comes later in the stack.
  // Until then it stands as -2 - name.
  #internFrame(at: number, end: number, next: number): number {
    const frame = this.#frame;
    const bytes = this.#bytes;
    readPerfFrame(bytes, at + ADDRESS_COLUMNS, end, frame);
    const { symbols } = this.samples;
    const module = this.#internDso(frame.dsoStart, frame.dsoEnd);
    let symbol: number;
    if (frame.nameEnd === frame.nameStart)
      symbol = symbols.intern(UNKNOWN, 0, UNKNOWN.length, Math.max(module, 0));
    else if (module !== INLINED) symbol = symbols.intern(bytes, frame.nameStart, frame.nameEnd, module);
    else symbol = -2 - symbols.internName(bytes, frame.nameStart, frame.nameEnd);
    this.#memo.keep(at, next, symbol, frame);
    return symbol;
  }

  #internDso(start: number, end: number): number {
    const dso = this.#dsos.intern(this.#bytes, start, end);
    const known = this.#moduleOfDso[dso];
    if (known !== undefined) return known;
    const name = this.#dsos.at(dso);
    const module = name === "inlined" ? INLINED : this.samples.symbols.internModule(perfModule(name));
    this.#moduleOfDso.push(module);
    return module;
  }

  #closeSample(): void {
    if (this.#open === null && this.#depth === 0) return;
    const event = this.#open ?? this.events.intern(this.#bytes, 0, 0);
    const { symbols } = this.samples;
    const { frames } = this.#memo;
    if (this.#depth === 0) {
      this.frameless += 1;
      frames[this.#depth++] = symbols.intern(UNKNOWN, 0, UNKNOWN.length, 0);
    }
    if (this.#openComm !== NO_COMM) frames[this.#depth++] = this.#openComm;
    const stack = this.#internStack();
    const sample = this.samples.sampleOf(stack, this.#open === null ? this.#line : this.#openLine);
    this.events.add(event, sample, this.#openPeriod);
    this.#lastSample = sample;
    this.#open = null;
    this.#openComm = NO_COMM;
    this.#openPeriod = Number.NaN;
    this.#depth = 0;
  }

  #internStack(): number {
    const memo = this.#memo;
    const depth = this.#depth;
    const known = memo.findStack(depth);
    if (known !== NOT_KNOWN) return known;
    const stack = this.samples.stacks.internLeafFirst(this.#placeInlined(), depth);
    memo.keepStack(depth, stack);
    return stack;
  }

  // The frames, with each inlined one in the module of the function around it, which comes later.
  #placeInlined(): Int32Array {
    const depth = this.#depth;
    let { frames } = this.#memo;
    let inlined = 0;
    while (inlined < depth && frames[inlined] >= 0) inlined += 1;
    if (inlined === depth) return frames;
    frames = frames.slice(0, depth);
    const { symbols } = this.samples;
    let module = 0;
    const outermost = this.#openComm === NO_COMM ? depth - 1 : depth - 2;
    for (let i = outermost; i >= 0; i--) {
      if (frames[i] < 0) frames[i] = symbols.internNamed(-2 - frames[i], module);
      else module = symbols.moduleOf(frames[i]);
    }
    return frames;
  }

  #note(lines: OddLines, at: number): void {
    lines.count += 1;
    lines.first ??= this.#place(at);
  }

  #place(at: number): Location {
    const end = Math.min(this.#bytes.indexOf(LINE_FEED, at), at + 1000);
    return { path: this.#path, line: this.#line, column: 1, text: this.#bytes.toString("utf8", at, end) };
  }
}

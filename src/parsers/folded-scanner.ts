import type { Location } from "../model/diagnostic.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { readDecimal } from "./decimal.ts";
import type { FoldedCore, FoldedLine, FoldedSink } from "./folded-core.ts";
import { StackSamples } from "./stack-samples.ts";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const MINUS = 45;
const SEMICOLON = 59;
const NO_STACK = -1;

/** Lines that are looked at before it is decided whether a file is a differential. */
const LAYOUT_LINES = 1000;
/** As many of text without a semicolon, which is mostly another format's: more make V8 compile what reads their numbers, 8 ms. */
const LAYOUT_LINES_OF_NAMES = 100;

export interface FoldedLayout {
  /** Numbers at the end of every line: two in a differential. */
  readonly counts: 1 | 2;
  readonly hasSeparator: boolean;
  /** Whether every line begins with a number as well: a table, not stacks. */
  readonly hasLeadingNumbers: boolean;
}

/** Returns how the lines of `bytes` end, or null where one does not end in a count. A last line that is cut is left out. */
export function foldedLayout(bytes: Uint8Array, whole: boolean): FoldedLayout | null {
  let counts: 1 | 2 = 2;
  let hasSeparator = false;
  let hasLeadingNumbers = true;
  let lines = 0;
  // The next one at or behind the line, if any: looked for once, as most tables hold none.
  let separator = bytes.indexOf(SEMICOLON);
  const most = separator < 0 ? LAYOUT_LINES_OF_NAMES : LAYOUT_LINES;
  for (let start = 0; start < bytes.length && lines < most; ) {
    let end = bytes.indexOf(LINE_FEED, start);
    if (end < 0) {
      if (!whole && lines > 0) break;
      end = bytes.length;
    }
    const next = end + 1;
    if (end > start && bytes[end - 1] === CARRIAGE_RETURN) end -= 1;
    if (end > start) {
      lines += 1;
      const last = bytes.lastIndexOf(SPACE, end - 1);
      if (last <= start || Number.isNaN(readDecimal(bytes, last + 1, end))) return null;
      if (counts === 2) {
        const first = bytes.lastIndexOf(SPACE, last - 1);
        if (first <= start || Number.isNaN(readDecimal(bytes, first + 1, last))) counts = 1;
      }
      if (separator >= 0 && separator < start) separator = bytes.indexOf(SEMICOLON, start);
      if (separator >= 0 && separator < last) hasSeparator = true;
      if (hasLeadingNumbers) hasLeadingNumbers = beginsWithNumber(bytes, start, last);
    }
    start = next;
  }
  return lines === 0 ? null : { counts, hasSeparator, hasLeadingNumbers };
}

/** Whether a number stands before the rest of a line, below zero too: a table with such a count is broken, and no stacks either. */
function beginsWithNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && bytes[at] === SPACE) at++;
  if (bytes[at] === MINUS) at++;
  const space = bytes.indexOf(SPACE, at);
  return space > at && space < end && !Number.isNaN(readDecimal(bytes, at, space));
}

/**
 * Reads folded lines from stretches of whole lines.
 *
 * Producers sort their output, so a line mostly starts like the one before it: the frames of the common prefix
 * keep their stack, and only the frames after it are looked up.
 */
export class FoldedScanner implements FoldedSink {
  readonly samples = new StackSamples();
  readonly #path: string;
  readonly #counts: 1 | 2;
  readonly #core: FoldedCore | null;
  readonly #modules: ReadonlyMap<number, number>;
  #line = 0;
  // Of the line before: where each frame ends, from the start of the line, and the stack up to it.
  #frameEnds: Int32Array = new Int32Array(256);
  #frameStacks: Int32Array = new Int32Array(256);

  /** `core` reads what lies in its room; null: nothing does. */
  constructor(path: string, counts: 1 | 2, core: FoldedCore | null) {
    this.#path = path;
    this.#counts = counts;
    this.#core = core;
    for (let i = 0; i < counts; i++) this.samples.addMeasure();
    const { symbols } = this.samples;
    this.#modules = new Map(
      ["k", "i", "j"].map((mark) => [mark.charCodeAt(0), symbols.internModule(`[${mark}]`)]),
    );
  }

  /** Reads bytes[0 .. end), which ends in a line feed. Throws a parse error at the first line without its counts. */
  scan(bytes: Buffer, end: number): void {
    if (this.#core !== null && bytes === this.#core.room) this.#scanRoom(this.#core, end);
    else this.#scanAny(bytes, end);
  }

  addLine(bytes: Buffer, { shared, symbols, start, end, count, line, framesEnd, lineEnd }: FoldedLine): void {
    while (shared + end - start > this.#frameStacks.length) this.#growFrames();
    const frameStacks = this.#frameStacks;
    const { samples } = this;
    let stack = shared === 0 ? NO_STACK : frameStacks[shared - 1];
    for (let i = start, depth = shared; i < end; i++, depth++) {
      stack = samples.stacks.intern(stack, symbols[i]);
      frameStacks[depth] = stack;
    }
    this.#line = line;
    if (Number.isNaN(count)) this.#addCounts(bytes, framesEnd, lineEnd, stack);
    else samples.add(samples.sampleOf(stack, line), 0, count);
  }

  #scanRoom(core: FoldedCore, end: number): void {
    const { line, bad } = core.scan(end, this.#line, this.#counts, this);
    this.#line = line;
    if (bad !== null) this.#fail(core.room, bad.start, bad.end, bad.start);
  }

  #scanAny(bytes: Buffer, end: number): void {
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let before = 0;
    let beforeLength = 0;
    let depth = 0;
    for (let start = 0; start < end; ) {
      this.#line += 1;
      const lineFeed = bytes.indexOf(LINE_FEED, start);
      const lineEnd = lineFeed > start && bytes[lineFeed - 1] === CARRIAGE_RETURN ? lineFeed - 1 : lineFeed;
      if (lineEnd > start) {
        const framesEnd = this.#findFramesEnd(bytes, start, lineEnd);
        const length = framesEnd - start;
        const common = countCommon(words, before, start, Math.min(length, beforeLength));
        // A frame is shared if the semicolon that ends it is.
        while (depth > 0 && this.#frameEnds[depth - 1] >= common) depth -= 1;
        let stack = depth === 0 ? NO_STACK : this.#frameStacks[depth - 1];
        let frame = depth === 0 ? start : start + this.#frameEnds[depth - 1] + 1;
        while (frame <= framesEnd) {
          let frameEnd = frame;
          while (frameEnd < framesEnd && bytes[frameEnd] !== SEMICOLON) frameEnd += 1;
          stack = this.samples.stacks.intern(stack, this.internFrame(bytes, frame, frameEnd));
          if (depth === this.#frameEnds.length) this.#growFrames();
          this.#frameEnds[depth] = frameEnd - start;
          this.#frameStacks[depth] = stack;
          depth += 1;
          frame = frameEnd + 1;
        }
        before = start;
        beforeLength = length;
        this.#addCounts(bytes, framesEnd, lineEnd, stack);
      }
      start = lineFeed + 1;
    }
  }

  #growFrames(): void {
    const ends = new Int32Array(this.#frameEnds.length * 2);
    const stacks = new Int32Array(ends.length);
    ends.set(this.#frameEnds);
    stacks.set(this.#frameStacks);
    this.#frameEnds = ends;
    this.#frameStacks = stacks;
  }

  internFrame(bytes: Buffer, start: number, end: number): number {
    if (end - start > 4 && bytes[end - 1] === 0x5d && bytes[end - 3] === 0x5b && bytes[end - 4] === 0x5f) {
      const module = this.#modules.get(bytes[end - 2]);
      if (module !== undefined) return this.samples.symbols.intern(bytes, start, end - 4, module);
    }
    return this.samples.symbols.intern(bytes, start, end, 0);
  }

  #findFramesEnd(bytes: Buffer, start: number, lineEnd: number): number {
    let at = lineEnd;
    for (let i = 0; i < this.#counts; i++) {
      at = bytes.lastIndexOf(SPACE, at - 1);
      if (at <= start) this.#fail(bytes, start, lineEnd, start);
    }
    return at;
  }

  #addCounts(bytes: Buffer, framesEnd: number, lineEnd: number, stack: number): void {
    const sample = this.samples.sampleOf(stack, this.#line);
    let start = framesEnd + 1;
    for (let measure = 0; measure < this.#counts; measure++) {
      const end = measure + 1 === this.#counts ? lineEnd : bytes.indexOf(SPACE, start);
      const count = readDecimal(bytes, start, end);
      if (!(count >= 0 && count <= Number.MAX_SAFE_INTEGER)) {
        this.#fail(bytes, bytes.lastIndexOf(LINE_FEED, framesEnd) + 1, lineEnd, start);
      }
      this.samples.add(sample, measure, count);
      start = end + 1;
    }
  }

  #fail(bytes: Buffer, lineStart: number, lineEnd: number, at: number): never {
    const text = bytes.toString("utf8", lineStart, Math.min(lineEnd, lineStart + 1000));
    const location: Location = { path: this.#path, line: this.#line, column: at - lineStart + 1, text };
    const found = JSON.stringify(bytes.toString("utf8", bytes.lastIndexOf(SPACE, lineEnd - 1) + 1, lineEnd));
    throw new ZcprofError("parse", {
      code: "folded/bad-count",
      message:
        this.#counts === 2
          ? `expected two counts (base and next) at the end, as on the first lines, found ${found}`
          : `expected a count from 0 to 2^53 at the end, found ${found}`,
      hint: "each line is frames between semicolons, a space and a count; a cut file ends in a cut line",
      location,
    });
  }
}

// Bytes that are the same from `a` and from `b` on, at most `limit`. Four at a time.
function countCommon(words: DataView, a: number, b: number, limit: number): number {
  let common = 0;
  while (common + 4 <= limit && words.getInt32(a + common, true) === words.getInt32(b + common, true))
    common += 4;
  while (common < limit && words.getUint8(a + common) === words.getUint8(b + common)) common += 1;
  return common;
}

import type { Location } from "../model/diagnostic.ts";
import { GrowingIndices } from "../model/growing-columns.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { readDecimal } from "./decimal.ts";
import { StackSamples } from "./stack-samples.ts";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const SEMICOLON = 59;
const NO_STACK = -1;

/** Lines that are looked at before it is decided whether a file is a differential. */
const LAYOUT_LINES = 1000;

export interface FoldedLayout {
  /** Numbers at the end of every line: two in a differential. */
  readonly counts: 1 | 2;
  readonly hasSeparator: boolean;
}

/** Returns how the lines of `bytes` end, or null where one does not end in a count. A last line that is cut is left out. */
export function foldedLayout(bytes: Uint8Array, whole: boolean): FoldedLayout | null {
  let counts: 1 | 2 = 2;
  let hasSeparator = false;
  let lines = 0;
  for (let start = 0; start < bytes.length && lines < LAYOUT_LINES; ) {
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
      const first = bytes.lastIndexOf(SPACE, last - 1);
      if (first <= start || Number.isNaN(readDecimal(bytes, first + 1, last))) counts = 1;
      const separator = bytes.indexOf(SEMICOLON, start);
      if (separator >= 0 && separator < last) hasSeparator = true;
    }
    start = next;
  }
  return lines === 0 ? null : { counts, hasSeparator };
}

/**
 * Reads folded lines from stretches of whole lines.
 *
 * Producers sort their output, so a line mostly starts like the one before it: the frames of the common prefix
 * keep their stack, and only the frames after it are looked up.
 */
export class FoldedScanner {
  readonly samples = new StackSamples();
  readonly #path: string;
  readonly #counts: 1 | 2;
  readonly #modules: ReadonlyMap<number, number>;
  #line = 0;
  // Of the line before: where each frame ends in the buffer, and the stack up to it.
  #frameEnds = new GrowingIndices();
  #frameStacks = new GrowingIndices();

  constructor(path: string, counts: 1 | 2) {
    this.#path = path;
    this.#counts = counts;
    for (let i = 0; i < counts; i++) this.samples.addMeasure();
    const { symbols } = this.samples;
    this.#modules = new Map(
      ["k", "i", "j"].map((mark) => [mark.charCodeAt(0), symbols.internModule(`[${mark}]`)]),
    );
  }

  /** Reads bytes[0 .. end), which ends in a line feed. Throws a parse error at the first line without its counts. */
  scan(bytes: Buffer, end: number): void {
    const ends = this.#frameEnds;
    const stacksOf = this.#frameStacks;
    ends.length = 0;
    stacksOf.length = 0;
    let before = 0;
    let beforeEnd = 0;
    for (let start = 0; start < end; ) {
      this.#line += 1;
      const lineFeed = bytes.indexOf(LINE_FEED, start);
      let lineEnd = lineFeed;
      if (lineEnd > start && bytes[lineEnd - 1] === CARRIAGE_RETURN) lineEnd -= 1;
      if (lineEnd > start) {
        const framesEnd = this.#findFramesEnd(bytes, start, lineEnd);
        // Whole frames that this line shares with the one before it.
        const limit = Math.min(framesEnd - start, beforeEnd - before);
        let common = 0;
        while (common < limit && bytes[before + common] === bytes[start + common]) common += 1;
        let depth = ends.length;
        while (depth > 0 && ends.get(depth - 1) - before >= common) depth -= 1;
        const shift = start - before;
        for (let i = 0; i < depth; i++) ends.set(i, ends.get(i) + shift);
        ends.length = depth;
        stacksOf.length = depth;
        let stack = depth === 0 ? NO_STACK : stacksOf.get(depth - 1);
        let frame = depth === 0 ? start : ends.get(depth - 1) + 1;
        for (; frame <= framesEnd; ) {
          let frameEnd = frame;
          while (frameEnd < framesEnd && bytes[frameEnd] !== SEMICOLON) frameEnd += 1;
          stack = this.samples.stacks.intern(stack, this.#internFrame(bytes, frame, frameEnd));
          ends.push(frameEnd);
          stacksOf.push(stack);
          frame = frameEnd + 1;
        }
        before = start;
        beforeEnd = framesEnd;
        this.#addCounts(bytes, framesEnd, lineEnd, stack);
      }
      start = lineFeed + 1;
    }
  }

  #internFrame(bytes: Buffer, start: number, end: number): number {
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

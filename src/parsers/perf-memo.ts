/** Says that a line or a stack is not remembered. Symbols are >= 0, or <= -2 for inlined frames. */
export const NOT_KNOWN = -1;

/** Stands for no head and for no comm. */
export const NONE = -1;

/** perf's own limit is 127 frames, or what kernel.perf_event_max_stack says; what is deeper is no recording. */
export const MAX_FRAMES = 1 << 20;

/** Where a frame line was taken apart: the end of the name, without its offset, and the start of the DSO. */
export interface NamePlace {
  readonly nameEnd: number;
  readonly dsoStart: number;
}

/** Where the first line of a sample was taken apart. */
export interface HeadPlace {
  /** -1 where the line states no time. */
  readonly timeStart: number;
  readonly eventStart: number;
  /** Where the text after the event's colon starts. */
  readonly rest: number;
}

/** How far a perf script was read. */
export interface PerfReading {
  /** Where the next line starts in the text. */
  at: number;
  /** The line that was read last, from 1. */
  line: number;
  /** Of the sample that is being read: symbols that are filled in the memo's frames. */
  depth: number;
  /** Its head, a number of event and comm together, or NONE before its first line. */
  head: number;
  /** The symbol of its comm, or NONE. */
  comm: number;
  /** The line it began in. */
  headLine: number;
  /** NaN where it states none. */
  period: number;
}

/** Takes the samples that a memo closes by itself. */
export interface SampleSink {
  /** Counts a sample that is there. */
  count(sample: number, head: number, period: number): void;
  /** Counts the sample of a stack, frames[0 .. depth), its comm included; returns its number. */
  countStack(frames: Int32Array, depth: number, head: number, line: number, period: number): number;
}

/**
 * Remembers the lines and stacks that were read before, so that they are compared and not read again. What it answers
 * for a line is what reading the line would give; it may forget at any time.
 *
 * Lines are named by where they start in the text, the bytes set last by setText().
 */
export interface PerfMemo {
  /** Where the text must lie, or null where any buffer will do. */
  readonly room: Buffer | null;
  /** Symbols of the sample that is being read, leaf first; room for MAX_FRAMES and one more. */
  readonly frames: Int32Array;
  /** Sets the text, bytes[0 .. end): whole lines, each ended by a line feed; 16 bytes more may be read. */
  setText(bytes: Buffer, end: number): void;
  /** Reads on, up to a line that is not known or to the end of the text; samples that end on the way go to `sink`. */
  readKnown(reading: PerfReading, sink: SampleSink): void;
  /** Returns the symbol of the line at `at`, whatever byte it starts with, or NOT_KNOWN. */
  find(at: number): number;
  /** Keeps the frame line text[at .. end), its line feed included, as `symbol`. */
  keep(at: number, end: number, symbol: number, place: NamePlace): void;
  /** Keeps the first line of a sample. */
  keepHead(at: number, place: HeadPlace, head: number, comm: number): void;
  /** Returns the sample that the stack frames[0 .. depth) was kept as, or NOT_KNOWN. */
  findStack(depth: number): number;
  /** Keeps `sample` as the one of the stack frames[0 .. depth). */
  keepStack(depth: number, sample: number): void;
}

/** Says that a line or a stack is not remembered. Symbols are >= 0, or <= -2 for inlined frames. */
export const NOT_KNOWN = -1;

/** perf's own limit is 127 frames, or what kernel.perf_event_max_stack says; what is deeper is no recording. */
export const MAX_FRAMES = 1 << 20;

/** Where a frame line was taken apart: the end of the name, without its offset, and the start of the DSO. */
export interface NamePlace {
  readonly nameEnd: number;
  readonly dsoStart: number;
}

/**
 * Remembers the symbols of frame lines that were read before, so that they are compared and not read again. What it
 * answers for a line is what reading the line would give; it may forget at any time.
 *
 * Lines are named by where they start in the text, the bytes set last by setText().
 */
export interface PerfMemo {
  /** Where the text must lie, or null where any buffer will do. */
  readonly room: Buffer | null;
  /** Symbols of the sample that is being read, leaf first; room for MAX_FRAMES and one more. */
  readonly frames: Int32Array;
  /** Frames that are filled after readKnown(). */
  readonly depth: number;
  /** Sets the text, bytes[0 .. end): whole lines, each ended by a line feed; 16 bytes more may be read. */
  setText(bytes: Buffer, end: number): void;
  /** Reads the known lines that start with a tab, from `at` on, into frames[depth ..]; returns where it stopped. */
  readKnown(at: number, depth: number): number;
  /** Returns the symbol of the line at `at`, whatever byte it starts with, or NOT_KNOWN. */
  find(at: number): number;
  /** Keeps the line text[at .. end), its line feed included, as `symbol`. */
  keep(at: number, end: number, symbol: number, place: NamePlace): void;
  /** Returns the stack that frames[0 .. depth) were kept as, or NOT_KNOWN. */
  findStack(depth: number): number;
  /** Keeps frames[0 .. depth) as `stack`. */
  keepStack(depth: number, stack: number): void;
}

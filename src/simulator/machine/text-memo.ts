import { Cache } from "./cache.ts";
import type { CacheGeometry } from "./cache-geometry.ts";

/** What a machine's programs consist of for an instruction cache: stretches of lines that a call runs through whole. */
export interface Texts {
  /** Number of each text's first line. */
  readonly first: Int32Array;
  readonly lines: Int32Array;
}

/** Bytes of remembered states; eight placements of one variant of the mail fill a quarter of it. */
const ROOM = 2 ** 25;
const UNKNOWN = -1;

/**
 * Remembers what a run through a text does to an instruction cache.
 *
 * Nothing but texts goes through that cache and nobody takes lines away from it, so what it holds after a run, and
 * which lines the run misses, depends on what it held before and on the text alone. A kernel path repeats itself: some
 * thousand states hold a simulation of millions of fetches, and each step is one look-up. The memo is shared by all
 * runs of a simulation, since texts lie where they lie whatever the seed.
 */
export class TextMemo {
  private readonly texts: Texts;
  private readonly cache: Cache;
  private readonly places = new Map<string, number>();
  private readonly states: Int32Array[] = [];
  private readonly mostStates: number;
  private steps: Int32Array;
  /** Of each step: the state after it, the lines that missed, and where its missed stretches start. */
  private readonly after: number[] = [];
  private readonly missed: number[] = [];
  private readonly stretches: Stretch[][] = [];

  /** Builds a memo that knows the empty cache, state 0. */
  constructor(geometry: CacheGeometry, texts: Texts) {
    this.texts = texts;
    this.cache = new Cache(geometry, null, null);
    this.mostStates = Math.floor((ROOM / geometry.size) * geometry.block) >>> 2;
    this.steps = new Int32Array(0);
    this.place(this.cache.snapshot());
  }

  /** Returns the step from a state through a text, or -1 where it is not known and no room is left to keep it. */
  step(state: number, text: number): number {
    const known = this.steps[state * this.texts.first.length + text];
    return known === UNKNOWN ? this.learn(state, text) : known;
  }

  /** Returns the state after a step. */
  stateAfter(step: number): number {
    return this.after[step];
  }

  /** Returns how many lines a step misses. */
  missesOf(step: number): number {
    return this.missed[step];
  }

  /** Returns the stretches of lines that a step misses, in their order. */
  stretchesOf(step: number): readonly Stretch[] {
    return this.stretches[step];
  }

  /** Returns what the cache holds in a state. */
  contentsOf(state: number): Int32Array {
    return this.states[state];
  }

  private learn(state: number, text: number): number {
    if (this.states.length >= this.mostStates) return UNKNOWN;
    const { cache } = this;
    cache.restore(this.states[state]);
    const found: Stretch[] = [];
    const misses = runText(cache, this.texts, text, (line) => {
      const last = found.at(-1);
      if (last !== undefined && last.first + last.lines === line) last.lines++;
      else found.push({ first: line, lines: 1 });
    });
    const step = this.after.length;
    this.after.push(this.place(cache.snapshot()));
    this.missed.push(misses);
    this.stretches.push(found);
    this.steps[state * this.texts.first.length + text] = step;
    return step;
  }

  private place(contents: Int32Array): number {
    const key = Buffer.from(contents.buffer).toString("latin1");
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const state = this.states.length;
    this.places.set(key, state);
    this.states.push(contents);
    const needed = this.states.length * this.texts.first.length;
    if (needed > this.steps.length) {
      const steps = new Int32Array(2 * needed).fill(UNKNOWN);
      steps.set(this.steps);
      this.steps = steps;
    }
    return state;
  }
}

/** Lines that missed one behind the other. */
export interface Stretch {
  readonly first: number;
  lines: number;
}

/** Reads a text's lines through a cache, tells `onMiss` each that misses, and returns how many did. */
export function runText(
  cache: Cache,
  { first, lines }: Texts,
  text: number,
  onMiss: (line: number) => void,
): number {
  const start = cache.readMisses;
  let before = start;
  for (let line = first[text], end = line + lines[text]; line < end; line++) {
    cache.readBlock(line);
    if (cache.readMisses === before) continue;
    before = cache.readMisses;
    onMiss(line);
  }
  return before - start;
}

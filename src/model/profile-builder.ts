import { countTooLarge, MAX_COUNT } from "./count-limit.ts";
import { countsOverlap } from "./counts-overlap.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Coverage, Measure, Profile, SampleTable, SampleType, StackTable } from "./profile.ts";
import type { Provenance } from "./provenance.ts";
import type { SymbolTable } from "./symbol-table.ts";

/** Counts of one sample type before they are checked. */
export interface MeasureDraft {
  readonly type: SampleType;
  readonly counts: Float64Array;
  readonly low?: Float64Array | null;
  readonly high?: Float64Array | null;
  /** What the source says was counted in all; left out, it is the sum of the counts. */
  readonly total?: number;
  readonly coverage: Coverage;
}

/** The parts of a profile before they are checked. */
export interface ProfileDraft {
  readonly title?: string;
  readonly symbols: SymbolTable;
  /** Left out: symbol i is its own stack i of depth 1. */
  readonly stacks?: StackTable;
  /** Left out: sample i is stack i. */
  readonly samples?: { readonly stack?: Uint32Array; readonly line?: Uint32Array | null };
  readonly measures: readonly MeasureDraft[];
  readonly provenance: Provenance;
  readonly diagnostics?: readonly Diagnostic[];
}

/**
 * Checks every invariant of a profile and makes it: columns of equal length, indices in range, parents before
 * children, counts not negative, low <= count <= high, listed <= total. A broken invariant is a fault of the reader
 * that called, never of its input, so it throws a plain Error. A count or a sum too large to be held exactly is the
 * input's, and a parse error at the sample's line.
 */
export function finishProfile(draft: ProfileDraft): Profile {
  const { symbols } = draft;
  checkSymbols(symbols);
  const { stacks = flatStacks(symbols.length) } = draft;
  if (stacks.isFlat !== true) checkStacks(stacks, symbols.length);
  const { stack, line = null } = draft.samples ?? {};
  const samples =
    stack === undefined ? everyStack(stacks.length, line) : { length: stack.length, stack, line };
  if (line !== null) expectLength("samples.line", line.length, samples.length);
  const sampled = stack ?? new Uint32Array(0);
  for (let i = 0; i < sampled.length; i++) {
    if (sampled[i] >= stacks.length) fail(`sample ${i} has stack ${sampled[i]} of ${stacks.length}`);
  }
  if (draft.measures.length === 0) fail("a profile needs at least one measure");
  return {
    title: draft.title ?? "",
    symbols,
    stacks,
    samples,
    measures: draft.measures.map((measure) => finishMeasure(measure, samples, draft.provenance)),
    provenance: draft.provenance,
    diagnostics: draft.diagnostics ?? [],
  };
}

function finishMeasure(draft: MeasureDraft, table: SampleTable, { path, facts }: Provenance): Measure {
  const samples = table.length;
  const { type, counts, coverage } = draft;
  const low = draft.low ?? null;
  const high = draft.high ?? null;
  expectLength(`counts of ${type.event}`, counts.length, samples);
  if ((low === null) !== (high === null)) fail(`${type.event} has one bound without the other`);
  let listed = addUp(counts);
  if (!(listed <= MAX_COUNT)) refuseCounts(counts, type, table.line, path);
  if (low !== null && high !== null) {
    expectLength(`low of ${type.event}`, low.length, samples);
    expectLength(`high of ${type.event}`, high.length, samples);
    for (let i = 0; i < samples; i++) {
      if (!(low[i] >= 0 && low[i] <= counts[i] && counts[i] <= high[i])) {
        fail(`${type.event} of sample ${i} is ${counts[i]}, outside ${low[i]} to ${high[i]}`);
      }
    }
  }
  // Overlapping counts add up to more than was counted; the rows show all of it.
  if (countsOverlap(facts)) listed = Math.min(listed, draft.total ?? listed);
  const total = draft.total ?? listed;
  if (total > MAX_COUNT) throw countTooLarge(String(total), { path }, `a total of ${type.event}`);
  if (!(total >= listed * (1 - Number.EPSILON * samples))) {
    fail(`${type.event} lists ${listed} of a total of ${total}`);
  }
  return { type, counts, low, high, listed, total: Math.max(total, listed), coverage };
}

/** Returns the sum of counts, NaN where one is none. */
function addUp(counts: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    if (!(counts[i] >= 0)) return Number.NaN;
    sum += counts[i];
  }
  return sum;
}

/** Throws the error for counts of which one is none, or whose sum is too large to be held exactly. */
function refuseCounts(counts: Float64Array, type: SampleType, line: Uint32Array | null, path: string): void {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    if (!(counts[i] >= 0)) fail(`${type.event} of sample ${i} is ${counts[i]}`);
    sum += counts[i];
    if (sum > MAX_COUNT) throw sumTooLarge(type, counts[i], sum, line?.[i] ?? 0, path);
  }
}

function sumTooLarge(type: SampleType, count: number, sum: number, line: number, path: string): Error {
  const location = line > 0 ? { path, line } : { path };
  return count > MAX_COUNT
    ? countTooLarge(String(count), location, `a count of ${type.event}`)
    : countTooLarge(`about ${sum}`, location, `a sum of ${type.event}`);
}

function checkSymbols(symbols: SymbolTable): void {
  const { length, module, moduleNames, address, sizeLow, sizeHigh } = symbols;
  expectLength("symbols.name", symbols.name.length, length);
  expectLength("symbols.module", module.length, length);
  for (let i = 0; i < length; i++) {
    if (module[i] >= moduleNames.length) fail(`symbol ${i} has module ${module[i]} of ${moduleNames.length}`);
  }
  if (address !== null) expectLength("symbols.address", address.length, length);
  if ((sizeLow === null) !== (sizeHigh === null))
    fail("symbols have one bound of the size without the other");
  if (sizeLow !== null && sizeHigh !== null) {
    expectLength("symbols.sizeLow", sizeLow.length, length);
    expectLength("symbols.sizeHigh", sizeHigh.length, length);
    // What is worked out when it is asked for was found to be a size when it was read.
    if (sizeLow instanceof Float64Array && sizeHigh instanceof Float64Array) checkSizes(sizeLow, sizeHigh);
  }
}

function checkSizes(low: Float64Array, high: Float64Array): void {
  for (let i = 0; i < low.length; i++) {
    if (!(low[i] >= 0 && low[i] <= high[i])) fail(`symbol ${i} has a size of ${low[i]} to ${high[i]}`);
  }
}

function checkStacks(stacks: StackTable, symbols: number): void {
  const { length, prefix, symbol } = stacks;
  expectLength("stacks.prefix", prefix.length, length);
  expectLength("stacks.symbol", symbol.length, length);
  for (let i = 0; i < length; i++) {
    if (prefix[i] < -1 || prefix[i] >= i)
      fail(`stack ${i} has parent ${prefix[i]}, which does not stand before it`);
    if (symbol[i] >= symbols) fail(`stack ${i} has symbol ${symbol[i]} of ${symbols}`);
  }
}

// The columns are made when they are first asked for: of a listing nobody does, and filling them costs as much as reading it.
function flatStacks(length: number): StackTable {
  let prefix: Int32Array | null = null;
  let symbol: Uint32Array | null = null;
  return {
    length,
    isFlat: true,
    get prefix() {
      return (prefix ??= new Int32Array(length).fill(-1));
    },
    get symbol() {
      return (symbol ??= countUp(length));
    },
  };
}

function everyStack(length: number, line: Uint32Array | null): SampleTable {
  let stack: Uint32Array | null = null;
  return {
    length,
    isEveryStack: true,
    line,
    get stack() {
      return (stack ??= countUp(length));
    },
  };
}

function countUp(length: number): Uint32Array {
  const indices = new Uint32Array(length);
  for (let i = 0; i < length; i++) indices[i] = i;
  return indices;
}

function expectLength(what: string, length: number, expected: number): void {
  if (length !== expected) fail(`${what} has ${length} entries instead of ${expected}`);
}

function fail(message: string): never {
  throw new Error(`broken profile: ${message}`);
}

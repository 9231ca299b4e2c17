import { NO_ADDRESS } from "../model/symbol-table.ts";
import type { Alignment } from "./align.ts";
import type { RenameCandidate } from "./diff-result.ts";
import { SymbolPresence } from "./symbol-presence.ts";

/** Only the symbols with the most ticks are paired: a rename that matters has ticks, and pairs grow with the square. */
const MOST_SYMBOLS = 50;
const MOST_CANDIDATES = 20;

/** What compilers append to a function that they cloned or split. */
const COMPILER_SUFFIX = /\.(?:isra|constprop|part|cold|lto_priv|llvm)(?:\.\d+)*/g;

interface Gone {
  readonly name: string;
  readonly size: { readonly low: number; readonly high: number };
  /** The common symbol that stands before it in its own profile; "" where none or unknown. */
  readonly before: string;
}

/**
 * Proposes pairs of a gone and a new symbol that may be one function, the likeliest first: the name differs only by
 * what a compiler appends, the names are alike, the sizes overlap (multiples of 4 first), or the same symbol stands
 * before both. Nothing is applied: --map-symbol does that. Each symbol stands in one pair. Of replicates the first run
 * tells sizes and addresses. One name in two modules is no renaming, and what a side lists with 0 ticks is not gone.
 */
export function findRenameCandidates(
  alignment: Alignment,
  base: Float64Array,
  next: Float64Array,
  baseRuns: number,
): readonly RenameCandidate[] {
  const presence = new SymbolPresence(alignment);
  const runs = alignment.profiles.length;
  const inNext = (row: number): boolean => presence.isKnown(row, baseRuns, runs);
  const inBase = (row: number): boolean => presence.isKnown(row, 0, baseRuns);
  const gone = listOneSided(alignment, 0, base, next, inNext);
  const appeared = listOneSided(alignment, baseRuns, next, base, inBase);
  const pairs = gone.flatMap((one) =>
    appeared.map((other) => ({ gone: one.name, new: other.name, ...weigh(one, other) })),
  );
  const taken = new Set<string>();
  return pairs
    .filter((pair) => pair.weight >= 2 && pair.gone !== pair.new)
    .sort((a, b) => b.weight - a.weight)
    .filter((pair) => {
      const [left, right] = [`gone ${pair.gone}`, `new ${pair.new}`];
      if (taken.has(left) || taken.has(right)) return false;
      taken.add(left).add(right);
      return true;
    })
    .slice(0, MOST_CANDIDATES)
    .map(({ gone: left, new: right, reasons }) => ({ gone: left, new: right, reasons }));
}

/** A size alone is a coincidence among hundreds of functions, so it needs a second reason. */
function weigh(gone: Gone, appeared: Gone): { readonly weight: number; readonly reasons: string[] } {
  const reasons: string[] = [];
  let weight = 0;
  const [left, right] = [gone, appeared].map(({ name }) => name.replace(COMPILER_SUFFIX, ""));
  if (left === right) {
    weight += 4;
    reasons.push("the names differ only by what a compiler appends");
  } else if (areAlike(left, right)) {
    weight += 2;
    reasons.push("the names are alike");
  }
  const low = Math.max(gone.size.low, appeared.size.low);
  const high = Math.min(gone.size.high, appeared.size.high);
  if (low <= high && high < Infinity) {
    // Functions mostly start, and so end, at multiples of 4.
    const aligned = Math.ceil(low / 4) * 4 <= high;
    weight += aligned ? 1 : 0.5;
    reasons.push(low === high ? `both have ${low} bytes` : `both have ${low} to ${high} bytes`);
  }
  if (gone.before !== "" && gone.before === appeared.before) {
    weight += 1;
    reasons.push(`both follow ${gone.before}`);
  }
  return { weight, reasons };
}

/** One name starts with the other and a word's end, or at most three in ten characters must change. */
function areAlike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 6) return false;
  if (long.startsWith(`${short}_`) || long.endsWith(`_${short}`)) return true;
  return long.length - short.length <= 0.3 * long.length && editDistance(short, long) <= 0.3 * long.length;
}

/** Levenshtein's distance; one row of the matrix is kept. */
function editDistance(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0];
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j];
      row[j] = Math.min(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1));
      diagonal = above;
    }
  }
  return row[b.length];
}

/** The symbols that only the side with `counts` has, those with the most ticks. Of replicates the first run stands for its side. */
function listOneSided(
  alignment: Alignment,
  here: number,
  counts: Float64Array,
  others: Float64Array,
  isInOther: (row: number) => boolean,
): Gone[] {
  if (!others.includes(0)) return [];
  const { length, profiles, aligned } = alignment;
  const rows: number[] = [];
  for (let row = 0; row < length; row++) {
    if (counts[row] > 0 && others[row] === 0 && aligned[here].symbol[row] >= 0) rows.push(row);
  }
  rows.sort((a, b) => counts[b] - counts[a]);
  const chosen: number[] = [];
  for (const row of rows) {
    if (chosen.length === MOST_SYMBOLS) break;
    if (!isInOther(row)) chosen.push(row);
  }
  if (chosen.length === 0) return [];

  const { symbols } = profiles[here];
  const symbolOf = aligned[here].symbol;
  const { address } = symbols;
  const addressOf = (row: number): bigint => address?.[symbolOf[row]] ?? NO_ADDRESS;
  const common: number[] = [];
  for (let row = 0; row < length; row++) {
    if (counts[row] > 0 && others[row] > 0 && symbolOf[row] >= 0 && addressOf(row) !== NO_ADDRESS)
      common.push(row);
  }
  common.sort((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
  return chosen.map((row) => {
    const at = addressOf(row);
    const before = at === NO_ADDRESS ? undefined : common.findLast((other) => addressOf(other) < at);
    return {
      name: alignment.nameAt(row),
      size: {
        low: symbols.sizeLow?.at(symbolOf[row]) ?? 0,
        high: symbols.sizeHigh?.at(symbolOf[row]) ?? Infinity,
      },
      before: before === undefined ? "" : alignment.nameAt(before),
    };
  });
}

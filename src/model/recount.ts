import { refuseFlat } from "./flat-profile.ts";
import type { Measure, Profile } from "./profile.ts";
import { finishProfile } from "./profile-builder.ts";
import { StackPaths } from "./stack-paths.ts";
import { countSymbols } from "./symbol-counts.ts";
import type { SymbolTable } from "./symbol-table.ts";
import { TextColumn } from "./text-column.ts";

/** What a row of a recounted profile is: a module, a whole stack, or a symbol with all that it called. */
export type Recounted = "module" | "stack" | "inclusive";

/**
 * Returns a profile that counts by something else than the symbol a sample fell into. `module`: a row for each module.
 * `stack`: a row for each stack, called by its path. `inclusive`: a row for each symbol, with the samples of all stacks that
 * go through it, once however often it recurs (pprof's cum); such counts overlap and do not add up to the total. Throws
 * usage errors for a profile without what is asked for.
 */
export function recount(profile: Profile, by: Recounted): Profile {
  if (by === "module") return countModules(profile);
  refuseFlat(profile, `--by ${by}`);
  return by === "stack" ? countStacks(profile) : countInclusive(profile);
}

function countModules(profile: Profile): Profile {
  const { symbols } = profile;
  const names = symbols.moduleNames.map((name) => (name === "" ? "[no module]" : name));
  const columns = profile.measures.map((_, m) => countSymbols(profile, m));
  const add = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(names.length);
    values.forEach((value, i) => {
      sums[symbols.module[i]] += value;
    });
    return sums;
  };
  return finishProfile({
    ...shared(profile, "module"),
    symbols: namedTable(TextColumn.from(names)),
    measures: profile.measures.map((measure, m) => ({
      ...kept(measure),
      counts: add(columns[m].counts),
      low: columns[m].low && add(columns[m].low),
      high: columns[m].high && add(columns[m].high),
    })),
  });
}

function countStacks(profile: Profile): Profile {
  const { samples } = profile;
  const paths = new StackPaths(profile);
  // A stack that has samples is a row, at the line of its first one.
  const rowOf = new Map<number, number>();
  const lines: number[] = [];
  for (let i = 0; i < samples.length; i++) {
    const stack = samples.stack[i];
    if (rowOf.has(stack)) continue;
    rowOf.set(stack, rowOf.size);
    lines.push(samples.line?.[i] ?? 0);
  }
  const bytes = paths.countBytes(rowOf.keys());
  const names = Array.from(rowOf.keys(), (stack) => Buffer.from(paths.at(stack), "latin1"));
  const add = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(rowOf.size);
    for (let i = 0; i < samples.length; i++) sums[rowOf.get(samples.stack[i]) ?? 0] += values[i];
    return sums;
  };
  return finishProfile({
    ...shared(profile, "stack"),
    symbols: namedTable(joinNames(names, bytes)),
    samples: { line: samples.line && Uint32Array.from(lines) },
    measures: profile.measures.map((measure) => ({
      ...kept(measure),
      counts: add(measure.counts),
      low: measure.low && add(measure.low),
      high: measure.high && add(measure.high),
    })),
  });
}

function countInclusive(profile: Profile): Profile {
  const { symbols, samples } = profile;
  const { isFirst, recurs } = findRecursion(profile);
  const spread = (values: Float64Array): Float64Array => {
    const { length, prefix, symbol } = profile.stacks;
    const through = new Float64Array(length);
    for (let i = 0; i < samples.length; i++) through[samples.stack[i]] += values[i];
    const sums = new Float64Array(symbols.length);
    // Callees stand behind their callers: each is complete before it is added to its caller.
    for (let stack = length - 1; stack >= 0; stack--) {
      if (prefix[stack] >= 0) through[prefix[stack]] += through[stack];
      if (isFirst[stack] === 1) sums[symbol[stack]] += through[stack];
    }
    return sums;
  };
  const counted = finishProfile({
    ...shared(profile, "inclusive"),
    symbols,
    measures: profile.measures.map((measure) => ({
      ...kept(measure),
      counts: spread(measure.counts),
      low: measure.low && spread(measure.low),
      high: measure.high && spread(measure.high),
    })),
  });
  const [{ type, counts }] = profile.measures;
  const recurring = counts.reduce((sum, count, i) => sum + count * recurs[samples.stack[i]], 0);
  const notes = [
    {
      code: "inclusive/overlap",
      message:
        "a row has all stacks that go through its symbol: rows overlap, and do not add up to the total",
    },
    ...(recurring === 0
      ? []
      : [
          {
            code: "inclusive/recursion",
            message: `${recurring} ${type.unit} have a symbol more than once on their stack; it counts once there`,
          },
        ]),
  ];
  return { ...counted, diagnostics: [...counted.diagnostics, ...notes] };
}

/**
 * Tells of each stack whether its symbol is on none of its callers, and whether any symbol is on it more than once. One
 * walk of the tree of calls: looking up every caller of every stack would take the square of the depth.
 */
function findRecursion({ stacks, symbols }: Profile): { isFirst: Uint8Array; recurs: Uint8Array } {
  const { length, prefix, symbol } = stacks;
  const firstCallee = new Int32Array(length + 1).fill(-1);
  const nextCallee = new Int32Array(length);
  // Callees of no caller hang at the end.
  const placeOf = (stack: number): number => (stack < 0 ? length : stack);
  for (let stack = length - 1; stack >= 0; stack--) {
    nextCallee[stack] = firstCallee[placeOf(prefix[stack])];
    firstCallee[placeOf(prefix[stack])] = stack;
  }
  const isFirst = new Uint8Array(length);
  const recurs = new Uint8Array(length);
  const onPath = new Uint8Array(symbols.length);
  for (let at = firstCallee[length]; at >= 0; ) {
    isFirst[at] = 1 - onPath[symbol[at]];
    recurs[at] = isFirst[at] === 0 || (prefix[at] >= 0 && recurs[prefix[at]] === 1) ? 1 : 0;
    onPath[symbol[at]] = 1;
    let next = firstCallee[at];
    // Leave what has no callee left.
    while (next < 0 && at >= 0) {
      if (isFirst[at] === 1) onPath[symbol[at]] = 0;
      next = nextCallee[at];
      at = prefix[at];
    }
    at = next;
  }
  return { isFirst, recurs };
}

function shared({ title, provenance, diagnostics }: Profile, countedBy: Recounted) {
  const facts = { ...provenance.facts, countedBy };
  return { title, diagnostics, provenance: { ...provenance, facts } };
}

function kept({ type, total, coverage }: Measure): Pick<Measure, "type" | "total" | "coverage"> {
  return { type, total, coverage };
}

function namedTable(name: TextColumn): SymbolTable {
  const none = { address: null, sizeLow: null, sizeHigh: null };
  return { length: name.length, name, module: new Uint32Array(name.length), moduleNames: [""], ...none };
}

function joinNames(names: readonly Uint8Array[], length: number): TextColumn {
  const bytes = new Uint8Array(length);
  const offsets = new Uint32Array(names.length + 1);
  names.forEach((name, i) => {
    bytes.set(name, offsets[i]);
    offsets[i + 1] = offsets[i] + name.length;
  });
  return new TextColumn(bytes, offsets);
}

import { refuseFlat } from "./flat-profile.ts";
import type { Measure, Profile } from "./profile.ts";
import { finishProfile } from "./profile-builder.ts";
import { StackPaths } from "./stack-paths.ts";
import { countSymbols } from "./symbol-counts.ts";
import type { SymbolTable } from "./symbol-table.ts";
import { TextColumn } from "./text-column.ts";
import { ZcprofError } from "./zcprof-error.ts";

/** What a row of a recounted profile is: a module, a whole stack, or a symbol with all that it called. */
export type Recounted = "module" | "stack" | "inclusive";

/** Larger paths of stacks than an array of bytes can hold; real ones end far below it. */
const MOST_PATH_BYTES = 2 ** 31 - 1;

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
  const { samples, provenance } = profile;
  const paths = new StackPaths(profile);
  // A stack that has samples is a row, at the line of its first one.
  const rowOf = new Map<number, number>();
  const lines: number[] = [];
  const names: Buffer[] = [];
  let bytes = 0;
  for (let i = 0; i < samples.length; i++) {
    const stack = samples.stack[i];
    if (rowOf.has(stack)) continue;
    rowOf.set(stack, names.length);
    lines.push(samples.line?.[i] ?? 0);
    const name = Buffer.from(paths.at(stack), "latin1");
    bytes += name.length;
    if (bytes > MOST_PATH_BYTES) throw tooManyStacks(provenance.path);
    names.push(name);
  }
  const add = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(names.length);
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
  const { symbols, stacks, samples } = profile;
  const seenIn = new Int32Array(symbols.length).fill(-1);
  const recurs = new Uint8Array(samples.length);
  const spread = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(symbols.length);
    seenIn.fill(-1);
    for (let i = 0; i < samples.length; i++) {
      for (let stack = samples.stack[i]; stack >= 0; stack = stacks.prefix[stack]) {
        const symbol = stacks.symbol[stack];
        if (seenIn[symbol] === i) recurs[i] = 1;
        else sums[symbol] += values[i];
        seenIn[symbol] = i;
      }
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
  const recurring = counts.reduce((sum, count, i) => sum + count * recurs[i], 0);
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

function tooManyStacks(path: string): ZcprofError {
  return new ZcprofError("input", {
    code: "stacks/too-long",
    message: `the stacks of ${path} have more than ${MOST_PATH_BYTES} bytes of names`,
    hint: "look at a part of them with --focus or --ignore",
    location: { path },
  });
}

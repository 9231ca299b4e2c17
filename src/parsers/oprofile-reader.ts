import { countTooLarge, MAX_COUNT } from "../model/count-limit.ts";
import type { Location } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { readDecimalText } from "./decimal.ts";
import { decodeLatin1 } from "./latin1-text.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import { type OprofileColumns, readOprofileHeading } from "./oprofile-columns.ts";
import type { ParseOptions } from "./parser.ts";
import { perfModule } from "./perf-module.ts";
import { reportLines } from "./perf-report-lines.ts";
import { StackSamples } from "./stack-samples.ts";

const COUNTED = /^Counted (\S+) events/;

/** Reads one session, or the two that were compared, as base and next. */
export async function readOprofile(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
  const samples = new StackSamples();
  const events: string[] = [];
  let columns: OprofileColumns | null = null;
  for await (const { text, line } of reportLines(source)) {
    const place: Location = { path: source.path, line, column: 1, text };
    const event = COUNTED.exec(text)?.[1];
    if (event !== undefined) events.push(event);
    if (columns === null) {
      columns = readOprofileHeading(text, samples);
    } else if (text.trim() !== "") {
      readRow(columns, text, place, samples);
    }
  }
  if (columns === null || samples.length === 0) {
    throw new ZcprofError("parse", {
      code: "oprofile/empty",
      message: "expected at least one row below `samples  %  … symbol name`, found none",
      location: { path: source.path },
    });
  }
  const { symbols, stacks, stack, line, counts } = samples.toColumns();
  const { next, base } = columns;
  const name = (i: number): string => events[i] ?? (next.length === 1 ? "samples" : `samples ${i + 1}`);
  const sides = base === null ? [""] : ["base", "next"];
  return sides.map((title, side) =>
    finishProfile({
      title,
      symbols,
      stacks,
      samples: { stack, line },
      measures: next.map((column, i) => ({
        type: { event: name(i), unit: "count", period: 1, assumes: "counts", better: "lower" },
        counts: counts[title === "base" && base !== null ? base.value : column],
        ...(title === "base" && base !== null ? { low: counts[base.low], high: counts[base.high] } : {}),
        coverage: { kind: "unstated", absent: "unknown" },
      })),
      provenance: measuredProvenance("oprofile", source, options, { index: side + 1, of: sides.length }),
    }),
  );
}

function readRow(columns: OprofileColumns, text: string, place: Location, samples: StackSamples): void {
  const row = columns.split(text);
  const numbers = row?.counts.map((cell) => readDecimalText(cell)) ?? [];
  const large = row?.counts.find((_, i) => numbers[i] > MAX_COUNT);
  if (large !== undefined) throw countTooLarge(large, { ...place, column: text.indexOf(large) + 1 });
  const isLess = row !== null && Number.parseFloat(row.difference ?? "0") <= -100;
  if (row === null || isLess || !numbers.every((count) => Number.isSafeInteger(count))) {
    throw new ZcprofError("parse", {
      code: "oprofile/bad-row",
      message: "expected samples, percentages and a symbol",
      hint: "only opreport -l is read, not its call graphs (-c) or details (-d)",
      location: place,
    });
  }
  const module = samples.symbols.internModule(perfModule(decodeLatin1(row.image)));
  const name = Buffer.from(row.symbol, "latin1");
  const stack = samples.stacks.intern(-1, samples.symbols.intern(name, 0, name.length, module));
  const sample = samples.sampleOf(stack, place.line ?? 0);
  const { base, next } = columns;
  if (base === null || row.difference === null) {
    for (const [i, count] of numbers.entries()) samples.add(sample, next[i], count);
    return;
  }
  const [count] = numbers;
  const later = row.difference === "---" ? 0 : count;
  const earlier = readEarlier(row.difference, count);
  samples.add(sample, next[0], later);
  samples.add(sample, base.value, earlier.value);
  samples.add(sample, base.low, earlier.low);
  samples.add(sample, base.high, earlier.high);
}

// `diff %` is 100 * (later - earlier) / earlier with four decimals.
function readEarlier(difference: string, count: number): { value: number; low: number; high: number } {
  if (difference === "+++") return { value: 0, low: 0, high: 0 };
  if (difference === "---") return { value: count, low: count, high: count };
  const percent = Number(difference);
  const earlier = (error: number): number => count / (1 + (percent + error) / 100);
  const value = Math.round(earlier(0));
  const low = Math.ceil(earlier(0.00005) - 1e-9);
  const high = Math.floor(earlier(-0.00005) + 1e-9);
  return { value, low: Math.min(low, value), high: Math.max(high, value) };
}

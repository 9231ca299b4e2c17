import { countTooLarge, MAX_COUNT } from "../model/count-limit.ts";
import type { Profile } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { GPROF_PERIOD } from "./gprof-heading.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";
import { reportLines } from "./perf-report-lines.ts";
import { StackSamples } from "./stack-samples.ts";

const ROW = /^ *(\d+\.\d+) +(\d+\.\d+) +(\d+\.\d+)(?: +(\d+) +(\d+\.\d+) +(\d+\.\d+))? {2,}(\S.*)$/;

/** Half a unit of the last digit of `self seconds`, %8.2f. */
const HALF_DIGIT_SECONDS = 0.005;

/** Reads a flat profile: samples within their bounds, and calls. */
export async function readGprof(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
  const samples = new StackSamples();
  const [count, low, high, calls] = Array.from({ length: 4 }, () => samples.addMeasure());
  let seconds = 0;
  let state: "before" | "heading" | "rows" | "after" = "before";
  let sum = 0;
  for await (const { text, line } of reportLines(source)) {
    const period = GPROF_PERIOD.exec(text);
    if (period !== null && state === "before") seconds = Number(period[1]);
    if (state === "before" && / name *$/.test(text) && seconds > 0) {
      state = "rows";
      continue;
    }
    if (state !== "rows") continue;
    if (text.trim() === "" || text.startsWith("\f")) {
      state = "after";
      continue;
    }
    if (text.trim() === "no time accumulated") continue;
    const row = ROW.exec(text.trimEnd());
    const called = Number(row?.[4] ?? 0);
    sum += Number(row?.[3] ?? Number.NaN);
    const place = { path: source.path, line, column: 1, text };
    if (called > MAX_COUNT) {
      const calls = row?.[4] ?? "";
      throw countTooLarge(calls, { ...place, column: text.indexOf(calls) + 1 });
    }
    // The column of running sums tells a row that is missing or changed: both are rounded, each row adds its half digit.
    if (row === null || Math.abs(Number(row[2]) - sum) > HALF_DIGIT_SECONDS * (samples.length + 2) + 1e-9) {
      throw new ZcprofError("parse", {
        code: "gprof/bad-row",
        message:
          row === null ? "expected a row of the flat profile" : `expected a running sum of ${sum.toFixed(2)}`,
        hint: "the file is cut, or rows were sorted or removed",
        location: place,
      });
    }
    const self = Number(row[3]);
    const name = Buffer.from(row[7].replace(/ <cycle \d+>$/, ""), "latin1");
    const sample = samples.sampleOf(
      samples.stacks.intern(-1, samples.symbols.intern(name, 0, name.length, 0)),
      line,
    );
    samples.add(sample, count, Math.round(self / seconds));
    samples.add(
      sample,
      low,
      Math.max(0, Math.min(Math.round(self / seconds), (self - HALF_DIGIT_SECONDS) / seconds)),
    );
    samples.add(sample, high, Math.max(Math.round(self / seconds), (self + HALF_DIGIT_SECONDS) / seconds));
    samples.add(sample, calls, called);
  }
  if (samples.length === 0) {
    throw new ZcprofError("parse", {
      code: "gprof/empty",
      message: "expected at least one row of a flat profile, found none",
      location: { path: source.path },
    });
  }
  const { symbols, stacks, stack, line, counts } = samples.toColumns();
  return [
    finishProfile({
      symbols,
      stacks,
      samples: { stack, line },
      measures: [
        {
          type: { event: "samples", unit: "count", period: 1, assumes: "counts", better: "lower" },
          counts: counts[count],
          low: counts[low],
          high: counts[high],
          coverage: { kind: "unstated", absent: "zero" },
        },
        {
          type: { event: "calls", unit: "count", period: 1, assumes: "exact", better: "lower" },
          counts: counts[calls],
          coverage: { kind: "unstated", absent: "unknown" },
        },
      ],
      provenance: measuredProvenance("gprof", source, options, { facts: { hz: 1 / seconds } }),
    }),
  ];
}

import type { Diagnostic } from "../model/diagnostic.ts";
import type { Coverage, Profile } from "../model/profile.ts";
import type { MeasureDraft } from "../model/profile-builder.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";
import { startPerfCore } from "./perf-core.ts";
import { PerfFrameMemo } from "./perf-frame-memo.ts";
import { readPerfHeader } from "./perf-header.ts";
import type { PerfMemo } from "./perf-memo.ts";
import { PerfScriptScanner } from "./perf-script-scanner.ts";
import { wholeLines } from "./whole-lines.ts";

// perf lists what it sampled.
const COVERAGE: Coverage = { kind: "unstated", absent: "zero" };

// The periods of the software clocks are times; those of all else are counts of the event.
const CLOCKS = /^(cpu|task)-clock\b/;

/** Reads perf script text with the help of `memo`, whichever of the two; the profile is the same. */
export async function readPerfScript(
  source: ByteSource,
  options: ParseOptions,
  memo: PerfMemo = startPerfCore() ?? new PerfFrameMemo(),
): Promise<readonly Profile[]> {
  const scanner = new PerfScriptScanner(source.path, memo);
  for await (const stretch of wholeLines(source, memo.room)) scanner.scan(stretch);
  scanner.finish();
  if (scanner.samples.events.list.length === 0) {
    throw new ZcprofError("parse", {
      code: "perf-script/empty",
      message: "expected at least one sample, found none",
      location: { path: source.path },
    });
  }
  const { symbols, stacks, stack, line, counts } = scanner.samples.columns.toColumns();
  const measures = scanner.samples.events.list.flatMap((event): MeasureDraft[] => {
    const samples: MeasureDraft = {
      type: { event: event.name, unit: "count", period: 1, assumes: "counts", better: "lower" },
      counts: counts[event.counts],
      coverage: COVERAGE,
    };
    if (!event.hasPeriods) return [samples];
    const periods: MeasureDraft = {
      type: {
        event: `${event.name}:period`,
        unit: CLOCKS.test(event.name) ? "nanoseconds" : "events",
        period: Number.isNaN(event.period) ? null : event.period,
        assumes: "repeated",
        better: "lower",
      },
      counts: counts[event.periods],
      coverage: COVERAGE,
    };
    return [samples, periods];
  });
  const { facts, seconds } = readPerfHeader(scanner.headerLines);
  const lost = scanner.lostSamples > 0 ? { lostSamples: scanner.lostSamples } : {};
  return [
    finishProfile({
      symbols,
      stacks,
      samples: { stack, line },
      measures,
      provenance: measuredProvenance("perf-script", source, options, {
        seconds,
        facts: { ...facts, ...lost },
      }),
      diagnostics: [...describeOddities(scanner)],
    }),
  ];
}

function* describeOddities(scanner: PerfScriptScanner): Generator<Diagnostic> {
  const { records, unread, frameless, lostSamples, cut } = scanner;
  if (unread.first !== null) {
    yield {
      code: "perf-script/unread-line",
      message: `${unread.count} lines are neither events nor frames; the first is here`,
      hint: "these fields of perf script -F are not known, or the file is damaged",
      location: unread.first,
    };
  }
  if (records.first !== null) {
    yield {
      code: "perf-script/no-sample",
      message: `${records.count} lines tell of mappings and tasks, not of samples; the first is here`,
      location: records.first,
    };
  }
  if (frameless > 0) {
    yield {
      code: "perf-script/no-frame",
      message: `${frameless} samples have no frame; they count as [unknown]`,
      hint: "print the fields ip and sym: perf script -F +ip,+sym",
    };
  }
  if (lostSamples > 0) yield { code: "perf-script/lost", message: `perf lost ${lostSamples} samples` };
  if (cut !== null) {
    yield {
      code: "perf-script/cut",
      message: "the input ends inside a stack; its last frames may be missing",
      location: cut,
    };
  }
}

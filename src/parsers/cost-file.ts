import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { CostFileReader } from "./cost-file-reader.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";
import { reportLines } from "./perf-report-lines.ts";

/**
 * Reads the common language of cachegrind and callgrind output files: each event a measure, self costs only.
 *
 * Identity is what the annotators print: cachegrind knows files and functions, callgrind objects and functions, so
 * the module is the source file or the object's file name. Costs below 0 stand in cg_diff's output only, which
 * becomes two profiles: what fell and what rose.
 */
export async function readCostFile(
  format: "cachegrind" | "callgrind",
  source: ByteSource,
  options: ParseOptions,
): Promise<readonly Profile[]> {
  const reader = new CostFileReader(format, source.path);
  for await (const { text, line } of reportLines(source)) reader.readLine(text, line);
  reader.finish();
  if (reader.samples.length === 0) {
    throw new ZcprofError("parse", {
      code: `${format}/empty`,
      message: "expected at least one line of costs, found none",
      location: { path: source.path },
    });
  }
  const { symbols, stacks, stack, line, counts } = reader.samples.toColumns();
  const events = reader.events;
  const diagnostics: Diagnostic[] = reader.diagnostics();
  const sides = reader.hasNegative ? ["base", "next"] : [""];
  return sides.map((title, side) =>
    finishProfile({
      title,
      symbols,
      stacks,
      samples: { stack, line },
      measures: events.map((event, i) => ({
        type: { event, unit: "count", period: 1, assumes: "exact", better: "lower" },
        counts: title === "" ? counts[i] : counts[i].map((value) => Math.max(0, side === 0 ? -value : value)),
        coverage: { kind: "complete" },
      })),
      provenance: measuredProvenance(format, source, options, {
        index: side + 1,
        of: sides.length,
        facts: reader.commandLine === "" ? {} : { commandLine: reader.commandLine },
      }),
      diagnostics,
    }),
  );
}

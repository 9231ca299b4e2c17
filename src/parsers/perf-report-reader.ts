import { countTooLarge, MAX_COUNT } from "../model/count-limit.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";
import { readPerfHeader } from "./perf-header.ts";
import { reportLines } from "./perf-report-lines.ts";
import { PerfReportSection } from "./perf-report-section.ts";
import { readPerfHeading } from "./perf-table.ts";
import { StackSamples } from "./stack-samples.ts";

const SECTION = /^# Samples: +([\d.]+)([KMG]?) +of events? '(.*)'/;
const EVENT_COUNT = /^# Event count \(approx\.\): (\d+)\b/;

/** Either of them. */
const STATED = /^# (?:Samples|Event count \(approx\.\)): +([\d.]+)/;

/** Reads a report with a measure for each event. */
export async function readPerfReport(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
  const samples = new StackSamples();
  const sections: PerfReportSection[] = [];
  const comments: string[] = [];
  let heading = "";
  let section: PerfReportSection | null = null;
  for await (const { text, line } of reportLines(source)) {
    const place = { path: source.path, line, column: 1, text };
    if (text.startsWith("#")) {
      const stated = STATED.exec(text);
      if (stated !== null && Number(stated[1]) > MAX_COUNT) {
        throw countTooLarge(stated[1], { ...place, column: text.indexOf(stated[1]) + 1 });
      }
      const opening = SECTION.exec(text);
      if (opening !== null) {
        if (text.includes("of events '")) {
          throw new ZcprofError("parse", {
            code: "perf-report/group",
            message:
              "a report of grouped events has several percentages a row, and no way to tell whose samples are counted",
            hint: "report the events apart: perf report --no-group",
            location: place,
          });
        }
        section?.finish();
        section = new PerfReportSection(samples, opening[3], Number(opening[1]), opening[2] !== "");
        sections.push(section);
      } else if (section === null) {
        comments.push(text);
      } else {
        const count = EVENT_COUNT.exec(text);
        if (count !== null) section.eventCount = Number(count[1]);
        const table =
          readPerfHeading(heading, text) ??
          (/^# *(Overhead|Children)/.test(text) ? readPerfHeading(text, "") : null);
        if (table !== null && section.table === null) section.open(table, place);
      }
      heading = text;
    } else if (text.trim() !== "") {
      section?.readLine(text, place);
    }
  }
  section?.finish();
  if (!sections.some(({ rows }) => rows > 0)) {
    throw new ZcprofError("parse", {
      code: "perf-report/empty",
      message: "expected at least one row below a heading, found none",
      location: { path: source.path },
    });
  }
  const { symbols, stacks, stack, line, counts } = samples.toColumns();
  const { facts, seconds } = readPerfHeader(comments);
  const diagnostics: Diagnostic[] = sections.flatMap((each) => each.diagnostics());
  return [
    finishProfile({
      symbols,
      stacks,
      samples: { stack, line },
      measures: sections.filter(({ rows }) => rows > 0).flatMap((each) => each.measures(counts)),
      provenance: measuredProvenance("perf-report", source, options, { facts, seconds }),
      diagnostics,
    }),
  ];
}

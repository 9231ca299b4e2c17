import type { Diagnostic, Location } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import type { MeasureDraft } from "../model/profile-builder.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { decodeLatin1 } from "./latin1-text.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";
import { type DiffSide, findDiffSides } from "./perf-diff-sides.ts";
import { perfModule } from "./perf-module.ts";
import { reportLines } from "./perf-report-lines.ts";
import { readPerfSymbol } from "./perf-symbol.ts";
import { type PerfTable, readPerfHeading } from "./perf-table.ts";
import { StackSamples } from "./stack-samples.ts";

/** Reads a profile for each recording that was compared, base first. */
export async function readPerfDiff(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
  const samples = new StackSamples();
  let event = "";
  let heading = "";
  let table: PerfTable | null = null;
  let sides: readonly DiffSide[] = [];
  let unread = 0;
  let firstUnread: Location | null = null;
  for await (const { text, line } of reportLines(source)) {
    const place = { path: source.path, line, column: 1, text };
    if (text.startsWith("#")) {
      const name = /^# Event '(.*)'/.exec(text)?.[1];
      if (name !== undefined && event !== "") {
        throw new ZcprofError("parse", {
          code: "perf-diff/several-events",
          message: `expected one event, found ${name} after ${event}`,
          hint: "cut the text into one file an event",
          location: place,
        });
      }
      event = name ?? event;
      const found = readPerfHeading(heading, text);
      if (found !== null && table === null && found.headings.some((each) => each.startsWith("Baseline"))) {
        table = found;
        sides = findDiffSides(table, samples, place);
      }
      heading = text;
    } else if (text.trim() !== "") {
      const cells = table?.split(text) ?? [];
      const symbol = table === null ? -1 : table.headings.indexOf("Symbol");
      if (table === null || (cells[symbol] ?? "") === "") {
        unread += 1;
        firstUnread ??= place;
        continue;
      }
      const { name, space } = readPerfSymbol(cells[symbol]);
      const dso = table.headings.indexOf("Shared Object");
      const module = samples.symbols.internModule(dso < 0 ? space : perfModule(decodeLatin1(cells[dso])));
      const bytes = Buffer.from(name, "latin1");
      const stack = samples.stacks.intern(-1, samples.symbols.intern(bytes, 0, bytes.length, module));
      const sample = samples.sampleOf(stack, line);
      for (const side of sides) side.add(sample, cells, place);
    }
  }
  if (samples.length === 0) {
    throw new ZcprofError("parse", {
      code: "perf-diff/empty",
      message: "expected at least one row below a heading, found none",
      location: { path: source.path },
    });
  }
  const { symbols, stacks, stack, line, counts } = samples.toColumns();
  const readable = sides.filter((side) => side.isReadable);
  const diagnostics: Diagnostic[] = [];
  diagnostics.push({
    code: "perf-diff/shares",
    message: "percentages are shares, not counts: how many samples stand behind them perf diff does not say",
    hint: "to know what is noise, compare what `perf script` prints of each recording",
    location: { path: source.path },
  });
  if (readable.length < sides.length) {
    diagnostics.push({
      code: "perf-diff/no-next",
      message:
        "only the baseline is read: from a ratio or a weighted difference the other recording's share cannot be had",
      hint: "print differences and periods: perf diff -c delta -p",
    });
  }
  if (firstUnread !== null) {
    diagnostics.push({
      code: "perf-diff/unread-line",
      message: `${unread} lines are no rows; the first is here`,
      location: firstUnread,
    });
  }
  return readable.map((side, i) =>
    finishProfile({
      title: side.title,
      symbols,
      stacks,
      samples: { stack, line },
      measures: side.measures(event || "samples", counts) satisfies MeasureDraft[],
      provenance: measuredProvenance("perf-diff", source, options, { index: i + 1, of: readable.length }),
      diagnostics,
    }),
  );
}

import { Readable } from "node:stream";
import type { Info } from "csv-parse";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { type Columns, findColumns, findDelimiter, requireColumns, unreadColumns } from "./csv/columns.ts";
import { readText, TableRows } from "./csv/rows.ts";
import { findCsvLosses, writeCsv } from "./csv/writer.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { Head, ParseOptions, Parser, Sniff } from "./parser.ts";

/**
 * A table with a header row, comma or tab between the columns (RFC 4180), such as `zcprof show --format csv` writes.
 *
 *     symbol,ticks,module,address
 *     file_read_actor,548,vmlinux,0xc0125580
 *
 * Columns are found by their names, or as --columns says. A table states no total, so what a symbol has that is not
 * in it is not known.
 */
export const csv: Parser = {
  id: "csv",
  title: "CSV or TSV with a header row",
  priority: 900,
  sniff,
  parse,
  losses: findCsvLosses,
  write: writeCsv,
};

function sniff(head: Head): Sniff {
  const [first, second] = new TextDecoder("latin1").decode(head.bytes).split(/\r?\n/, 2);
  const delimiter = findDelimiter(first);
  if (delimiter === null) return { answer: "no", reason: "has a single column in its first line" };
  const header = splitPlainly(first, delimiter);
  const columns = findColumns(header);
  if (columns.has("symbol") && columns.has("ticks")) {
    return {
      answer: "yes",
      reason: `its header names ${header[columns.get("symbol") ?? 0]} and ${header[columns.get("ticks") ?? 0]}`,
    };
  }
  const isTable =
    second !== undefined &&
    splitPlainly(second, delimiter).length === header.length &&
    header.every((name) => /^[a-z_][\w ./%-]*$/i.test(name));
  return isTable
    ? { answer: "maybe", reason: "looks like a table, but its header names no symbol with a count" }
    : { answer: "no", reason: "its first line is no header that names a symbol and a count" };
}

// Good enough to look at a header; the reading itself is left to csv-parse.
function splitPlainly(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/s, "$1"));
}

async function parse(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
  const { path } = source;
  const profiles: TableRows[] = [];
  let header: string[] = [];
  let columns: Columns | null = null;
  for await (const { record, line } of readRecords(source)) {
    if (columns === null) {
      header = record.map((name) => readText(name).toString());
      columns = requireColumns(header, options.columns, path);
      continue;
    }
    const titleIndex = columns.get("profile");
    const title = titleIndex === undefined ? "" : readText(record[titleIndex]).toString();
    let rows = profiles[profiles.length - 1];
    if (rows?.title !== title) profiles.push((rows = new TableRows(title, columns, path)));
    rows.addRecord(record, line);
  }
  if (columns === null || profiles.length === 0) {
    throw new ZcprofError("parse", {
      code: "csv/no-rows",
      message: `${path} has no row below its header`,
      location: { path },
    });
  }
  const event = header[columns.get("ticks") ?? 0].trim();
  const notes = findNotes(unreadColumns(header, columns), path);
  return profiles.map((rows, i) => buildProfile(rows, event, i, profiles.length, notes, source, options));
}

/** Yields records as bytes, so that names that are not UTF-8 stay what they are. */
async function* readRecords(source: ByteSource): AsyncGenerator<{ record: Buffer[]; line: number }> {
  // Loaded only here: it costs 8 ms, and most runs read no table.
  const { parse: createParser } = await import("csv-parse");
  let delimiter: string | null = null;
  async function* blocks(): AsyncGenerator<Buffer> {
    // A copy, as csv-parse keeps the rest of a block until the next one comes.
    for await (const block of source.blocks()) yield Buffer.from(block);
  }
  const input = blocks();
  const start: Buffer[] = [];
  for (let next = await input.next(); next.done !== true; next = await input.next()) {
    start.push(next.value);
    const head = Buffer.concat(start);
    const feed = head.indexOf(10);
    if (feed < 0) continue;
    delimiter = findDelimiter(head.toString("latin1", 0, feed));
    break;
  }
  const parser = createParser({
    encoding: null,
    info: true,
    skip_empty_lines: true,
    delimiter: delimiter ?? ",",
  });
  const whole = Readable.from(
    (async function* () {
      yield* start;
      yield* input;
    })(),
  );
  whole.on("error", (error) => parser.destroy(error));
  try {
    const records: AsyncIterable<{ record: Buffer[]; info: Info }> = whole.pipe(parser);
    for await (const { record, info } of records) {
      yield { record, line: info.lines };
    }
  } catch (error) {
    throw explain(error, source.path);
  } finally {
    whole.destroy();
  }
}

function explain(error: unknown, path: string): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  const { code, message } = error;
  // Its codes begin with CSV_ but for INVALID_OPENING_QUOTE; all its errors carry the line.
  const lines = "lines" in error ? error.lines : undefined;
  if (typeof code !== "string" || !(code.startsWith("CSV_") || lines !== undefined)) return error;
  return new ZcprofError("parse", {
    code: `csv/${code.replace(/^CSV_/, "").toLowerCase().replaceAll("_", "-")}`,
    message: message.replace(/,? (?:(?:at|on) line \d+|value is ).*$/s, ""),
    hint: "every row needs as many fields as the header; a field with a comma or a quote in it stands in quotes",
    location: typeof lines === "number" ? { path, line: lines } : { path },
  });
}

function findNotes(unread: readonly string[], path: string): Diagnostic[] {
  if (unread.length === 0) return [];
  return [
    {
      code: "csv/unread-columns",
      message: `not read: ${unread.length === 1 ? "column" : "columns"} ${unread.join(", ")}`,
      hint: "name a column with --columns FIELD=NAME if it is wanted",
      location: { path, line: 1 },
    },
  ];
}

function buildProfile(
  table: TableRows,
  event: string,
  index: number,
  of: number,
  diagnostics: readonly Diagnostic[],
  source: ByteSource,
  options: ParseOptions,
): Profile {
  const { symbols, counts, line } = table.rows.toColumns();
  const isTicks = event.toLowerCase() === "ticks";
  return finishProfile({
    title: table.title,
    symbols,
    samples: { line },
    measures: [
      {
        type: {
          event,
          unit: isTicks ? "ticks" : "count",
          period: isTicks ? 1 : null,
          assumes: "counts",
          better: "lower",
        },
        counts,
        low: table.isBounded ? table.low.toArray() : null,
        high: table.isBounded ? table.high.toArray() : null,
        coverage: { kind: "unstated", absent: "unknown" },
      },
    ],
    provenance: measuredProvenance("csv", source, options, { index: index + 1, of }),
    diagnostics,
  });
}

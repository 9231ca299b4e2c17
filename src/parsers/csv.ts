import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { type Columns, findColumns, findDelimiter, requireColumns, unreadColumns } from "./csv/columns.ts";
import { ProfileTable } from "./csv/profile-table.ts";
import { readRecords } from "./csv/records.ts";
import { readText } from "./csv/rows.ts";
import { findCsvLosses, writeCsv } from "./csv/writer.ts";
import { headText } from "./head-text.ts";
import { decodeLatin1 } from "./latin1-text.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { Head, ParseOptions, Parser, Sniff } from "./parser.ts";

/**
 * A table with a header row, comma or tab between the columns (RFC 4180), such as `zcprof show --format csv` writes.
 *
 *     symbol,ticks,module,address
 *     file_read_actor,548,vmlinux,0xc0125580
 *
 * Columns are found by their names, or as --columns says. What a symbol has that is not in the table is not known, but
 * where the table says that it is complete: in a column `coverage`, or by a last row `total`.
 */
export const csv: Parser = {
  id: "csv",
  title: "CSV or TSV with a header row",
  content: "text",
  priority: 900,
  sniff,
  parse,
  losses: findCsvLosses,
  write: writeCsv,
};

function sniff(head: Head): Sniff {
  const [first, second] = headText(head).split(/\r?\n/, 2);
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
  const profiles: ProfileTable[] = [];
  let header: string[] = [];
  // Written in the callback, which the compiler does not follow.
  let columns = null as Columns | null;
  let titleAt = -1;
  let last = null as ProfileTable | null;
  let lastTitle = "";
  await readRecords(source, (fields, place) => {
    if (columns === null) {
      header = fields.map((name) => decodeLatin1(readText(name)));
      columns = requireColumns(header, options.columns, path);
      titleAt = columns.get("profile") ?? -1;
      return;
    }
    const title = titleAt < 0 ? "" : fields[titleAt];
    if (last === null || title !== lastTitle) {
      last = new ProfileTable(decodeLatin1(readText(title)), columns, path);
      lastTitle = title;
      profiles.push(last);
    }
    last.add(fields, place);
  });
  if (columns === null || profiles.length === 0) {
    throw new ZcprofError("parse", {
      code: "csv/no-rows",
      message: `${path} has no row below its header`,
      hint: "check the command that wrote it",
      location: { path },
    });
  }
  const event = header[columns.get("ticks") ?? 0].trim();
  const notes = findNotes(unreadColumns(header, columns), path);
  return profiles.map((profile, i) =>
    buildProfile(profile, event, i, profiles.length, notes, source, options),
  );
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
  profile: ProfileTable,
  event: string,
  index: number,
  of: number,
  notes: readonly Diagnostic[],
  source: ByteSource,
  options: ParseOptions,
): Profile {
  const { table, title } = profile;
  const { total, coverage, diagnostics } = profile.finish();
  const { symbols, counts, line } = table.rows.takeColumns();
  const isTicks = event.toLowerCase() === "ticks";
  return finishProfile({
    title,
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
        ...(total === undefined ? {} : { total }),
        coverage,
      },
    ],
    provenance: measuredProvenance("csv", source, options, { index: index + 1, of }),
    diagnostics: [...notes, ...diagnostics],
  });
}

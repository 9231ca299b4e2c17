import { findColumns, findDelimiter } from "./csv/columns.ts";
import { findCsvLosses, writeCsv } from "./csv/writer.ts";
import { headText } from "./head-text.ts";
import type { Head, Parser, Sniff } from "./parser.ts";

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
  parse: async (source, options) => (await import("./csv-reader.ts")).readCsv(source, options),
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

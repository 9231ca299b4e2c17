import { ZcprofError } from "../../model/zcprof-error.ts";

/** What a column may hold; `_min` and `_max` are bounds. */
export const FIELDS = [
  "symbol",
  "ticks",
  "ticks_min",
  "ticks_max",
  "module",
  "address",
  "size",
  "size_min",
  "size_max",
  "load",
  "profile",
  "total",
  "coverage",
] as const;

export type Field = (typeof FIELDS)[number];

/** Where each field stands in a row; symbol and ticks always do. */
export type Columns = ReadonlyMap<Field, number>;

// Headers of other tools' tables, lower case. The first name is the one that our own CSV has.
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  symbol: ["symbol", "function", "sym", "name"],
  ticks: ["ticks", "samples", "count", "counts", "hits", "self"],
  ticks_min: ["ticks_min"],
  ticks_max: ["ticks_max"],
  module: ["module", "dso", "image", "object", "shared object"],
  address: ["address", "addr"],
  size: ["size"],
  size_min: ["size_min"],
  size_max: ["size_max"],
  load: ["load"],
  profile: ["profile"],
  total: ["total"],
  coverage: ["coverage"],
};

/** Columns that `show --format csv` derives from the others: nothing is lost if they are not read. */
const DERIVED = new Set(["share", "group", "bar", "line"]);

/** Finds the fields that a header names by the usual words, or by those of `mapped`. */
export function findColumns(
  header: readonly string[],
  mapped: Readonly<Record<string, string>> = {},
): Map<Field, number> {
  const names = header.map((name) => name.trim().toLowerCase());
  const columns = new Map<Field, number>();
  for (const field of FIELDS) {
    const wanted = mapped[field];
    const candidates = wanted === undefined ? NAMES[field] : [wanted.trim().toLowerCase()];
    const found = candidates.map((name) => names.indexOf(name)).find((index) => index >= 0);
    if (found !== undefined) columns.set(field, found);
  }
  // In other tools' tables a total is a function's own time and that of its callees (self, total).
  if (mapped["total"] === undefined && !columns.has("coverage")) columns.delete("total");
  return columns;
}

/**
 * Finds the fields as findColumns() does and demands what was mapped, a symbol and ticks. Throws a usage error for
 * a mapping that the header does not fit, and a parse error that lists the header where no column is a symbol or ticks.
 */
export function requireColumns(
  header: readonly string[],
  mapped: Readonly<Record<string, string>> | undefined,
  path: string,
): Columns {
  const shown = `the header has ${header.map((name) => JSON.stringify(name)).join(", ")}`;
  const columns = findColumns(header, mapped);
  for (const [field, name] of Object.entries(mapped ?? {})) {
    const known = FIELDS.find((candidate) => candidate === field);
    if (known !== undefined && columns.has(known)) continue;
    const isField = known !== undefined;
    throw new ZcprofError("usage", {
      code: isField ? "csv/no-such-column" : "csv/no-such-field",
      message: isField
        ? `there is no column ${JSON.stringify(name)}: ${shown}`
        : `no column can be read as ${JSON.stringify(field)}`,
      hint: isField
        ? "say --columns symbol=NAME,ticks=NAME with names of the header"
        : `there are ${FIELDS.join(", ")}`,
      location: { path, line: 1 },
    });
  }
  const missing = (["symbol", "ticks"] as const).filter((field) => !columns.has(field));
  if (missing.length > 0) {
    throw new ZcprofError("parse", {
      code: "csv/unknown-header",
      message: `no column is called ${missing.join(" or ")}: ${shown}`,
      hint: `say which it is: --columns ${missing.map((field) => `${field}=NAME`).join(",")}`,
      location: { path, line: 1 },
    });
  }
  return columns;
}

/** Lists the header's names that no field takes and that cannot be had from the others. */
export function unreadColumns(header: readonly string[], columns: Columns): string[] {
  const read = new Set(columns.values());
  return header.filter((name, i) => !read.has(i) && !DERIVED.has(name.trim().toLowerCase()));
}

/** Returns the delimiter of a header line: tab or comma, whichever there is more of; null for a single column. */
export function findDelimiter(line: string): "," | "\t" | null {
  const [tabs, commas] = [line.split("\t").length - 1, line.split(",").length - 1];
  if (tabs === 0 && commas === 0) return null;
  return tabs >= commas ? "\t" : ",";
}

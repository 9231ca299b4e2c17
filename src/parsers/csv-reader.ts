import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { type Columns, requireColumns, unreadColumns } from "./csv/columns.ts";
import { ProfileTable } from "./csv/profile-table.ts";
import { readRecords } from "./csv/records.ts";
import { readText } from "./csv/rows.ts";
import { decodeLatin1 } from "./latin1-text.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";

/** Reads a table: a profile for each title in its column `profile`, one where it has none. */
export async function readCsv(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
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

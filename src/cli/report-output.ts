import { ZcprofError } from "../model/zcprof-error.ts";
import { FORMATS, type FormatId } from "../render/formats.ts";
import { ANSI_PALETTE, PLAIN_PALETTE } from "../render/palette.ts";
import type { Report, Rows, Table } from "../report/report.ts";
import { escapeTerminal } from "../text/escape-terminal.ts";
import { ASCII_GLYPHS, UNICODE_GLYPHS } from "../text/glyphs.ts";
import { formatDiagnostic } from "./error-text.ts";
import { writeResult, writeVerbatim } from "./output.ts";
import { terminalOf, writeNotice } from "./standard-streams.ts";
import { describeTerminal } from "./terminal.ts";

/** Values of the output flags. */
export interface OutputWishes {
  readonly format: FormatId;
  readonly json: boolean;
  readonly output?: string | undefined;
  readonly width?: number | undefined;
  readonly color: "auto" | "always" | "never";
  readonly quiet?: boolean;
}

/** Returns the format in force: --json is --format json. */
export function chooseFormat(wishes: Pick<OutputWishes, "format" | "json">): FormatId {
  return wishes.json ? "json" : wishes.format;
}

/** Returns how many rows to show: as many as --top says, else as many as the format's reader wants; Infinity for all. */
export function chooseTop(wishes: Pick<OutputWishes, "format" | "json">, top: number | undefined): number {
  const rows = top ?? FORMATS[chooseFormat(wishes)].top;
  return rows === 0 ? Infinity : rows;
}

/** Prints a report in the format in force, to standard output or whole into a file. Throws usage errors for unknown columns. */
export async function printReport(
  report: Report,
  wishes: OutputWishes,
  columns: readonly string[] | undefined,
): Promise<void> {
  const terminal = describeTerminal(
    { width: wishes.width, color: wishes.color, toFile: wishes.output !== undefined },
    process.env,
    terminalOf("stdout"),
  );
  const shown = columns === undefined ? report : chooseColumns(report, columns);
  const format = FORMATS[chooseFormat(wishes)];
  const render = await format.load(shown);
  const text = render(shown, {
    width: terminal.width,
    palette: terminal.color ? ANSI_PALETTE : PLAIN_PALETTE,
    glyphs: terminal.unicode ? UNICODE_GLYPHS : ASCII_GLYPHS,
  });
  if (chooseFormat(wishes) === "csv" && wishes.quiet !== true) noteLeftOut(shown);
  await (format.isVerbatim ? writeVerbatim : writeResult)(wishes.output, text);
}

// CSV holds rows only. What they leave out is told here, as a row of it would be one more symbol to whoever adds them up.
function noteLeftOut({ blocks }: Report): void {
  for (const block of blocks) {
    if (block.kind !== "table" || !block.main || block.omitted === null) continue;
    const message = `the CSV leaves out: ${block.omitted}`;
    const hint = "--json has the total, what is not listed, groups and notes as well";
    writeNotice(`${formatDiagnostic({ code: "csv/rows-only", message, hint }, "note", escapeTerminal)}\n`);
  }
}

// A table has its own columns; a name must stand in one of them at least, and tables without any stay whole.
function chooseColumns(report: Report, wanted: readonly string[]): Report {
  const tables = report.blocks.filter((block): block is Table => block.kind === "table");
  const known = new Set(tables.flatMap(({ columns }) => columns.map(({ id }) => id)));
  for (const id of wanted) {
    if (known.has(id)) continue;
    throw new ZcprofError("usage", {
      code: "columns/unknown",
      message: `--columns: there is no column ${JSON.stringify(id)}`,
      hint: `there are ${[...known].join(", ")}`,
    });
  }
  return {
    ...report,
    blocks: report.blocks.map((block) => (block.kind === "table" ? keepColumns(block, wanted) : block)),
  };
}

function keepColumns(table: Table, wanted: readonly string[]): Table {
  const kept = wanted
    .map((id) => table.columns.findIndex((column) => column.id === id))
    .filter((index) => index >= 0);
  if (kept.length === 0) return table;
  const columns = kept.map((index) => ({ ...table.columns[index], priority: 0, hidden: false }));
  return { ...table, columns, rows: new KeptCells(table.rows, kept) };
}

/** Rows with some of their cells, made when asked for as the rows themselves are. */
class KeptCells implements Rows {
  readonly length: number;
  readonly #rows: Rows;
  readonly #kept: readonly number[];

  constructor(rows: Rows, kept: readonly number[]) {
    this.length = rows.length;
    this.#rows = rows;
    this.#kept = kept;
  }

  at(index: number): ReturnType<Rows["at"]> {
    const row = this.#rows.at(index);
    return row && this.#kept.map((column) => row[column]);
  }

  *[Symbol.iterator](): Generator<NonNullable<ReturnType<Rows["at"]>>> {
    for (const row of this.#rows) yield this.#kept.map((column) => row[column]);
  }
}

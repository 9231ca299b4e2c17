import { formatBriefly, formatCell } from "../report/cell-text.ts";
import { ALIGNMENT } from "../report/column-alignment.ts";
import type { Cell, Column, Table } from "../report/report.ts";
import { measureCells } from "../text/cell-width.ts";
import type { Glyphs } from "../text/glyphs.ts";
import { toScreen } from "../text/screen-text.ts";

/** What cells said in one way need. */
export interface SaidFacts {
  cells: number;
  /** Most characters behind a decimal point, the point included, and before one: points stand under each other. */
  decimals: number;
  whole: number;
}

/** What is known of a column's cells so far. */
export interface ColumnFacts {
  readonly full: SaidFacts;
  readonly brief: SaidFacts;
  /** Whether any cell was not empty. */
  isFilled: boolean;
  /** Largest distance of an interval of ratios from no change, as a ratio >= 1. */
  reach: number;
  /** Where the axis of steps begins: below the lowest end of any but 0, so that small steps can be seen. */
  axisStart: number;
  /** Largest end of a range. */
  largest: number;
}

/** Rows at the start of a table that widths are taken from before it is first drawn. */
const MEASURED_ROWS = 64;

/** Rows kept as they were made, a few screens of them: an interval costs more than all else on a line. */
const KEPT_ROWS = 512;

/**
 * What the rows that were on the screen need, column by column. It only grows: a table of 20,000 rows is never measured as
 * a whole, and its columns do not jump to and fro while it scrolls.
 */
export class ColumnMemory {
  readonly columns: readonly ColumnFacts[];
  readonly #table: Table;
  readonly #glyphs: Glyphs;
  readonly #seen = new Set<number>();
  readonly #made = new Map<number, readonly Cell[]>();

  constructor(table: Table, glyphs: Glyphs) {
    this.#table = table;
    this.#glyphs = glyphs;
    this.columns = table.columns.map(({ title }) => {
      const cells = measureCells(toScreen(title, glyphs));
      return {
        full: { cells, decimals: 0, whole: 0 },
        brief: { cells, decimals: 0, whole: 0 },
        isFilled: false,
        reach: 1.25,
        axisStart: Infinity,
        largest: 0,
      };
    });
    for (let row = 0; row < Math.min(MEASURED_ROWS, table.rows.length); row++) {
      this.rowAt(row);
    }
  }

  /** Returns the cells of a row that is to be drawn, and takes note of what they need. */
  rowAt(row: number): readonly Cell[] {
    let cells = this.#made.get(row);
    if (cells === undefined) {
      cells = this.#table.rows.at(row) ?? [];
      if (this.#made.size >= KEPT_ROWS) this.#made.clear();
      this.#made.set(row, cells);
      this.#see(row, cells);
    }
    return cells;
  }

  #see(row: number, cells: readonly Cell[]): void {
    if (this.#seen.has(row)) return;
    this.#seen.add(row);
    cells.forEach((cell, i) => {
      if (cell.kind !== "empty") widen(this.columns[i], cell, this.#table.columns[i], this.#glyphs);
    });
  }
}

/** Scales of ratios end here: what is beyond is far, whatever it is. */
const MOST_REACH = 8;

/** What part of the axis stays free below the lowest step. */
const AXIS_MARGIN = 0.1;

function widenAxis(facts: ColumnFacts, from: number, to: number): void {
  const lowest = Math.min(from === 0 ? to : from, to);
  facts.largest = Math.max(facts.largest, from, to);
  facts.axisStart = Math.min(
    facts.axisStart,
    Math.max(0, lowest - Math.max(lowest / 100, (facts.largest - lowest) * AXIS_MARGIN)),
  );
}

function widen(facts: ColumnFacts, cell: Cell, { kind }: Column, glyphs: Glyphs): void {
  facts.isFilled = true;
  if (cell.kind === "range") widenAxis(facts, cell.min, cell.max);
  // An end at 0 or without bound is drawn as an arrow on any scale.
  if (cell.kind === "interval") {
    for (const end of [cell.low, cell.high]) {
      if (end > 0 && end < Infinity) facts.reach = Math.min(MOST_REACH, Math.max(facts.reach, end, 1 / end));
    }
  }
  widenSaid(facts.full, toScreen(formatCell(cell), glyphs), kind);
  widenSaid(facts.brief, toScreen(formatBriefly(cell), glyphs), kind);
}

function widenSaid(said: SaidFacts, text: string, kind: Column["kind"]): void {
  if (ALIGNMENT[kind] === "decimal") {
    const point = text.lastIndexOf(".");
    said.decimals = Math.max(said.decimals, point < 0 ? 0 : text.length - point);
    said.whole = Math.max(said.whole, measureCells(point < 0 ? text : text.slice(0, point)));
  }
  said.cells = Math.max(said.cells, said.whole + said.decimals, measureCells(text));
}

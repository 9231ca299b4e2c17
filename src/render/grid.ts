import Table from "cli-table3";

/** Cells that are padded to the width of their column already, row by row. */
export type Grid = readonly (readonly string[])[];

// cli-table3 grows with the square of the rows (3 s at 20,000).
const MOST_TABLE_ROWS = 1000;

// Where it counts as measureCells does. It takes marks above U+036F and conjoining Hangul for characters of one cell.
const COUNTED_ALIKE = /^[\x1b\x20-\x7e\u00a0-\u02ff\u2010-\u25ff]*$/;

/** Joins a grid into lines without borders, columns two cells apart. */
export function drawGrid(rows: Grid): string[] {
  const alike =
    rows.length <= MOST_TABLE_ROWS && rows.every((row) => row.every((cell) => COUNTED_ALIKE.test(cell)));
  return rows.length === 0 ? [] : alike ? drawBorderless(rows) : rows.map((row) => row.join("  "));
}

function drawBorderless(rows: Grid): string[] {
  const table = new Table({
    chars: {
      top: "",
      "top-mid": "",
      "top-left": "",
      "top-right": "",
      bottom: "",
      "bottom-mid": "",
      "bottom-left": "",
      "bottom-right": "",
      left: "",
      "left-mid": "",
      mid: "",
      "mid-mid": "",
      right: "",
      "right-mid": "",
      middle: "  ",
    },
    // Without these it colours pipes too.
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString().split("\n");
}

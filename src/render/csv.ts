import type { Cell, Column, Report, Table } from "../report/report.ts";
import { quoteCsv } from "../text/quote-csv.ts";

// What each kind of column is to a program: suffixes of its fields.
const FIELDS: Readonly<Record<Column["kind"], readonly string[]>> = {
  text: [""],
  name: [""],
  verdict: ["", "_reason"],
  mark: [""],
  count: ["", "_min", "_max"],
  change: ["", "_min", "_max"],
  ratio: ["", "_min", "_max"],
  part: ["", "_min", "_max"],
  interval: ["_low", "_high"],
  shareInterval: ["_low", "_high"],
  range: ["_min", "_max"],
  share: [""],
  bar: [],
  probability: [""],
  number: [""],
  trend: [""],
};

/**
 * Writes the main tables of a report as CSV (RFC 4180, but lines end in LF as every tool here expects): all columns, full
 * precision, an empty field for what is unknown, `inf` for what is unbounded. A report without a table gives nothing.
 */
export function renderCsv(report: Report): string {
  const tables = report.blocks.filter((block): block is Table => block.kind === "table" && block.main);
  if (tables.length === 0) return "";
  const names = tables[0].columns.flatMap(({ id, kind }) => FIELDS[kind].map((suffix) => id + suffix));
  const lines = [names.join(",")];
  for (const { columns, rows } of tables) {
    for (const row of rows) {
      const fields: string[] = [];
      for (let i = 0; i < row.length; i++) pushFields(fields, row[i], columns[i]);
      lines.push(fields.join(","));
    }
  }
  return `${lines.join("\n")}\n`;
}

function pushFields(fields: string[], cell: Cell, column: Column): void {
  switch (cell.kind) {
    case "empty":
      for (let i = 0; i < FIELDS[column.kind].length; i++) fields.push("");
      break;
    case "text":
    case "name":
      fields.push(quoteCsv(cell.text));
      break;
    case "verdict":
      fields.push(cell.verdict, quoteCsv(cell.phrase.replace(/^[~=] /, "")));
      break;
    case "mark":
      fields.push(cell.mark);
      break;
    case "count":
    case "change":
    case "part":
      fields.push(writeNumber(cell.point), writeNumber(cell.min), writeNumber(cell.max));
      break;
    case "ratio":
      fields.push(writeNumber(cell.point), writeNumber(cell.low), writeNumber(cell.high));
      break;
    case "range":
      fields.push(writeNumber(cell.min), writeNumber(cell.max));
      break;
    case "interval":
    case "shareInterval":
      fields.push(writeNumber(cell.low), writeNumber(cell.high));
      break;
    case "share":
      fields.push(writeNumber(cell.fraction));
      break;
    case "bar":
      break;
    case "trend":
      fields.push(cell.values.map(writeNumber).join(" "));
      break;
    case "probability":
    case "number":
      fields.push(writeNumber(cell.value));
      break;
  }
}

function writeNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : value > 0 ? "inf" : value < 0 ? "-inf" : "";
}

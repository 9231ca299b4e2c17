import type { Column } from "./report.ts";

/** Which edge the cells of a column share; `decimal`: their decimal points stand under each other. */
export type Alignment = "left" | "right" | "decimal";

/** The alignment of each kind of column. */
export const ALIGNMENT: Readonly<Record<Column["kind"], Alignment>> = {
  text: "left",
  name: "left",
  verdict: "left",
  mark: "left",
  bar: "left",
  count: "right",
  change: "right",
  number: "right",
  interval: "right",
  shareInterval: "right",
  range: "right",
  trend: "right",
  share: "decimal",
  ratio: "decimal",
  part: "decimal",
  probability: "decimal",
};

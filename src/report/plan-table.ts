import type { Plan } from "../analysis/plan.ts";
import { toJsonNumber } from "./json-number.ts";
import type { Cell, Table } from "./report.ts";
import { EMPTY } from "./table-cells.ts";

/** Makes the table of --plan: how many runs a side would decide each undecided row, by size of its change. */
export function planTable({ rows }: Plan): Table {
  const ratios = rows.length === 0 ? [] : rows[0].runs.map(({ ratio }) => ratio);
  return {
    kind: "table",
    id: "plan",
    main: false,
    columns: [
      { id: "plan_row", title: "runs a side to decide", kind: "name", priority: 0, flexible: true },
      { id: "mean_ticks", title: "ticks/run", kind: "number", priority: 2 },
      { id: "row_dispersion", title: "dispersion", kind: "number", priority: 3 },
      ...ratios.map((ratio) => ({
        id: `runs_x${ratio}`,
        title: `x${ratio}`,
        kind: "number" as const,
        priority: 0,
      })),
    ],
    rows: rows.map(({ name, meanTicks, dispersion, runs }): Cell[] => [
      { kind: "name", text: name },
      { kind: "number", value: meanTicks, digits: 1 },
      { kind: "number", value: dispersion, digits: 2 },
      ...runs.map(
        ({ needed }): Cell => (needed === null ? EMPTY : { kind: "number", value: needed, digits: 0 }),
      ),
    ]),
    omitted: null,
  };
}

/** Makes the JSON form of a plan. */
export function planJson({ rows, assumesSampling }: Plan): Record<string, unknown> {
  return {
    assumesSampling,
    rows: rows.map(({ name, meanTicks, dispersion, runs }) => ({
      name,
      meanTicks: toJsonNumber(meanTicks),
      dispersion: toJsonNumber(dispersion),
      runs,
    })),
  };
}

import type { DiffResult } from "../analysis/diff-result.ts";
import { formatCount } from "../text/format-count.ts";
import type { Cell, Table } from "./report.ts";
import { EMPTY } from "./table-cells.ts";

/** Steps that are named: as many as an eye takes in. */
const NAMED_STEPS = 12;

/** One step from the total of base to that of next. */
interface Step {
  readonly name: string;
  readonly change: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Makes the waterfall of a comparison: base's total, the largest changes of symbols, what all others and the
 * unlisted part add, next's total. Every step starts where the one before ends, so the steps sum to the change. Counts
 * of next are at base's exposure, as everywhere where changes are told.
 */
export function waterfallTable(result: DiffResult): Table {
  const { total, base } = result;
  const steps: Step[] = [];
  let at = total.base.point;
  const push = (name: string, change: number): void => {
    steps.push({ name, change, from: at, to: at + change });
    at += change;
  };
  const { symbols, unlisted } = result;
  const order = Array.from({ length: symbols.length }, (_, i) => i).sort(
    (a, b) => Math.abs(symbols.delta[b]) - Math.abs(symbols.delta[a]) || a - b,
  );
  for (const index of order.slice(0, NAMED_STEPS)) {
    push(symbols.nameAt(index), symbols.delta[index]);
  }
  const others = order.slice(NAMED_STEPS);
  if (others.length > 0) {
    const change = others.reduce((sum, index) => sum + symbols.delta[index], 0);
    push(`${formatCount(others.length)} other symbols`, change);
  }
  if (unlisted.base !== 0 || unlisted.next !== 0) {
    push("not listed", unlisted.delta);
  }
  return {
    kind: "table",
    id: "waterfall",
    main: false,
    columns: [
      { id: "symbol", title: "what changed", kind: "name", priority: 0, flexible: true },
      { id: "change", title: base.unit, kind: "change", priority: 0 },
      { id: "steps", title: "from base to next", kind: "range", priority: 1 },
    ],
    rows: [
      endCells("base", total.base.point),
      ...steps.map(({ name, change, from, to }): Cell[] => [
        { kind: "name", text: name },
        { kind: "change", point: change, min: change, max: change, isListed: true },
        { kind: "range", min: from, max: to },
      ]),
      endCells("next", total.base.point + total.delta.point),
    ],
    omitted: null,
  };
}

function endCells(side: "base" | "next", total: number): Cell[] {
  return [
    { kind: "name", text: `${side} ${formatCount(total)}` },
    EMPTY,
    { kind: "range", min: 0, max: total },
  ];
}

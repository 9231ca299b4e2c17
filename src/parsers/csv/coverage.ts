import type { Coverage } from "../../model/profile.ts";

const CUT =
  /^cut by (ticks|load|ticks\+load) at (\d+(?:\.\d+)?(?:e[+-]?\d+)?) ticks(?: (\d+(?:\.\d+)?(?:e[+-]?\d+)?) load)?$/;

/**
 * Writes a coverage as one field of a table:
 *
 *     complete                              every symbol with a count has a row
 *     cut by ticks+load at 47 ticks 0.027 load   rows were cut away, in these orders, and these were the smallest
 *     absent zero                           nobody said, but the source lists what it counted
 *     unstated                              nobody said
 */
export function writeCoverage(coverage: Coverage): string {
  if (coverage.kind === "complete") return "complete";
  if (coverage.kind === "unstated") return coverage.absent === "zero" ? "absent zero" : "unstated";
  const { orders, smallestCount, smallestLoad } = coverage;
  return `cut by ${orders.join("+")} at ${smallestCount} ticks${smallestLoad === null ? "" : ` ${smallestLoad} load`}`;
}

/** Reads what writeCoverage() writes; null for anything else. */
export function readCoverage(text: string): Coverage | null {
  if (text === "complete") return { kind: "complete" };
  if (text === "absent zero") return { kind: "unstated", absent: "zero" };
  if (text === "unstated") return { kind: "unstated", absent: "unknown" };
  const match = CUT.exec(text);
  if (match === null) return null;
  return {
    kind: "cut",
    orders: match[1] === "ticks+load" ? ["ticks", "load"] : [match[1] === "load" ? "load" : "ticks"],
    smallestCount: Number(match[2]),
    smallestLoad: match[3] === undefined ? null : Number(match[3]),
  };
}

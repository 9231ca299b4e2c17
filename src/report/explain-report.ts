import type { Comparison, DiffResult, SymbolRow } from "../analysis/diff-result.ts";
import type { Explanation } from "../analysis/explain.ts";
import type { ExplainedStep } from "../analysis/explained-step.ts";
import { formatBoundedChange, formatBoundedCount, formatChange } from "../text/format-count.ts";
import { formatFigure } from "../text/format-figure.ts";
import { symbolRowJson, totalJson } from "./diff-row-json.ts";
import { verdictCell } from "./diff-verdict.ts";
import { toJsonNumber } from "./json-number.ts";
import type { Cell, Report } from "./report.ts";

/** Reports how a row came about: where its counts stand, then each formula with the numbers in it. */
export function reportExplanation(
  explanation: Explanation<SymbolRow | Comparison>,
  result: DiffResult,
): Report {
  const { row, sources, steps } = explanation;
  const counts = { base: row.base, next: row.next };
  return {
    schema: "zcprof.explanation/1",
    toJson: () => ({
      schema: "zcprof.explanation/1",
      row: "symbol" in row ? symbolRowJson(row) : totalJson(row),
      sources,
      steps: steps.map(stepJson),
    }),
    blocks: [
      {
        kind: "facts",
        rows: [
          "symbol" in row
            ? {
                label: "symbol",
                cells: [{ kind: "name", text: row.symbol }, verdictCell(row, result.margin, row.presence)],
              }
            : { label: "total", cells: [verdictCell(row, result.margin)] },
          ...(["base", "next"] as const).flatMap((side) => {
            const own = sources.filter((source) => source.side === side).map(nameSource);
            const sum: Cell = { kind: "count", ...counts[side], unit: result[side].unit };
            if (own.length === 1) return [{ label: side, cells: [sum, own[0]] }];
            const runs: Cell = { kind: "text", text: `sum of ${own.length} runs` };
            return [
              { label: side, cells: [sum, runs] },
              ...own.map((run) => ({ label: "", cells: [{ kind: "empty" } as const, run] })),
            ];
          }),
          { label: "change", cells: [{ kind: "text", text: describeChange(explanation) }] },
        ],
      },
      ...steps.map((step) => ({ kind: "prose" as const, lines: describeStep(step) })),
    ],
  };
}

function nameSource({ path, line }: Explanation["sources"][number]): Cell {
  return { kind: "name", text: line === null ? path : `${path}:${line}` };
}

function describeChange({ row: { delta, base, next } }: Explanation<Comparison>): string {
  const counts = `${formatBoundedCount(base.min, base.max)} -> ${formatBoundedCount(next.min, next.max)}`;
  return delta.min === delta.max
    ? `${counts}, ${formatChange(delta.point)}`
    : `${counts}, ${formatBoundedChange(delta.min, delta.max)}`;
}

function describeStep({ name, formula, values, result }: ExplainedStep): string[] {
  const lines = [`${name} = ${formula}`];
  if (values.length > 0) {
    lines.push(
      `  ${values.map(({ name: symbol, value }) => `${symbol} = ${describeValue(value)}`).join(", ")}`,
    );
  }
  lines.push(`  = ${describeValue(result)}`);
  return lines;
}

function describeValue(value: ExplainedStep["result"]): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return formatFigure(value);
  return `${formatFigure(value[0])} to ${formatFigure(value[1])}`;
}

function stepJson({ name, formula, values, result }: ExplainedStep): Record<string, unknown> {
  return {
    name,
    formula,
    values: values.map(({ name: symbol, value }) => ({ name: symbol, value: valueJson(value) })),
    result: valueJson(result),
  };
}

function valueJson(value: ExplainedStep["result"]): unknown {
  if (typeof value === "string") return value;
  if (typeof value === "number") return toJsonNumber(value);
  return { min: toJsonNumber(value[0]), max: toJsonNumber(value[1]) };
}

import { askWhetherMeant, namesLike } from "../model/nearest-names.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Comparison, DiffResult, RowTable, SymbolRow } from "./diff-result.ts";
import { explainBounds } from "./explain-bounds.ts";
import { explainTest, isExact } from "./explain-test.ts";
import { countValue, type ExplainedStep, explainStep } from "./explained-step.ts";

/** Where a count stands. */
export interface CountSource {
  readonly side: "base" | "next";
  readonly path: string;
  /** null where the input has no lines, or the symbol is not listed. */
  readonly line: number | null;
}

/** How a symbol's row came about, or the total, which is a Comparison. */
export interface Explanation<Row extends Comparison = SymbolRow> {
  readonly row: Row;
  readonly sources: readonly CountSource[];
  readonly steps: readonly ExplainedStep[];
}

/** Explains what a name says: a symbol's row, or `total` where no symbol is called that. Throws as explainRow does. */
export function explainNamed(result: DiffResult, name: string): Explanation<SymbolRow | Comparison> {
  return name === "total" && findRow(result.symbols, name) < 0
    ? explainTotal(result)
    : explainRow(result, name);
}

/**
 * Explains how a symbol's row came about, each formula with its numbers. Throws a usage error that proposes names where no
 * row has this one. Of rows that share a name (several modules) the one with the most ticks is explained.
 */
export function explainRow(result: DiffResult, symbol: string): Explanation {
  const row = findRow(result.symbols, symbol);
  if (row < 0) throw refuseUnknown(result.symbols, symbol);
  return explainRowAt(result, row);
}

/** Explains how row `index` of a comparison's symbols came about. */
export function explainRowAt(result: DiffResult, index: number): Explanation {
  const row = result.symbols.at(index);
  const hidden = result.symbols.hiddenAt(index);
  return {
    row,
    sources: listSources(result, row),
    steps: [
      ...(["base", "next"] as const).flatMap((side) =>
        explainBounds(side, row[side], hidden[side], result.runs[side]),
      ),
      ...explainRatio(result.exposure, row),
      ...explainTest(result, row),
      ...(Number.isNaN(row.q) ? [] : [explainCorrection(result.symbols, index, result.correction)]),
      ...explainVerdict(result, row, { q: row.q }),
      ...explainPart(result, row),
    ],
  };
}

/** One test, so p is not corrected; no part of the change, which it is. */
function explainTotal(result: DiffResult): Explanation<Comparison> {
  const { total, runs, normalize, exposure } = result;
  return {
    row: total,
    sources: listSources(result, { baseLine: null, nextLine: null }),
    steps: [
      ...(["base", "next"] as const).flatMap((side) => explainTotalBounds(side, result)),
      // The ticks that all rows are divided by under `total` are its own: its change is told per run.
      ...explainRatio(normalize === "total" ? runs : exposure, total),
      ...explainTest(result, total),
      ...explainVerdict(result, total, { p: total.p }),
    ],
  };
}

function explainTotalBounds(side: "base" | "next", result: DiffResult): ExplainedStep[] {
  const { min, max } = result.total[side];
  const { total, listed } = result[side];
  if (min === max) return [];
  const [why, values] =
    max === Infinity
      ? ["the listing states no total", { listed }]
      : ["the listing may hide more of what --without takes out of it", { total, listed }];
  return [explainStep(`${side} is known only within bounds`, why, values, [min, max])];
}

function listSources(
  { base, next }: DiffResult,
  { baseLine, nextLine }: Pick<SymbolRow, "baseLine" | "nextLine">,
): CountSource[] {
  return [
    ...base.provenance.map(({ path }) => ({ side: "base" as const, path, line: baseLine })),
    ...next.provenance.map(({ path }) => ({ side: "next" as const, path, line: nextLine })),
  ];
}

function explainRatio(exposure: DiffResult["exposure"], row: Comparison): ExplainedStep[] {
  const { base, next, ratioBounds } = row;
  const formula = "(y / Ty) / (x / Tx)";
  const own = { Tx: exposure.base, Ty: exposure.next };
  const listed = { x: base.point, y: next.point, ...own };
  if (isExact(row)) return [explainStep("ratio", formula, listed, row.ratio)];
  const values = { x: countValue(base), y: countValue(next), ...own };
  return [
    explainStep("ratio as listed", formula, listed, row.ratio),
    explainStep("ratio over the bounds", formula, values, [ratioBounds.low, ratioBounds.high]),
  ];
}

/** q of Benjamini-Hochberg is the least p_j * m / j over the ranks j from the row's own on. */
function explainCorrection(
  { p, q, familySize: m }: RowTable<SymbolRow>,
  index: number,
  correction: string,
): ExplainedStep {
  const sorted = p.filter((value) => !Number.isNaN(value)).sort();
  const rank = sorted.findLastIndex((value) => value <= p[index]) + 1;
  if (correction !== "bh")
    return explainStep(`q, ${correction}`, "p corrected for m rows", { p: p[index], rank, m }, q[index]);
  let decisive = rank;
  for (let j = rank + 1; j <= m; j++) {
    if ((sorted[j - 1] * m) / j < (sorted[decisive - 1] * m) / decisive) decisive = j;
  }
  const name =
    decisive === rank ? "q, Benjamini-Hochberg" : `q, Benjamini-Hochberg, decided by rank ${decisive}`;
  return explainStep(
    name,
    "min(1, p_j m / j)",
    { p_j: sorted[decisive - 1], m, j: decisive, rank },
    q[index],
  );
}

/** `tested` is q of a row of many, p of the total. */
function explainVerdict(
  { level, margin }: DiffResult,
  row: Comparison,
  tested: Readonly<Record<string, number>>,
): ExplainedStep[] {
  const reason = row.undecided === null ? row.verdict : `${row.verdict}: ${row.undecided}`;
  const [[name, value]] = Object.entries(tested);
  const steps = [
    Number.isNaN(value)
      ? explainStep("verdict", `nothing is found without ${name}`, {}, reason)
      : explainStep(
          "verdict",
          `${name} <= 1 - level, interval against 1/margin .. margin`,
          { ...tested, level, margin },
          reason,
        ),
  ];
  const { up, down } = row.minimumDetectable;
  if (row.verdict === "inconclusive" && up !== null) {
    const values = { x: row.base.point, phi: row.dispersion };
    steps.push(
      explainStep("found with 80 % power", "|ln R| = (z_.975 + z_.80) sqrt(phi (1 + 1/R) / x)", values, [
        down ?? 0,
        up,
      ]),
    );
  }
  return steps;
}

function explainPart({ total, exposure }: DiffResult, row: SymbolRow): ExplainedStep[] {
  if (Number.isNaN(row.partOfDelta)) return [];
  const values = {
    x: row.base.point,
    y: row.next.point,
    X: total.base.point,
    Y: total.next.point,
    Tx: exposure.base,
    Ty: exposure.next,
  };
  const formula = "(y Tx / Ty - x) / (Y Tx / Ty - X)";
  const part = explainStep("part of the change", formula, values, row.partOfDelta);
  const { min, max } = row.partBounds;
  if (min === max) return [part];
  const ranges = {
    ...values,
    x: countValue(row.base),
    y: countValue(row.next),
    X: countValue(total.base),
    Y: countValue(total.next),
  };
  return [part, explainStep("part of the change over the bounds", formula, ranges, [min, max])];
}

/** Returns the row of a name, of several that with the most ticks, -1 where there is none. */
function findRow(symbols: RowTable<SymbolRow>, symbol: string): number {
  let found = -1;
  const ticksOf = (row: number): number => symbols.base[row] + symbols.next[row];
  for (let row = 0; row < symbols.length; row++) {
    if (symbols.nameAt(row) === symbol && (found < 0 || ticksOf(row) > ticksOf(found))) found = row;
  }
  return found;
}

function refuseUnknown(symbols: RowTable<SymbolRow>, symbol: string): ZcprofError {
  const names = Array.from({ length: symbols.length }, (_, row) => symbols.nameAt(row));
  const question = askWhetherMeant(namesLike(symbol, names));
  return new ZcprofError("usage", {
    code: "explain/unknown-symbol",
    message: `neither side counts a symbol ${JSON.stringify(symbol)}`,
    ...(question === null ? {} : { hint: question }),
  });
}

import type {
  Comparison,
  Count,
  DiffResult,
  FamilyRow,
  GroupRow,
  SideSummary,
  SymbolRow,
} from "../analysis/diff-result.ts";
import { toJsonBounds, toJsonInterval, toJsonNumber } from "./json-number.ts";

/** Makes the `zcprof.diff/1` form of a comparison with the symbols at `indices`, in that order. */
export function diffJson(
  result: DiffResult,
  indices: ArrayLike<number>,
  notes: readonly Record<string, unknown>[],
): Record<string, unknown> {
  const { symbols, groups, unlisted } = result;
  return {
    schema: "zcprof.diff/1",
    base: sideJson(result.base),
    next: sideJson(result.next),
    normalize: result.normalize,
    basis: result.basis,
    method: result.method,
    margin: result.margin,
    level: result.level,
    exposure: result.exposure,
    dispersion: result.total.dispersion,
    correction: result.correction,
    familySize: symbols.familySize,
    groupFamilySize: groups.familySize,
    total: totalJson(result.total),
    unlisted: {
      base: toJsonNumber(unlisted.base),
      next: toJsonNumber(unlisted.next),
      delta: toJsonNumber(unlisted.delta),
    },
    groups: Array.from({ length: groups.length }, (_, i) => groupJson(groups.at(i))),
    symbols: Array.from({ length: indices.length }, (_, i) => symbolJson(symbols.at(indices[i]))),
    renameCandidates: result.renameCandidates,
    notes,
  };
}

function sideJson(side: SideSummary): Record<string, unknown> {
  return {
    sources: side.provenance.map(({ path, listing, format, checksum }) => ({
      path,
      listing,
      format,
      checksum,
    })),
    title: side.title,
    event: side.event,
    unit: side.unit,
    total: side.total,
    listed: side.listed,
    rows: side.rows,
    coverage: side.coverage,
    cutoff: side.cutoff,
  };
}

/** The total's counts are bare numbers; where a cut list and --without leave them in bounds, `bounds` says so. */
function totalJson(total: Comparison): Record<string, unknown> {
  const { base, next, delta } = total;
  return {
    base: base.point,
    next: next.point,
    delta: toJsonNumber(delta.point),
    bounds: { base: toJsonBounds(base), next: toJsonBounds(next), delta: toJsonBounds(delta) },
    ...evidenceJson(total),
  };
}

function evidenceJson(row: Comparison): Record<string, unknown> {
  return {
    ratio: toJsonNumber(row.ratio),
    ratioBounds: toJsonBounds({ min: row.ratioBounds.low, max: row.ratioBounds.high }),
    interval: toJsonInterval(row.interval),
    p: toJsonNumber(row.p),
    breakEvenDispersion: row.breakEvenDispersion === null ? null : toJsonNumber(row.breakEvenDispersion),
    dispersion: row.dispersion,
    verdict: row.verdict,
    undecided: row.undecided,
    minimumDetectable: row.minimumDetectable,
  };
}

function familyJson(row: FamilyRow): Record<string, unknown> {
  return {
    base: countJson(row.base),
    next: countJson(row.next),
    delta: countJson(row.delta),
    ...evidenceJson(row),
    q: toJsonNumber(row.q),
    partOfDelta: toJsonNumber(row.partOfDelta),
    share: { base: toJsonNumber(row.share.base), next: toJsonNumber(row.share.next) },
  };
}

/** The point is what is listed, and what tests use first; min and max are what it may be. */
function countJson(count: Count): Record<string, unknown> {
  return { ...toJsonBounds(count), point: toJsonNumber(count.point) };
}

function symbolJson(row: SymbolRow): Record<string, unknown> {
  const { symbol, module, group, presence, members, baseLine, nextLine } = row;
  return { symbol, module, group, presence, members, lines: [baseLine, nextLine], ...familyJson(row) };
}

function groupJson(row: GroupRow): Record<string, unknown> {
  return { group: row.group, symbols: row.symbols, ...familyJson(row) };
}

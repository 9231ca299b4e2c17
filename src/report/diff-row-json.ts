import type { Comparison, FamilyRow, GroupRow, SymbolRow } from "../analysis/diff-result.ts";
import { toJsonBounds, toJsonCount, toJsonInterval, toJsonNumber } from "./json-number.ts";
import { pointsOf } from "./row-points.ts";

/** Makes what a comparison claims, without its counts. */
export function evidenceJson(row: Comparison): Record<string, unknown> {
  return {
    ratio: toJsonNumber(row.ratio),
    ratioBounds: toJsonBounds({ min: row.ratioBounds.low, max: row.ratioBounds.high }),
    interval: toJsonInterval(row.interval),
    p: toJsonNumber(row.p),
    breakEvenDispersion: row.breakEvenDispersion === null ? null : toJsonNumber(row.breakEvenDispersion),
    dispersion: toJsonNumber(row.dispersion),
    verdict: row.verdict,
    undecided: row.undecided,
    minimumDetectable: row.minimumDetectable,
  };
}

function familyJson(row: FamilyRow): Record<string, unknown> {
  const { ratio, partOfDelta, share } = pointsOf(row);
  return {
    base: toJsonCount(row.base),
    next: toJsonCount(row.next),
    delta: toJsonCount(row.delta),
    ...evidenceJson({ ...row, ratio }),
    q: toJsonNumber(row.q),
    partOfDelta: toJsonNumber(partOfDelta),
    partOfDeltaBounds: toJsonBounds(row.partBounds),
    share: { base: toJsonNumber(share.base), next: toJsonNumber(share.next) },
  };
}

/** Makes an entry of `symbols` of `zcprof.diff/1`. */
export function symbolRowJson(row: SymbolRow): Record<string, unknown> {
  const { symbol, module, group, presence, members, baseLine, nextLine } = row;
  return { symbol, module, group, presence, members, lines: [baseLine, nextLine], ...familyJson(row) };
}

/** Makes an entry of `groups` of `zcprof.diff/1`. */
export function groupRowJson(row: GroupRow): Record<string, unknown> {
  return { group: row.group, symbols: row.symbols, ...familyJson(row) };
}

/** Makes `total` of `zcprof.diff/1`: its counts are bare numbers; where a cut list and --without leave them in bounds, `bounds` says so. */
export function totalJson(total: Comparison): Record<string, unknown> {
  const { base, next, delta } = total;
  return {
    base: base.point,
    next: next.point,
    delta: toJsonNumber(delta.point),
    bounds: { base: toJsonBounds(base), next: toJsonBounds(next), delta: toJsonBounds(delta) },
    ...evidenceJson(total),
  };
}

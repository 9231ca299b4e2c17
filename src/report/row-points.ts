import type { FamilyRow } from "../analysis/diff-result.ts";

/** What a row says in one number; NaN where its counts are known only within bounds and the number would claim more. */
export interface RowPoints {
  readonly delta: number;
  readonly ratio: number;
  readonly partOfDelta: number;
  readonly share: { readonly base: number; readonly next: number };
}

/** Whether both sides list the row, so that its point is an observation, even if one side may hide more of it. */
export function isListedTwice({ base, next }: Pick<FamilyRow, "base" | "next">): boolean {
  return base.point > 0 && next.point > 0;
}

/** Returns what tables, CSV and JSON may say of a row in one number: none of them says more than another. */
export function pointsOf(row: FamilyRow): RowPoints {
  const { base, next, delta, ratio, partOfDelta, share } = row;
  const isKnown = isListedTwice(row) || delta.min === delta.max;
  return {
    delta: isKnown ? delta.point : Number.NaN,
    ratio: isKnown ? ratio : Number.NaN,
    partOfDelta: isKnown ? partOfDelta : Number.NaN,
    share: {
      base: base.min === base.max ? share.base : Number.NaN,
      next: next.min === next.max ? share.next : Number.NaN,
    },
  };
}

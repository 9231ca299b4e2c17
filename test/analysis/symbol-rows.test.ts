import { expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { withParts } from "../../src/analysis/symbol-rows.ts";
import { listingProfile } from "./mail-listings.ts";

const exact = (point: number) => ({ point, min: point, max: point });
const row = compareProfiles(
  [listingProfile({ rows: [["f", 20]] })],
  [listingProfile({ rows: [["f", 50]], low: [40], high: [60] })],
).symbols.at(0);

it("gives a row its part of the change at the work of base, over the bounds of both, and none of no change", () => {
  // +30 of 200 * .5 - 40 = 60
  const grown = withParts(row, { base: exact(40), next: exact(200), scale: 0.5 });
  expect([grown.partOfDelta, grown.partBounds, grown.share]).toEqual([
    0.5,
    { min: 20 / 60, max: 40 / 60 },
    { base: 0.5, next: 0.25 },
  ]);
  const open = {
    base: { point: 40, min: 30, max: 50 },
    next: { point: 200, min: 200, max: 220 },
    scale: 0.5,
  };
  expect(withParts(row, open).partBounds).toEqual({ min: 20 / 80, max: 40 / 50 });
  const fallen = withParts(row, { base: exact(100), next: exact(40), scale: 1 });
  expect([fallen.partOfDelta, fallen.partBounds]).toEqual([-0.5, { min: -40 / 60, max: -20 / 60 }]);
  const same = withParts(row, { base: exact(40), next: exact(40), scale: 1 });
  expect([same.partOfDelta, same.partBounds]).toEqual([Number.NaN, { min: Number.NaN, max: Number.NaN }]);
  const endless = { min: -Infinity, max: Infinity };
  for (const [min, max] of [
    [40, 60],
    [20, 40],
    [20, 60],
  ])
    expect(withParts(row, { base: exact(40), next: { point: 40, min, max }, scale: 1 }).partBounds).toEqual(
      endless,
    );
});

import { expect, it } from "vitest";
import { samplingIntervals } from "../../src/analysis/sampling-interval.ts";
import { listingProfile } from "./mail-listings.ts";

it("gives Wilson's interval of a share of the total where ticks are counted, and none where they are not", () => {
  const rows = [["boomerang_interrupt", 611]] as const;
  const share = samplingIntervals(listingProfile({ rows, total: 3852 }), 0.95)(611);
  // The mail's driver share: 14.7 to 17.0 %
  expect([share?.low.toFixed(3), share?.high.toFixed(3)]).toEqual(["0.147", "0.170"]);
  for (const assumes of ["repeated", "exact", "shares"] as const)
    expect(samplingIntervals(listingProfile({ rows, type: { assumes } }), 0.95)(611)).toBeNull();
  expect(samplingIntervals(listingProfile({ rows: [["schedule", 0]] }), 0.95)(0)).toBeNull();
});

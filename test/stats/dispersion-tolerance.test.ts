import { expect, it } from "vitest";
import { breakEvenDispersion } from "../../src/stats/dispersion-tolerance.ts";
import { compareCounts } from "../../src/stats/ratio.ts";

it("3222 against 2874 ticks stays significant until run-to-run variance exceeds 5.17 times sampling noise", () => {
  // (3222 - 2874) / sqrt(3222 + 2874) = 4.457; the mid-p score is 4.458.
  expect(breakEvenDispersion(348 / Math.sqrt(6096)).toFixed(2)).toBe("5.17");
  const { z } = compareCounts({ base: 2874, next: 3222 });
  expect(breakEvenDispersion(z).toFixed(2)).toBe("5.17");
});

it("the break-even dispersion is where the interval just touches 1", () => {
  const { z } = compareCounts({ base: 2874, next: 3222 });
  const { interval, p } = compareCounts({ base: 2874, next: 3222 }, { dispersion: breakEvenDispersion(z) });
  expect(interval.low).toBeCloseTo(1, 9);
  expect(p).toBeCloseTo(0.05, 9);
});

import { expect, it } from "vitest";
import { digamma, inverseTrigamma, trigamma } from "../../src/stats/polygamma.ts";

/** [x, digamma, trigamma] in 30-digit arithmetic (mpmath 1.3.0); the port of R at hand is right to 12 digits only. */
const THIRTY_DIGITS: readonly (readonly [number, number, number])[] = [
  [0.01, -100.56088545786866, 10001.621213528313],
  [0.3, -3.502524222200133, 12.245364546107732],
  [1.4616, -3.110625123034165e-5, 0.9677007114650855],
  [4, 1.2561176684318005, 0.28382295573711536],
  [7.5, 1.9467574842460869, 0.1426158966967038],
  [11.99, 2.441792283668335, 0.08697741048698757],
  [12, 2.442661679975812, 0.08690187287176838],
  [150, 5.00729825707568, 0.006688938271165995],
];

it("digamma and trigamma are right to fourteen digits on both sides of the change of method", () => {
  for (const [x, first, second] of THIRTY_DIGITS) {
    expect(Math.abs(digamma(x) - first)).toBeLessThan(1e-15 * Math.max(2, 100 * Math.abs(first)));
    expect(Math.abs(trigamma(x) / second - 1)).toBeLessThan(1e-14);
  }
});

it("the inverse of trigamma undoes it from very small to very large", () => {
  for (const [x] of THIRTY_DIGITS) expect(inverseTrigamma(trigamma(x)) / x).toBeCloseTo(1, 12);
  for (const x of [1e-5, 5e5, 1e8]) expect(inverseTrigamma(trigamma(x)) / x).toBeCloseTo(1, 6);
});

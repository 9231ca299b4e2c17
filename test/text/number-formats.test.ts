import { describe, expect, it } from "vitest";
import { alignDecimals } from "../../src/text/align-decimals.ts";
import { drawBar } from "../../src/text/draw-bar.ts";
import { formatBytes } from "../../src/text/format-bytes.ts";
import {
  formatBoundedChange,
  formatBoundedCount,
  formatChange,
  formatCount,
  formatListedCount,
} from "../../src/text/format-count.ts";
import { formatDuration } from "../../src/text/format-duration.ts";
import { formatFigure } from "../../src/text/format-figure.ts";
import { formatLevel } from "../../src/text/format-level.ts";
import { formatPercent } from "../../src/text/format-percent.ts";
import { formatProbability, formatSmallProbability } from "../../src/text/format-probability.ts";
import { formatRatio, formatRatioInterval } from "../../src/text/format-ratio.ts";
import { ASCII_GLYPHS, spellIn, UNICODE_GLYPHS } from "../../src/text/glyphs.ts";

describe("counts", () => {
  it("have no separators, as the inputs have none", () => {
    expect([0, 2874, 9999, 10_000, 1_234_567, -12_345].map(formatCount)).toEqual([
      "0",
      "2874",
      "9999",
      "10000",
      "1234567",
      "-12345",
    ]);
    expect([0.25, 12.34, 12_345.67].map(formatCount)).toEqual(["0.25", "12.3", "12345.7"]);
    expect([9999.96, Infinity, Number.NaN].map(formatCount)).toEqual(["10000.0", "∞", ""]);
  });

  it("carry a sign as changes", () => {
    expect([162, -22, 0, 12_345].map(formatChange)).toEqual(["+162", "-22", "0", "+12345"]);
  });

  it("are ranges where only bounds are known", () => {
    expect(formatBoundedCount(47, 47)).toBe("47");
    expect(formatBoundedCount(0, 47)).toBe("0-47");
    expect(formatBoundedCount(47, Infinity)).toBe("≥47");
    // Two ends that read alike are one number.
    expect(formatBoundedCount(23.41, 23.44)).toBe("23.4");
    expect(formatBoundedChange(2, 49)).toBe("+2 to +49");
    expect(formatBoundedChange(-47, 0)).toBe("-47 to 0");
    expect(formatBoundedChange(126, Infinity)).toBe("≥+126");
    expect(formatBoundedChange(-Infinity, -22)).toBe("≤-22");
    expect(formatBoundedChange(-Infinity, Infinity)).toBe("-∞ to +∞");
  });

  it("are briefly the listed count where there is one", () => {
    expect(formatListedCount(99, 99, 146)).toBe("99+");
    expect(formatListedCount(99, 90, 146)).toBe("≈99");
    expect(formatListedCount(0, 0, 47)).toBe("0-47");
    expect(formatListedCount(5, 5, 5)).toBe("5");
  });
});

describe("ratios", () => {
  it("have two digits, and a bound still holds as it is printed", () => {
    expect(formatRatio(520 / 436, 520 / 436)).toBe("1.19");
    expect(formatRatio(49 / 47, Infinity)).toBe("≥1.04");
    expect(formatRatio(1.118, Infinity)).toBe("≥1.11");
    expect(formatRatio(0, 47 / 54)).toBe("≤0.88");
    expect(formatRatio(1.15, Infinity)).toBe("≥1.15");
    expect(formatRatio(0.3149, 2.0951)).toBe("0.31-2.10");
    expect(formatRatio(Infinity, Infinity)).toBe("∞");
    expect(formatRatio(Number.NaN, Number.NaN)).toBe("");
    expect(formatRatio(0, Infinity)).toBe("");
    expect(formatRatio(0.0123, 0.0123)).toBe("0.012");
    expect(formatRatio(123.4, 123.4)).toBe("123");
  });

  it("print no bound as 1 that is not 1", () => {
    expect(formatRatioInterval(1.0661, 1.1789, 3)).toBe("1.066 to 1.179");
    expect(formatRatioInterval(1.0002, 1.2594)).toBe("1.0002 to 1.26");
    expect(formatRatioInterval(1.2187, Infinity)).toBe("1.22 to ∞");
  });
});

describe("probabilities", () => {
  it("have no leading zero and no false zero", () => {
    expect([0.04, 0.15, 0.0004, 1, 0.0999, 0.5, 0.001].map(formatProbability)).toEqual([
      ".040",
      ".15",
      "<.001",
      "1.00",
      ".10",
      ".50",
      ".001",
    ]);
    expect(formatProbability(Number.NaN)).toBe("");
    expect(formatSmallProbability(8.28e-6)).toBe("8.3e-6");
    expect(formatSmallProbability(1e-13)).toBe("<1e-12");
    expect(formatSmallProbability(0.04)).toBe(".040");
  });
});

it("percentages never turn something into nothing or part into all", () => {
  expect([0.159, 0, 1, 0.0001, 0.9999].map((share) => formatPercent(share))).toEqual([
    "15.9%",
    "0.0%",
    "100.0%",
    "<0.1%",
    ">99.9%",
  ]);
  expect(formatPercent(1872 / 2874, 0)).toBe("65%");
});

it("figures in formulas have six places", () => {
  expect([2874, 0.00659074123, 2.70872123e-14, 1.19266055].map(formatFigure)).toEqual([
    "2874",
    "0.00659074",
    "2.70872e-14",
    "1.19266",
  ]);
});

it("bars are drawn in eighths of a cell", () => {
  const fractions = [1, 84 / 162, 67 / 162, 22 / 162, 0, 1e-9];
  expect(fractions.map((fraction) => drawBar(fraction, 6, UNICODE_GLYPHS.bar))).toEqual([
    "██████",
    "███▏",
    "██▌",
    "▉",
    "",
    "▏",
  ]);
  expect(drawBar(0.5, 6, ASCII_GLYPHS.bar)).toBe("###");
});

it("decimal points stand under each other", () => {
  expect(alignDecimals(["2.64", "≥1.0", "<.001", "12", ""])).toEqual([
    "2.64 ",
    "≥1.0  ",
    "<.001",
    "12    ",
    "    ",
  ]);
});

it("an output without Unicode gets spellings of our signs and escapes of all others", () => {
  expect(spellIn(ASCII_GLYPHS, "Δ ≥1.04 … 漢")).toBe("delta >=1.04 ... \\u{6f22}");
  expect(spellIn(UNICODE_GLYPHS, "Δ 漢")).toBe("Δ 漢");
});

it("levels have all their digits, and none of the noise of a product", () => {
  expect([0.95, 0.999999, 0.07, 0.9].map(formatLevel)).toEqual(["95%", "99.9999%", "7%", "90%"]);
});

it("amounts of bytes have three figures, durations whole seconds", () => {
  expect([0, 812, 999_500, 1_250_000_000, 99_950].map(formatBytes)).toEqual([
    "0 B",
    "812 B",
    "1.00 MB",
    "1.25 GB",
    "100 kB",
  ]);
  expect([0.2, 59, 130, 3900].map(formatDuration)).toEqual(["1 s", "59 s", "2 min 10 s", "1 h 05 min"]);
});

import { describe, expect, it } from "vitest";
import { type CompareOptions, compareProfiles } from "../../src/analysis/compare.ts";
import type { DiffResult } from "../../src/analysis/diff-result.ts";
import { explainNamed, explainRow, explainRowAt } from "../../src/analysis/explain.ts";
import type { ExplainedStep } from "../../src/analysis/explained-step.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { measureNoise } from "../../src/analysis/measure-noise.ts";
import { parseSymbolMapping } from "../../src/analysis/symbol-mapping.ts";
import { listingProfile, noSg, completeListing as run, sg } from "./mail-listings.ts";
import { findRefusal } from "./refusal.ts";

type Ticks = Readonly<Record<string, number>>;
const compare = (base: Ticks, next: Ticks, options: CompareOptions = {}) =>
  compareProfiles([run(base)], [run(next)], options);
const stepsOf = (result: DiffResult, symbol: string) => explainRow(result, symbol).steps;
const stepOf = (steps: readonly ExplainedStep[], start: string): ExplainedStep | undefined =>
  steps.find(({ name }) => name.startsWith(start));
const valuesOf = (step: ExplainedStep | undefined): Record<string, unknown> =>
  Object.fromEntries((step?.values ?? []).map(({ name, value }) => [name, value]));

const intervalOf = (base: number, next: number) =>
  compare({ f: base, g: 500 }, { f: next, g: 500 }).symbols.at(0).interval;

/** Module of the row that is explained of a name that three modules have. */
const moduleOf = (...sides: readonly (readonly number[])[]) => {
  const [base, next] = sides.map((ticks) =>
    listingProfile({ rows: ticks.map((count) => ["memcpy", count]), modules: ["a", "b", "c"] }),
  );
  return explainRow(compareProfiles([base], [next]), "memcpy").row.module;
};

const WORK = { normalize: { kind: "work", amounts: { base: 3, next: 4 } } } as const;

describe("an explained row", () => {
  it("that is exact has every formula with the numbers that give its result", () => {
    const result = compare({ kfree: 300, kmalloc: 100, rare: 2 }, { kfree: 500, kmalloc: 90 }, WORK);
    const steps = stepsOf(result, "kfree");
    expect(steps.map(({ name }) => name)).toEqual([
      "ratio",
      "p-value, mid-p binomial",
      "interval of the ratio",
      "break-even dispersion",
      "q, Benjamini-Hochberg",
      "verdict",
      "part of the change",
    ]);
    expect(steps.map(({ formula }) => formula)).toEqual([
      "(y / Ty) / (x / Tx)",
      "two-sided tail of y ~ Binomial(x + y, Ty / (Tx + Ty))",
      "every ratio that the same test does not reject",
      "(z / z_level)^2",
      "min(1, p_j m / j)",
      "q <= 1 - level, interval against 1/margin .. margin",
      "(y Tx / Ty - x) / (Y Tx / Ty - X)",
    ]);
    const [ratio, p, interval, , q, verdict, part] = steps;
    expect([valuesOf(ratio), ratio.result]).toEqual([{ x: 300, y: 500, Tx: 3, Ty: 4 }, 500 / 4 / (300 / 3)]);
    const row = result.symbols.at(0);
    expect([valuesOf(p), p.result]).toEqual([{ x: 300, y: 500, phi: 1 }, row.p]);
    expect([valuesOf(interval), interval.result]).toEqual([
      { level: 0.95 },
      [row.interval?.low, row.interval?.high],
    ]);
    expect(valuesOf(q)).toEqual({ p_j: row.p, m: 2, j: 1, rank: 1 });
    expect(q.result).toBeCloseTo(2 * row.p, 15);
    expect([valuesOf(verdict), verdict.result]).toEqual([
      { q: row.q, level: 0.95, margin: 1.05 },
      "increase",
    ]);
    // 500 * 3/4 - 300 of 590 * 3/4 - 402
    expect(valuesOf(part)).toEqual({ x: 300, y: 500, X: 402, Y: 590, Tx: 3, Ty: 4 });
    expect(part.result).toBeCloseTo(75 / 40.5, 12);
    expect(explainRowAt(result, 0).steps).toEqual(steps);
  });

  it("within bounds has them in place of its counts, and how they come from what the listing hides", () => {
    const result = compareProfiles([noSg], [sg]);
    const steps = stepsOf(result, "tcp_transmit_skb");
    expect(steps[0]).toMatchObject({
      name: "next is known only within bounds",
      formula: "shown .. shown + U, U <= total - listed",
      result: [0, 47],
    });
    expect(valuesOf(steps[0])).toEqual({ shown: 0, U: 47, total: 3222, listed: 2067 });
    expect(stepOf(steps, "base is known")).toBeUndefined();
    const over = stepOf(steps, "ratio over the bounds");
    expect(over?.formula).toBe("(y / Ty) / (x / Tx)");
    expect([valuesOf(over), over?.result]).toEqual([{ x: 47, y: [0, 47], Tx: 1, Ty: 1 }, [0, 1]]);
    const turned = stepOf(
      stepsOf(compareProfiles([sg], [noSg]), "tcp_transmit_skb"),
      "ratio over the bounds",
    );
    expect([valuesOf(turned), turned?.result]).toEqual([{ x: [0, 47], y: 47, Tx: 1, Ty: 1 }, [1, Infinity]]);
    const part = stepOf(steps, "part of the change over the bounds");
    expect(valuesOf(part)).toEqual({ x: 47, y: [0, 47], X: 2874, Y: 3222, Tx: 1, Ty: 1 });
    expect(part?.result).toEqual([-47 / 348, 0]);
    expect(stepOf(steps, "verdict")?.result).toBe("inconclusive: bounds");
    // A count that a reader left open is no matter of a listing that hides.
    const open = listingProfile({ rows: [["f", 100]], low: [90], high: [120] });
    const names = stepsOf(compareProfiles([run({ f: 100 })], [open]), "f").map(({ name }) => name);
    expect([names[0], names[1]]).toEqual(["ratio as listed", "ratio over the bounds"]);
  });

  it("within bounds names the corners that its interval spans", () => {
    const steps = stepsOf(compareProfiles([noSg], [sg]), "do_tcp_sendpages");
    const one = stepOf(steps, "interval of the ratio over the bounds");
    expect(one?.formula).toContain(
      "with x_1 and y_1 (most in base, least in next) or with x_2 and y_2 (least in base, most in next)",
    );
    expect(valuesOf(one)).toEqual({ x_1: 47, y_1: 152, x_2: 0, y_2: 152, level: 0.95 });
    expect(one?.result).toEqual([intervalOf(47, 152)?.low, Infinity]);
    expect(valuesOf(stepOf(steps, "ratio as listed"))).toEqual({ x: 0, y: 152, Tx: 1, Ty: 1 });

    const mapping = parseSymbolMapping(["tcp_sendmsg_copy=tcp_sendmsg+do_tcp_sendpages"]);
    const both = stepOf(
      stepsOf(compareProfiles([noSg], [sg], { mapping }), "tcp_sendmsg_copy"),
      "interval of the ratio over the bounds",
    );
    // What the listings show is a point of its own where both sides hide some of it.
    expect(valuesOf(both)).toEqual({ x_1: 193, y_1: 261, x_2: 99, y_2: 308, x_3: 99, y_3: 261, level: 0.95 });
    expect(both?.result).toEqual([intervalOf(193, 261)?.low, intervalOf(99, 308)?.high]);
  });

  it("adds up what each run shows and hides: every hidden name of a mapping, and what nothing bounds", () => {
    const mapping = parseSymbolMapping(["tcp_sendmsg_copy=tcp_sendmsg+do_tcp_sendpages"]);
    const [base, next] = stepsOf(compareProfiles([noSg], [sg], { mapping }), "tcp_sendmsg_copy");
    // The mail's first list has one of the three names, so two may hide 47 ticks each; the second has two.
    expect([base.formula, valuesOf(base), base.result]).toEqual([
      "shown .. shown + min(h U, total - listed)",
      { shown: 99, h: 2, U: 47, total: 2874, listed: 1872 },
      [99, 99 + 2 * 47],
    ]);
    expect([next.formula, valuesOf(next), next.result]).toEqual([
      "shown .. shown + U, U <= total - listed",
      { shown: 261, U: 47, total: 3222, listed: 2067 },
      [261, 261 + 47],
    ]);
    const full = { f: 100, g: 200, h: 300 };
    const cut = listingProfile({ rows: [["g", 200]], total: 260 });
    const [runs] = stepsOf(compareProfiles([run(full), cut, cut], [run(full), run(full), run(full)]), "f");
    expect([runs.formula, valuesOf(runs), runs.result]).toEqual([
      "shown .. shown + U_2 + U_3, U <= total - listed",
      { shown: 100, U_2: 60, total_2: 260, listed_2: 200, U_3: 60, total_3: 260, listed_3: 200 },
      [100, 220],
    ]);
    // Two names of at most 50 ticks have 60 together where no more is left of the total.
    const pair = listingProfile({
      rows: [
        ["f", 100],
        ["z", 50],
      ],
      total: 210,
    });
    const [most] = stepsOf(
      compareProfiles([pair], [run(full)], { mapping: parseSymbolMapping(["f=g+h"]) }),
      "f",
    );
    expect([valuesOf(most), most.result]).toEqual([
      { shown: 100, h: 2, U: 50, total: 210, listed: 150 },
      [100, 160],
    ]);
    expect(most.name).toBe("base is known only within bounds, as h of the row's names are not listed");
    // A count that a reader left open is shown as it is, and one run hides two names, the other one.
    const vague = listingProfile({
      rows: [
        ["f", 100],
        ["z", 50],
      ],
      low: [90, 50],
      high: [120, 50],
      total: 210,
    });
    const known = listingProfile({
      rows: [
        ["f", 100],
        ["g", 80],
      ],
      total: 200,
    });
    const sums = parseSymbolMapping(["f=g+h"]);
    const [mixed] = stepsOf(compareProfiles([vague, known], [run(full), run(full)], { mapping: sums }), "f");
    expect([mixed.name, mixed.formula, mixed.result]).toEqual([
      most.name,
      "shown .. shown + min(h_1 U_1, total_1 - listed_1) + U_2, U <= total - listed",
      [90 + 180, 120 + 180 + 60 + 20],
    ]);
    expect(valuesOf(mixed)).toMatchObject({ shown: [270, 300], h_1: 2, U_1: 50, U_2: 20 });
    const coverage = { kind: "unstated", absent: "unknown" } as const;
    // Nothing bounds what one run hides, its total bounds what the other does.
    const half = listingProfile({ rows: [["g", 200]], coverage });
    const [partly] = stepsOf(compareProfiles([half, cut], [run(full), run(full)]), "f");
    expect([partly.name, partly.formula]).toEqual([
      "base is known only within bounds",
      "shown .. shown + U_1 + U_2, U <= total - listed",
    ]);
    // A list that calls itself cut and leaves nothing of its total hides nothing.
    const whole = listingProfile({
      rows: [["g", 200]],
      coverage: { kind: "cut", orders: ["ticks"], smallestCount: 200, smallestLoad: null },
    });
    expect(stepsOf(compareProfiles([whole], [run(full)]), "f")[0].name).toBe("ratio");
    // Both names of f=h stand in the list, so that nothing of it is hidden: no times of a bound that is not there.
    const open = listingProfile({
      rows: [
        ["f", 100],
        ["h", 20],
      ],
      coverage,
    });
    const mapped = compareProfiles([open], [run(full)], { mapping: parseSymbolMapping(["f=h"]) });
    const [unbounded] = stepsOf(mapped, "g");
    expect([unbounded.formula, valuesOf(unbounded), unbounded.result]).toEqual([
      "shown .. shown + U, nothing bounds U",
      { shown: 0, U: Infinity },
      [0, Infinity],
    ]);
    expect(explainRow(mapped, "f").row.base).toEqual({ point: 120, min: 120, max: 120 });
    expect(stepsOf(mapped, "f")[0].name).toBe("ratio");
  });

  it("within bounds takes its p from the corner that it names, or from none where the bounds hold equal rates", () => {
    const mapping = parseSymbolMapping(["tcp_sendmsg_copy=tcp_sendmsg+do_tcp_sendpages"]);
    const result = compareProfiles([noSg], [sg], { mapping });
    const p = stepOf(stepsOf(result, "tcp_sendmsg_copy"), "p-value");
    expect(p?.name).toBe("p-value, mid-p binomial, the largest over the bounds: most in base, least in next");
    expect(valuesOf(p)).toEqual({ x: 193, y: 261, phi: 1 });
    expect(p?.result).toBe(stepOf(stepsOf(compare({ f: 193 }, { f: 261 }), "f"), "p-value")?.result);
    const back = stepOf(stepsOf(compareProfiles([sg], [noSg], { mapping }), "tcp_sendmsg_copy"), "p-value");
    expect([back?.name.split(": ")[1], valuesOf(back)]).toEqual([
      "least in base, most in next",
      { x: 261, y: 193, phi: 1 },
    ]);
    // 300 ticks at least, 100 before: what is listed is the least change.
    const least = listingProfile({ rows: [["f", 300]], low: [300], high: [400] });
    const listed = stepOf(stepsOf(compareProfiles([run({ f: 100 })], [least]), "f"), "p-value");
    expect([listed?.name.split(": ")[1], valuesOf(listed)]).toEqual([
      "as listed",
      { x: 100, y: 300, phi: 1 },
    ]);
    const most = stepOf(stepsOf(compareProfiles([least], [run({ f: 100 })]), "f"), "p-value");
    expect([most?.name.split(": ")[1], valuesOf(most)]).toEqual(["as listed", { x: 300, y: 100, phi: 1 }]);
    const open = stepOf(stepsOf(compareProfiles([noSg], [sg]), "tcp_transmit_skb"), "p-value");
    expect([open?.formula, valuesOf(open), open?.result]).toEqual([
      "1, as the bounds hold equal rates",
      { x: 47, y: [0, 47] },
      1,
    ]);
  });

  it("has q by the rank that decides it: the least p m / j from its own rank on", () => {
    const names = ["a", "b", "c", "d", "e"];
    const sideOf = (ticks: readonly number[]) => Object.fromEntries(names.map((name, i) => [name, ticks[i]]));
    const result = compare(sideOf([100, 100, 100, 100, 100]), sideOf([140, 138, 139, 60, 101]));
    const sorted = [...result.symbols.p].sort((a, b) => a - b);
    names.forEach((name, i) => {
      const rank = sorted.indexOf(result.symbols.p[i]) + 1;
      const each = sorted.slice(rank - 1).map((p, k) => [(p * 5) / (rank + k), rank + k]);
      const [least, j] = each.reduce((a, b) => (b[0] < a[0] ? b : a));
      const q = stepOf(stepsOf(result, name), "q, ");
      expect(q?.name).toBe(
        j === rank ? "q, Benjamini-Hochberg" : `q, Benjamini-Hochberg, decided by rank ${j}`,
      );
      expect([valuesOf(q), q?.result]).toEqual([{ p_j: sorted[j - 1], m: 5, j, rank }, result.symbols.q[i]]);
      expect(q?.result).toBeCloseTo(least, 12);
    });
    // The largest p decides both: 2 of it over rank 2 are less than 2 of the other over rank 1.
    const close = compare({ a: 100, b: 100 }, { a: 140, b: 139 });
    expect([valuesOf(stepOf(stepsOf(close, "a"), "q, ")), close.symbols.q[0]]).toEqual([
      { p_j: close.symbols.p[1], m: 2, j: 2, rank: 1 },
      close.symbols.p[1],
    ]);
    const holm = compare(sideOf([100, 100, 100, 100, 100]), sideOf([140, 138, 139, 60, 101]), {
      correction: "holm",
    });
    const step = stepOf(stepsOf(holm, "a"), "q, ");
    expect(step?.formula).toBe("p corrected for m rows");
    expect([step?.name, valuesOf(step).rank, valuesOf(step).m]).toEqual(["q, holm", 2, 5]);
  });

  it("that is not tested says why, and what it would have found where it is open", () => {
    const result = compare({ few: 3, kfree: 500, kmalloc: 500 }, { few: 4, kfree: 510, kmalloc: 489 });
    const few = stepsOf(result, "few");
    expect(stepOf(few, "not tested")).toMatchObject({
      formula: "too-few-ticks",
      values: [],
      result: "no p-value",
    });
    expect([stepOf(few, "p-value"), stepOf(few, "q, ")]).toEqual([undefined, undefined]);
    expect(stepOf(few, "verdict")).toMatchObject({
      formula: "nothing is found without q",
      values: [],
      result: "inconclusive: too-few-ticks",
    });
    const open = stepOf(stepsOf(result, "kfree"), "found with 80 % power");
    const { up, down } = result.symbols.at(1).minimumDetectable;
    expect([valuesOf(open), open?.result]).toEqual([{ x: 500, phi: 1 }, [down, up]]);
    expect(open?.formula).toBe("|ln R| = (z_.975 + z_.80) sqrt(phi (1 + 1/R) / x)");
    expect(stepOf(few, "found with")?.result).toEqual([0, result.symbols.at(0).minimumDetectable.up]);
    const steady = compare({ f: 9000, g: 1000 }, { f: 9000, g: 1000 });
    const names = stepsOf(steady, "f").map(({ name }) => name);
    expect(names).not.toContain("found with 80 % power");
    expect(names).not.toContain("part of the change");
    // Of no ticks there is nothing to find a multiple of, neither in a row that is found nor in one that is open.
    const fresh = compare({ f: 100 }, { f: 100, fresh: 50, few: 3 });
    expect(stepOf(stepsOf(fresh, "few"), "verdict")?.result).toBe("inconclusive: too-few-ticks");
    for (const name of ["fresh", "few"]) expect(stepOf(stepsOf(fresh, name), "found with")).toBeUndefined();
  });

  it("names the test that was made", () => {
    const runs = [100, 110, 90, 105].map((kfree) => run({ kfree, schedule: 500 }));
    const formulaOf = (result: DiffResult) => stepOf(stepsOf(result, "kfree"), "p-value")?.formula;
    expect(formulaOf(compareProfiles(runs, runs))).toContain("F(1, df)");
    expect(formulaOf(compareProfiles(runs.slice(2), runs.slice(2)))).toContain("square-root rates");
    expect(formulaOf(compareProfiles(runs, runs, { paired: true }))).toContain("log ratios");
    const noise = measureNoise(runs, KERNEL_GROUPS);
    expect(formulaOf(compareProfiles([runs[0]], [runs[1]], { noise }))).toContain("sqrt(max(1, phi))");
    expect(stepOf(stepsOf(compareProfiles(runs, runs), "kfree"), "break-even")).toBeUndefined();
    expect(
      explainRow(compareProfiles(runs.slice(2), runs.slice(1)), "kfree").sources.map(({ side }) => side),
    ).toEqual(["base", "base", "next", "next", "next"]);
  });

  it("is the one with the most ticks of a name, and asks for others where there is none", () => {
    expect(moduleOf([10, 40, 20], [10, 50, 60])).toBe("b");
    // Of equals the first.
    expect(moduleOf([50, 10, 50], [50, 20, 50])).toBe("a");
    const names = Object.fromEntries(
      Array.from({ length: 7 }, (_, i): [string, number] => [`tcp_send_${i}`, 10]),
    );
    const refusalOf = (symbol: string) => findRefusal(() => explainRow(compare(names, names), symbol));
    expect(refusalOf("send")).toMatchObject({
      kind: "usage",
      code: "explain/unknown-symbol",
      message: 'neither side counts a symbol "send"',
      hint: "did you mean tcp_send_0, tcp_send_1, tcp_send_2, tcp_send_3, tcp_send_4?",
    });
    expect(refusalOf("tpc_send_6")?.hint).toBe("did you mean tcp_send_6?");
    expect(refusalOf("zzz")?.code).toBe("explain/unknown-symbol");
    expect(refusalOf("zzz")?.hint).toBeUndefined();
  });
});

describe("the explained total", () => {
  it("has its formulas with the numbers of the mail in them, without a correction or a part", () => {
    const { row, sources, steps } = explainNamed(compareProfiles([noSg], [sg]), "total");
    expect(steps.map(({ name }) => name)).toEqual([
      "ratio",
      "p-value, mid-p binomial",
      "interval of the ratio",
      "break-even dispersion",
      "verdict",
    ]);
    const [ratio, p, interval, breakEven, verdict] = steps;
    expect([valuesOf(ratio), ratio.result]).toEqual([{ x: 2874, y: 3222, Tx: 1, Ty: 1 }, 3222 / 2874]);
    // p, interval and break-even are those of the table in docs/statistics.md.
    expect(valuesOf(p)).toEqual({ x: 2874, y: 3222, phi: 1 });
    expect(Number(p.result)).toBeCloseTo(8.28e-6, 8);
    expect(interval.result).toEqual([expect.closeTo(1.0661, 4), expect.closeTo(1.1789, 4)]);
    expect(Number(breakEven.result)).toBeCloseTo(5.17, 2);
    const { z, z_level: level } = valuesOf(breakEven);
    expect((Number(z) / Number(level)) ** 2).toBeCloseTo(5.17, 2);
    expect(Number(level)).toBeCloseTo(1.96, 3);
    expect([valuesOf(verdict), verdict.result]).toEqual([
      { p: p.result, level: 0.95, margin: 1.05 },
      "increase",
    ]);
    expect([row.base.point, sources.map(({ line }) => line)]).toEqual([2874, [null, null]]);
  });

  it("is per run where rows are divided by it, and within bounds where a cut list hides what is taken out", () => {
    const perTotal = compareProfiles([noSg, noSg], [sg, sg], { normalize: { kind: "total" } });
    const [ratio] = explainNamed(perTotal, "total").steps;
    expect([valuesOf(ratio), ratio.result]).toEqual([{ x: 5748, y: 6444, Tx: 2, Ty: 2 }, 3222 / 2874]);
    const without = [{ kind: "symbol", name: "schedule" }] as const;
    const [next] = explainNamed(compareProfiles([noSg], [sg], { without }), "total").steps;
    // The second list does not show schedule, which may have 47 ticks of its 3222.
    expect(next).toMatchObject({
      name: "next is known only within bounds",
      formula: "the listing may hide more of what --without takes out of it",
      result: [3222 - 47, 3222],
    });
    expect(valuesOf(next)).toEqual({ total: 3222, listed: 2067 });
    const unstated = listingProfile({
      rows: [["f", 100]],
      coverage: { kind: "unstated", absent: "unknown" },
    });
    const open = explainNamed(compareProfiles([unstated], [run({ f: 120 })]), "total").steps;
    expect(open[0]).toMatchObject({
      name: "base is known only within bounds",
      formula: "the listing states no total",
      result: [100, Infinity],
    });
    expect(valuesOf(open[0])).toEqual({ listed: 100 });
    // Work is what the total is divided by, as every row is.
    const [perWork] = explainNamed(compare({ f: 300 }, { f: 500 }, WORK), "total").steps;
    expect([valuesOf(perWork), perWork.result]).toEqual([
      { x: 300, y: 500, Tx: 3, Ty: 4 },
      500 / 4 / (300 / 3),
    ]);
  });

  it("gives way to a symbol of that name", () => {
    const result = compare({ total: 50, kfree: 60 }, { total: 50, kfree: 60 });
    expect(explainNamed(result, "total").row.base.point).toBe(50);
    expect(findRefusal(() => explainNamed(result, "totl"))?.hint).toBe("did you mean total?");
  });
});

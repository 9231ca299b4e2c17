import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Profile } from "../../src/model/profile.ts";
import { recount } from "../../src/model/recount.ts";
import { selectMeasure } from "../../src/model/select-measure.ts";
import { filterStacks } from "../../src/model/stack-filter.ts";
import { countSymbols } from "../../src/model/symbol-counts.ts";
import { folded } from "../../src/parsers/folded.ts";
import { pprof } from "../../src/parsers/pprof.ts";
import { speedscope } from "../../src/parsers/speedscope.ts";
import { PLAIN, readFixture, sourceOf } from "../parsers/fixture-source.ts";

interface Sample {
  readonly frames: readonly string[];
  readonly count: number;
}

const samples = fc.array(
  fc.record({
    frames: fc.array(fc.constantFrom("main", "read", "copy", "free", "retry"), {
      minLength: 2,
      maxLength: 7,
    }),
    count: fc.integer({ min: 1, max: 1000 }),
  }),
  { minLength: 2, maxLength: 40 },
);

async function profileOf(rows: readonly Sample[]): Promise<Profile> {
  const text = rows.map(({ frames, count }) => `${frames.join(";")} ${count}\n`).join("");
  return (await folded.parse(sourceOf(text), PLAIN))[0];
}

/** What every row has that has anything. */
function rowsOf(profile: Profile): Record<string, number> {
  const { counts } = countSymbols(profile);
  const rows: Record<string, number> = {};
  counts.forEach((count, i) => {
    if (count > 0) rows[profile.symbols.name.at(i)] = count;
  });
  return rows;
}

/** Adds up, the slow and plain way, by every key of a sample. */
function addUp(rows: readonly Sample[], keysOf: (frames: readonly string[]) => Iterable<string>): object {
  const sums: Record<string, number> = {};
  for (const { frames, count } of rows)
    for (const key of keysOf(frames)) sums[key] = (sums[key] ?? 0) + count;
  return sums;
}

const totalOf = (rows: readonly Sample[]): number => rows.reduce((sum, { count }) => sum + count, 0);

describe("counting by something else than the leaf", () => {
  it("gives each symbol the samples that go through it, once however often it recurs", async () => {
    await fc.assert(
      fc.asyncProperty(samples, async (rows) => {
        const profile = recount(await profileOf(rows), "inclusive");
        expect(rowsOf(profile)).toEqual(addUp(rows, (frames) => new Set(frames)));
        expect(profile.measures[0].total).toBe(totalOf(rows));
        const recurring = rows.filter(({ frames }) => new Set(frames).size < frames.length);
        const said = profile.diagnostics.find(({ code }) => code === "inclusive/recursion")?.message;
        if (recurring.length === 0) expect(said).toBeUndefined();
        else expect(said).toMatch(new RegExp(`^${totalOf(recurring)} `));
      }),
    );
  });

  it("gives each stack a row, and keeps the total", async () => {
    await fc.assert(
      fc.asyncProperty(samples, async (rows) => {
        const profile = recount(await profileOf(rows), "stack");
        expect(rowsOf(profile)).toEqual(addUp(rows, (frames) => [frames.join(";")]));
        expect(profile.measures[0].total).toBe(totalOf(rows));
      }),
    );
  });

  it("says what go tool pprof -cum says, symbol by symbol", async () => {
    const [whole] = await pprof.parse(sourceOf(readFixture("pprof/go_copy_r1.cpu.pb.gz")), PLAIN);
    const counted = recount(selectMeasure(whole, "samples"), "inclusive");
    expect(rowsOf(counted)).toEqual(readTop("go_copy_r1.cpu.cum-top", "cum"));
  });

  it("finds the differences that go tool pprof -diff_base -cum finds", async () => {
    const [base, next] = await Promise.all(
      ["go_copy_r1", "go_sendfile_r1"].map(async (name) => {
        const [whole] = await pprof.parse(sourceOf(readFixture(`pprof/${name}.cpu.pb.gz`)), PLAIN);
        return rowsOf(recount(selectMeasure(whole, "samples"), "inclusive"));
      }),
    );
    const changes: Record<string, number> = {};
    for (const name of new Set([...Object.keys(base), ...Object.keys(next)])) {
      const change = (next[name] ?? 0) - (base[name] ?? 0);
      if (change !== 0) changes[name] = change;
    }
    expect(changes).toEqual(readTop("copy_sendfile.diff_base-cum-top", "cum"));
  });

  it("takes no square of the depth: 100,000 calls open one in the other, each a stack with samples", async () => {
    const depth = 100_000;
    const open = Array.from({ length: depth }, (_, at) => ({ type: "O", frame: at % 2, at }));
    const close = open.map(({ frame }, i) => ({ type: "C", frame, at: 2 * depth - 1 - i })).reverse();
    const text = JSON.stringify({
      $schema: "https://www.speedscope.app/file-format-schema.json",
      shared: { frames: [{ name: "ping" }, { name: "pong" }] },
      profiles: [
        {
          type: "evented",
          name: "deep",
          unit: "none",
          startValue: 0,
          endValue: 2 * depth - 1,
          events: [...open, ...close],
        },
      ],
    });
    const [profile] = await speedscope.parse(sourceOf(text), PLAIN);
    // Every moment but the first and the last has both.
    expect(rowsOf(recount(profile, "inclusive"))).toEqual({ ping: 2 * depth - 1, pong: 2 * depth - 3 });
    expect(filterStacks(profile, { focus: /pong/, ignore: null }).measures[0].total).toBe(2 * depth - 3);
    // 5 bytes a frame, and 100,000 stacks of 50,000 frames on the mean: 23 GiB of paths.
    for (const write of [
      () => recount(profile, "stack"),
      () => folded.write?.([profile]),
      () => pprof.write?.([profile]),
      () => speedscope.write?.([profile]),
    ])
      expect(write).toThrow(/ more than \d+ (bytes of names|frames written out)$/);
  });

  it("refuses a profile without stacks", async () => {
    const flat = (await folded.parse(sourceOf("main 1\nread 2\n"), { ...PLAIN }))[0];
    expect(() => recount(flat, "inclusive")).toThrow("has no stacks");
    expect(() => filterStacks(flat, { focus: /main/, ignore: null })).toThrow("has no stacks, which --focus");
  });
});

function has(frames: readonly string[], text: string): boolean {
  return frames.some((frame) => new RegExp(text).test(frame));
}

describe("looking at a part of the stacks", () => {
  it("keeps stacks with a frame to focus on and none to ignore, with their totals, and counts the rest", async () => {
    const names = fc.option(fc.constantFrom("read", "copy", "re", "^main$", "nothing"));
    await fc.assert(
      fc.asyncProperty(samples, names, names, async (rows, focus, ignore) => {
        const wanted = rows.filter(
          ({ frames }) => (focus === null || has(frames, focus)) && (ignore === null || !has(frames, ignore)),
        );
        const profile = filterStacks(await profileOf(rows), {
          focus: focus === null ? null : new RegExp(focus),
          ignore: ignore === null ? null : new RegExp(ignore),
        });
        expect(rowsOf(profile)).toEqual(addUp(wanted, (frames) => frames.slice(-1)));
        expect(profile.measures[0].total).toBe(totalOf(wanted));
        if (focus === null && ignore === null) return;
        const note = profile.diagnostics.find(({ code }) => code === "stacks/left-out");
        expect(note?.message).toContain(`${totalOf(wanted)} of ${totalOf(rows)} `);
      }),
    );
  });

  it.each([
    ["focus", { focus: /Write/, ignore: null }],
    ["ignore", { focus: null, ignore: /Write/ }],
  ])("keeps what go tool pprof -%s keeps", async (flag, filter) => {
    const [whole] = await pprof.parse(sourceOf(readFixture("pprof/go_copy_r1.cpu.pb.gz")), PLAIN);
    const kept = filterStacks(selectMeasure(whole, "samples"), filter);
    expect(rowsOf(kept)).toEqual(readTop(`go_copy_r1.cpu.${flag}-Write-top`, "flat"));
  });
});

/** Reads a column of `go tool pprof -top`: "  80  8.79% 50.1%  90 9.8%  name (inline)". */
function readTop(name: string, column: "flat" | "cum"): Record<string, number> {
  const rows: Record<string, number> = {};
  for (const line of readFixture(`pprof/${name}.txt`).toString().split("\n")) {
    const match = /^ +(-?\d+) +[\d.]+% +[\d.]+% +(-?\d+) +[\d.]+% {2}(.*?)(?: \(inline\))?$/.exec(line);
    if (match === null) continue;
    const value = Number(match[column === "flat" ? 1 : 2]);
    if (value !== 0) rows[match[3]] = value;
  }
  return rows;
}

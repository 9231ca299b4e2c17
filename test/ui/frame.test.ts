import { describe, expect, it } from "vitest";
import type { DiffResult } from "../../src/analysis/diff-result.ts";
import { reportDiffScreen } from "../../src/report/diff-screen.ts";
import type { Report } from "../../src/report/report.ts";
import { measureCells } from "../../src/text/cell-width.ts";
import { reduceDashboard } from "../../src/ui/dashboard-reducer.ts";
import { type DashboardState, startDashboard } from "../../src/ui/dashboard-state.ts";
import { FrameArtist, type ScreenSize } from "../../src/ui/frame.ts";
import { makeTheme } from "../../src/ui/theme.ts";
import { expectGolden } from "../render/golden.ts";
import { hostileDiff, mailDiff } from "../report/mail-diff.ts";
import { HOSTILE_NAMES } from "../text/hostile-names.ts";
import { reportOf, stateOf, typeKeys } from "./type-keys.ts";

const SIZES: readonly ScreenSize[] = [
  { columns: 60, rows: 15 },
  { columns: 80, rows: 24 },
  { columns: 200, rows: 50 },
];

const GOLDENS = new URL("./golden/", import.meta.url);
const noPrint = (): string => "";
const artist = new FrameArtist(makeTheme({ colors: 0, unicode: true }), noPrint);

function showing(report: Report, keys: readonly string[] = []): DashboardState {
  const start = startDashboard({
    sources: [
      { title: "base", isSimulated: false, isReplicate: false },
      { title: "next", isSimulated: false, isReplicate: false },
    ],
    sortKeys: { profile: ["ticks"], diff: ["delta", "ratio"], live: [] },
    fields: [],
    isLive: false,
  });
  const loaded = reduceDashboard(start, { kind: "loaded", view: "diff", asked: "", report });
  return typeKeys(loaded, keys, 17, 10);
}

function screenOf(result: DiffResult): Report {
  const symbols = Array.from({ length: result.symbols.length }, (_, i) => i);
  const groups = Array.from({ length: result.groups.length }, (_, i) => i);
  return reportDiffScreen(result, { symbols, groups, filter: null });
}

function mailScreen(): Report {
  return screenOf(mailDiff());
}

describe("a frame", () => {
  it("has room for numbers whose points stand under each other", () => {
    const values = [1, 0.049];
    const report: Report = {
      ...reportOf([]),
      blocks: [
        {
          kind: "table",
          id: "symbols",
          main: true,
          columns: [{ id: "q", title: "q", kind: "probability", priority: 0 }],
          rows: values.map((value) => [{ kind: "probability", value }]),
          omitted: null,
        },
      ],
    };
    const text = artist.draw(showing(report), SIZES[0]).lines.join("\n");
    for (const whole of ["1.00", ".049"]) expect(text).toContain(whole);
    expect(text).not.toContain("…");
  });

  for (const size of SIZES) {
    it.each([
      ["changes", ["down", "down"]],
      ["sides", ["tab"]],
      ["help", ["?"]],
      ["search", ["/", "t", "c", "p"]],
    ] as const)(`reads well at ${size.columns}x${size.rows}: %s`, (name, keys) => {
      const { lines } = artist.draw(showing(mailScreen(), keys), size);
      expectGolden(
        `${name}.${size.columns}x${size.rows}.txt`,
        `${lines.map((line) => line.trimEnd()).join("\n")}\n`,
        GOLDENS,
      );
    });
  }

  it("shortens a long title in its middle, before the numbers behind it", () => {
    const result = mailDiff();
    const title = "send(8k), SG, csum_copy, skbuff_cache, page-aligned, l1d.size=8K, l2.size=512K";
    const report = screenOf({ ...result, next: { ...result.next, title } });
    const { lines } = artist.draw(showing(report), SIZES[1]);
    expect(lines[2].trimEnd()).toMatch(
      /^ next {3}send\(8k\), SG.*….*l2\.size=512K {2}3222 ticks {2}load 20\.3%$/,
    );
    expect(artist.draw(showing(report), SIZES[2]).lines[2]).toContain(title);
  });

  it("says how far a simulation is in every view, whatever news there is beside it", () => {
    const fields = [{ id: "variant", label: "variant", choices: [{ value: "a", title: "a" }], initial: 0 }];
    const started = typeKeys(stateOf(["schedule"], { fields }), ["3", "r"], 1);
    const running = reduceDashboard(started, {
      kind: "progress",
      run: started.run.id,
      progress: { done: 0.42, secondsLeft: 3 },
    });
    const foot = (keys: readonly string[]): string =>
      artist.draw(typeKeys(running, keys, 1), SIZES[1]).lines.at(-2) ?? "";
    for (const keys of [[], ["c"], ["v"], ["2"], ["?"], ["o"]]) {
      expect(foot(keys), keys.join(" ")).toContain("simulating: 42%, 3 s left");
    }
    expect(foot(["c"])).toContain("compare it when it has ended");
    expect(foot(["r"])).not.toContain("simulating");
  });

  it("fills the screen exactly, whatever its size and whatever the names hold", () => {
    const hostile = HOSTILE_NAMES.slice(0, 12).map((name) => screenOf(hostileDiff(name)));
    const reports = [mailScreen(), ...hostile, reportOf(HOSTILE_NAMES)];
    for (const report of reports) {
      for (const columns of [60, 61, 79, 100, 133, 300]) {
        for (const rows of [15, 24, 61]) {
          for (const keys of [[], ["tab"], ["?"], ["o"]]) {
            const { lines } = artist.draw(showing(report, keys), { columns, rows });
            expect(lines.length).toBe(rows);
            for (const line of lines) {
              expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
              expect([line, measureCells(line) <= columns]).toEqual([line, true]);
            }
          }
        }
      }
    }
  });

  it("has only ASCII where the terminal has only that", () => {
    const ascii = new FrameArtist(makeTheme({ colors: 0, unicode: false }), noPrint);
    for (const keys of [[], ["tab"], ["tab", "tab", "tab", "tab"]]) {
      const { lines } = ascii.draw(showing(mailScreen(), keys), { columns: 140, rows: 30 });
      expect(lines.join("\n")).toMatch(/^[\x20-\x7e\n]*$/);
    }
  });

  it("says the same without colours as with them", () => {
    const coloured = new FrameArtist(makeTheme({ colors: 256, unicode: true }), noPrint);
    const size = { columns: 100, rows: 30 };
    const { lines } = coloured.draw(showing(mailScreen()), size);
    expect(lines.join("\n")).toContain("\x1b[");
    const plain = lines.map((line) => line.replaceAll(/\x1b\[[\d;]*m/g, "").trimEnd());
    expect(plain).toEqual(artist.draw(showing(mailScreen()), size).lines.map((line) => line.trimEnd()));
  });

  it("makes no row that is not on the screen, however long the table", () => {
    const made = new Set<number>();
    const rows = {
      length: 20_000,
      at: (row: number) => {
        made.add(row);
        return [{ kind: "name" as const, text: `f${row}` }];
      },
      nameAt: (row: number) => `f${row}`,
      [Symbol.iterator]: (): Iterator<never> => {
        throw new Error("nobody may walk through all rows");
      },
    };
    const [table] = reportOf([]).blocks;
    if (table.kind !== "table") throw new Error("no table");
    const report = { ...reportOf([]), blocks: [{ ...table, rows }] };
    const size = { columns: 80, rows: 24 };
    artist.draw(showing(report), size);
    artist.draw(typeKeys(showing(report), ["G"], 20_000, 19), size);
    expect(made.size).toBeLessThan(120);
    expect(made.has(19_999)).toBe(true);
  });
});

describe("a comparison that is refused", () => {
  it("says why on the screen, and not that it is on its way", () => {
    const start = startDashboard({
      sources: [
        { title: "base", isSimulated: false, isReplicate: false },
        { title: "next", isSimulated: false, isReplicate: false },
      ],
      sortKeys: { profile: ["ticks"], diff: ["delta"], live: [] },
      fields: [],
      isLive: false,
    });
    const message = "base counts calls of schedule() and next counts ticks of time: they cannot be compared";
    const refused = reduceDashboard(start, { kind: "failed", view: "diff", asked: "", message });
    const lines = artist.draw(typeKeys(refused, ["down"], 0, 10), { columns: 60, rows: 15 }).lines;
    const text = lines.map((line) => line.trim()).join(" ");
    expect(text).toContain(message);
    expect(text).toContain("nothing to show");
    expect(text).not.toContain("loading");
  });
});

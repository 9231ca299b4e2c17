import { describe, expect, it } from "vitest";
import { findBreach } from "../../src/parsers/schema-breach.ts";
import { SHOW_SCHEMA } from "../../src/parsers/show-schema.ts";
import type { Table } from "../../src/report/report.ts";
import { reportShow } from "../../src/report/show-report.ts";
import type { ShowView } from "../../src/report/show-rows.ts";
import { mailProfile } from "./mail-profile.ts";

const view: ShowView = { by: "symbol", sort: "ticks", top: Infinity, filter: null };

function symbolsOf(changes: Partial<ShowView>): { names: string[]; omitted: string | null } {
  const report = reportShow([mailProfile()], { ...view, ...changes });
  const table = report.blocks.find((block): block is Table => block.kind === "table" && block.main);
  const names = [...(table?.rows ?? [])].map((cells) => (cells[1].kind === "name" ? cells[1].text : ""));
  return { names, omitted: table?.omitted ?? null };
}

describe("the report of a profile", () => {
  it("adds up to the total, with what is not shown", () => {
    // 3852 - 1847 are unlisted; of the listed, 324 + 287 + 150 are not among the first two.
    expect(symbolsOf({}).omitted).toBe("unlisted 2005 (52.1%)");
    expect(symbolsOf({ top: 2 })).toEqual({
      names: ["file_read_actor", "csum_partial_copy_generic"],
      omitted: "3 more rows (--top 0) 761 (19.8%), unlisted 2005 (52.1%)",
    });
  });

  it("leaves what the reader noticed to standard error, and has it in the JSON form", () => {
    const shown = mailProfile();
    const [noticed, made] = ["reader/noticed", "without/left-out"].map((code) => ({ code, message: code }));
    const summary = { ...shown.summary, notes: [noticed] };
    const report = reportShow([{ ...shown, summary, notes: [made] }], view);
    expect(report.blocks.at(-1)).toEqual({ kind: "notes", notes: [made] });
    expect(report.toJson()["notes"]).toMatchObject([noticed, made]);
  });

  it("orders by load, size and name, and filters names", () => {
    expect(symbolsOf({ sort: "load", top: 1 }).names).toEqual(["file_read_actor"]);
    expect(symbolsOf({ sort: "size", top: 1 }).names).toEqual(["boomerang_rx"]);
    expect(symbolsOf({ sort: "name", top: 2 }).names).toEqual(["boomerang_interrupt", "boomerang_rx"]);
    expect(symbolsOf({ filter: /^file/ })).toEqual({
      names: ["file_read_actor"],
      omitted: "4 more rows (--filter ^file) 1204 (31.3%), unlisted 2005 (52.1%)",
    });
  });

  it("shows groups or modules where they are asked for", () => {
    expect(symbolsOf({ by: "group" }).names).toEqual(["driver", "copy", "checksum"]);
    expect(symbolsOf({ by: "module" }).names).toEqual(["(none)"]);
  });

  it("keeps the schema of baselines", () => {
    const json: unknown = JSON.parse(JSON.stringify(reportShow([mailProfile()], view).toJson()));
    expect(findBreach(SHOW_SCHEMA, json)).toBeNull();
    expect(json).toHaveProperty(["profiles", 0, "symbols", 0], {
      symbol: "file_read_actor",
      module: "",
      address: "0xc01255f0",
      size: { min: 84, max: 84 },
      ticks: { min: 643, max: 643, point: 643 },
      share: 643 / 3852,
      load: 643 / 84,
      group: "copy",
    });
    expect(json).toHaveProperty(["profiles", 0, "cutoff"], 150);
  });
});

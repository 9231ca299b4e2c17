import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { findBreach } from "../../src/parsers/json-schema.ts";
import { BINS_SCHEMA } from "../../src/report/schemas/bins-schema.ts";
import { spawnZcprof } from "../cli/spawn-zcprof.ts";
import { readFixture } from "../parsers/fixture-source.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-bins-"));
/** A bin as --json prints it. */
interface PrintedBin {
  readonly address: string;
  readonly offset: number;
  readonly ticks: { readonly point: number };
  readonly others: readonly string[];
}

const MAP = ["--map", "fixtures/symbol-map/System.map-6.1-tiny.gz"];

async function binsOf(...args: string[]) {
  const { status, stdout } = await spawnZcprof(["show", ...args, "--json"]);
  const json = JSON.parse(stdout);
  expect([args, status, findBreach(BINS_SCHEMA, json)]).toEqual([args, 0, null]);
  return json.bins.map((bin: PrintedBin) => [bin.address, bin.offset, bin.ticks.point]);
}

/** What readprofile -s printed of a symbol, bins without ticks left out. */
function printedBins(symbol: string): [string, number, number][] {
  const text = readFixture("raw-profile/p6.rp-s.txt.gz");
  return (text[0] === 0x1f ? gunzipSync(text) : text)
    .toString()
    .split("\n")
    .map((line) => line.trim().split("\t"))
    .filter(([, place, ticks]) => place?.startsWith(`${symbol}+`) && ticks !== "0")
    .map(([address, place, ticks]) => {
      const offset = BigInt.asIntN(64, BigInt(place.slice(symbol.length + 1)));
      return [address, Number(offset), Number(ticks)];
    });
}

describe("show --bins", () => {
  it("finds the bins that readprofile prints, in the raw profile and in the tool's listing", async () => {
    // The last bin of tcp_ack, which readprofile would credit to the next function, has no ticks.
    const printed = printedBins("tcp_ack");
    expect(printed).toHaveLength(18);
    expect(await binsOf("fixtures/raw-profile/p6.profile.gz", ...MAP, "--bins", "tcp_ack")).toEqual(printed);
    expect(await binsOf("fixtures/raw-profile/p6.rp-s.txt.gz", "--bins", "tcp_ack")).toEqual(printed);
    const listed = await binsOf("fixtures/raw-profile/p6.rp-b.txt.gz", "--bins", "tcp_ack");
    expect(listed.map(([address, , ticks]: [string, number, number]) => [address, ticks])).toEqual(
      printed.map(([address, , ticks]) => [address, ticks]),
    );
  });

  it("reads a listing that a mail quotes, and counts as large as the listing's own reader takes", async () => {
    const listing = "f:\n\t00001000\t9007199254740991\n\t00001004\t2\n  total\t\t\t\t9007199254740993\n";
    const quoted = listing.replaceAll(/^/gm, "> > ").replaceAll("\t", "  ").replaceAll("\n", "\r\n");
    for (const [name, text] of Object.entries({ listing, quoted })) {
      writeFileSync(join(folder, name), text);
      const { stdout } = await spawnZcprof(["show", join(folder, name), "--bins", "f", "--json"]);
      expect(JSON.parse(stdout).bins.map(({ offset, ticks }: PrintedBin) => [offset, ticks.point])).toEqual([
        [0, 9_007_199_254_740_991],
        [4, 2],
      ]);
    }
  });

  it("finds a name that is no UTF-8 by what the tables print of it", async () => {
    const path = join(folder, "latin1");
    writeFileSync(path, Buffer.from("caf\xe9:\n\t00001000\t3\n  total\t\t\t\t3\n", "latin1"));
    expect(await binsOf(path, "--bins", "caf\\xE9")).toEqual([["0x1000", 0, 3]]);
  });

  it("credits a function's last bin to it, and names who shares a bin", async () => {
    writeFileSync(join(folder, "raw"), Uint32Array.from([8, 1, 2, 3]));
    writeFileSync(join(folder, "map"), "1000 T _stext\n1000 t f\n100c t g\n1018 T _etext\n");
    const { stdout } = await spawnZcprof([
      "show",
      join(folder, "raw"),
      "--map",
      join(folder, "map"),
      "--bins",
      "f",
      "--json",
    ]);
    // f is 1000 to 100c: the bin at 1000 and the first half of the one at 1008, which it shares with g.
    expect(
      JSON.parse(stdout).bins.map(({ offset, ticks, others }: PrintedBin) => [offset, ticks.point, others]),
    ).toEqual([
      [0, 1, []],
      [8, 2, ["g"]],
    ]);
  });

  it("shows the bins with the most ticks by address, and counts the others", async () => {
    const raw = ["fixtures/raw-profile/p6.profile.gz", ...MAP];
    const { stdout } = await spawnZcprof(["show", ...raw, "--bins", "tcp_ack", "--top", "2"]);
    expect(stdout).toMatch(
      /ffffffff8128f640 +\+0x120 +3 [^]*ffffffff81290100 +\+0xbe0 +4 [^]*… 16 more rows/,
    );
  });

  it("refuses what has no bins, or no such symbol", async () => {
    for (const args of [
      ["example:mail#1", "--bins", "schedule"],
      ["fixtures/readprofile/p6.rp.txt", "--bins", "tcp_ack"],
      ["fixtures/raw-profile/p6.profile.gz", ...MAP, "--bins", "nosuch"],
      ["fixtures/raw-profile/p6.profile.gz", "--bins", "tcp_ack"],
    ]) {
      const { status, stdout, stderr } = await spawnZcprof(["show", ...args]);
      expect([args, status, stdout]).toEqual([args, 2, ""]);
      expect(stderr).toMatch(/error\[(bins\/none|raw-profile\/no-map)\]/);
    }
  });
});

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { findBreach } from "../../src/parsers/schema-breach.ts";
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
      expect(JSON.parse(stdout).bins.map(({ address, ticks }: PrintedBin) => [address, ticks.point])).toEqual(
        [
          ["0x1000", 9_007_199_254_740_991],
          ["0x1004", 2],
        ],
      );
    }
  });

  it("finds a name that is no UTF-8 by what the tables print of it", async () => {
    const path = join(folder, "latin1");
    writeFileSync(path, Buffer.from("caf\xe9:\n\t00001000\t3\n  total\t\t\t\t3\n", "latin1"));
    expect(await binsOf(path, "--bins", "caf\\xE9")).toEqual([["0x1000", null, 3]]);
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
      ["fixtures/raw-profile/p6.profile.gz", "--bins", "tcp_ack"],
    ]) {
      const { status, stdout, stderr } = await spawnZcprof(["show", ...args]);
      expect([args, status, stdout]).toEqual([args, 2, ""]);
      expect(stderr).toMatch(/error\[(bins\/none|raw-profile\/no-map)\]/);
    }
  });

  it("asks for the nearest name where the map or the listing has no such symbol", async () => {
    for (const args of [
      ["fixtures/raw-profile/p6.profile.gz", ...MAP],
      ["fixtures/raw-profile/p6.rp-s.txt.gz"],
      ["fixtures/raw-profile/p6.rp-b.txt.gz"],
    ]) {
      const { status, stderr } = await spawnZcprof(["show", ...args, "--bins", "tcp_akc"]);
      expect([args, status]).toEqual([args, 2]);
      expect(stderr).toMatch(/error\[bins\/unknown-symbol\].*tcp_akc\n.*did you mean tcp_ack\?/);
    }
  });
});

describe("diff --bins", () => {
  const map = join(folder, "diff.map");
  const [base, next] = ["diff-base", "diff-next"].map((name) => join(folder, name));
  // Bins of 8 bytes; g lies from 0x10 to 0x28, three bins of it.
  writeFileSync(map, "00001000 T _stext\n00001000 T f\n00001010 T g\n00001028 T h\n00001038 A _etext\n");
  writeFileSync(base, Uint32Array.of(8, 5, 5, 200, 100, 0, 9, 9));
  writeFileSync(next, Uint32Array.of(8, 5, 5, 100, 300, 40, 9, 9));

  it("says which bins of a symbol rose and which fell, and of nothing else", async () => {
    const { status, stdout } = await spawnZcprof(["diff", base, next, "--map", map, "--bins", "g", "--json"]);
    const { total, symbols, renameCandidates } = JSON.parse(stdout);
    expect([status, total.base, total.next, renameCandidates]).toEqual([0, 300, 440, []]);
    const rows = symbols.map(
      (row: { symbol: string; base: { min: number }; next: { min: number }; verdict: string }) => [
        row.symbol,
        row.base.min,
        row.next.min,
        row.verdict,
      ],
    );
    expect(rows).toEqual([
      ["+0x8", 100, 300, "increase"],
      ["+0x0", 200, 100, "decrease"],
      ["+0x10", 0, 40, "increase"],
    ]);
  });

  it("compares listings of readprofile -b", async () => {
    const [x, y] = [base, next].map((path) => `${path}.txt`);
    writeFileSync(x, "g:\n\t00001010\t200\n\t00001018\t100\n  total\t\t\t\t300\n");
    writeFileSync(y, "g:\n\t00001010\t100\n\t00001018\t300\n  total\t\t\t\t400\n");
    const { stdout } = await spawnZcprof(["diff", x, y, "--bins", "g", "-q", "--width", "80"]);
    expect(stdout).toMatch(/^ +0x1018 +100 +300 +\+200 /m);
    expect(stdout).toMatch(/^ +0x1010 +200 +100 +-100 /m);
  });

  it("finds nothing between two listings of one run, whichever bins they begin with, and refuses other modes beside -b", async () => {
    const [whole, tail] = ["whole", "tail"].map((name) => join(folder, `${name}.txt`));
    writeFileSync(whole, "g:\n\t00001010\t1\n\t00001018\t100\n  total\t\t\t\t101\n");
    writeFileSync(tail, "g:\n\t00001018\t100\n  total\t\t\t\t100\n");
    const { stdout, stderr } = await spawnZcprof(["diff", whole, tail, "--bins", "g", "--width", "80"]);
    expect(stdout).toMatch(/^ +0x1018 +100 +100 +0 /m);
    expect(stderr).toContain("note[bins/addresses]");
    const modes = ["b", "s"].map((mode) => `fixtures/raw-profile/p6.rp-${mode}.txt.gz`);
    const refused = await spawnZcprof(["diff", ...modes, "--bins", "tcp_ack"]);
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining("without offsets")]);
  });

  it("says that functions of one name are added up", async () => {
    const twice = join(folder, "twice.map");
    writeFileSync(twice, "00001000 T _stext\n00001000 T g\n00001010 T f\n00001018 T g\n00001038 A _etext\n");
    const { stdout, stderr } = await spawnZcprof([
      "diff",
      base,
      base,
      "--map",
      twice,
      "--bins",
      "g",
      "--json",
    ]);
    expect(stderr).toContain("note[bins/several]");
    // Bins of 5 and 5, and at the second g of 100, 0, 9 and 9.
    const rows = JSON.parse(stdout).symbols.map((row: { symbol: string; base: { min: number } }) => [
      row.symbol,
      row.base.min,
    ]);
    expect(Object.fromEntries(rows)).toEqual({ "+0x0": 105, "+0x8": 5, "+0x10": 9, "+0x18": 9 });
  });

  it("refuses bins of another size, and a symbol that is not there", async () => {
    const wide = join(folder, "wide");
    writeFileSync(wide, Uint32Array.from([16, 1, 2, 3]));
    const other = await spawnZcprof(["diff", base, wide, "--map", map, "--bins", "g"]);
    expect([other.status, other.stderr]).toEqual([2, expect.stringContaining("bins of 8 bytes")]);
    const both = await spawnZcprof(["diff", base, next, "--map", map, "--bins", "nowhere"]);
    expect([both.status, both.stderr]).toEqual([2, expect.stringContaining("nowhere")]);
  });
});

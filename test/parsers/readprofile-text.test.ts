import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Profile } from "../../src/model/profile.ts";
import { readprofileText } from "../../src/parsers/readprofile-text.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { flatCounts } from "./flat-counts.ts";
import { contentOf } from "./profile-content.ts";

const mail = readFileSync(new URL("../../examples/mail-2001-02-11.txt", import.meta.url), "utf8");

const read = (text: Uint8Array | string): Promise<readonly Profile[]> =>
  readprofileText.parse(sourceOf(text, "a.txt"), PLAIN);

// A second way to read rows: awk's. Only for listings whose names have no blanks.
function readNaively(text: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const line of text.split("\n")) {
    const columns = line.trim().split(/\s+/);
    const isVerbose = /^[0-9a-f]{8,16}$/.test(columns[0]) && columns.length >= 4;
    const [name, ticks] = isVerbose ? [columns[1], columns[2]] : [columns[1], columns[0]];
    if (name === undefined || /^(total|gesamt)$/.test(name) || columns[0].startsWith("0x")) continue;
    if (Number(ticks) > 0) sums[name] = (sums[name] ?? 0) + Number(ticks);
  }
  return sums;
}

const loadOf = (line: string): number => Number(line.split(/\s+/).at(-1)) || 0;

describe("the mail of 2001", () => {
  it("holds three listings with their titles, CPU loads and totals", async () => {
    const profiles = await read(mail);
    expect(profiles.map(({ title, provenance }) => [title, provenance.statedLoadPercent])).toEqual([
      ["send(8k), no SG", 18.2],
      ["send(8k), SG, csum copy", 20.3],
      ["Here is a profile with a non-modular driver:", null],
    ]);
    expect(profiles.map(({ measures: [{ total }] }) => total)).toEqual([2874, 3222, 3852]);
    expect(profiles.map(({ provenance }) => provenance.listing)).toEqual(
      [1, 2, 3].map((index) => ({ index, of: 3 })),
    );
  });

  it("shows of each listing what its literal rows add up to, cut by ticks at the smallest of them", async () => {
    const rows = mail.split("\n").filter((line) => /^c0[0-9a-f]{6} /.test(line));
    const parts = [rows.slice(0, 14), rows.slice(14, 28), rows.slice(28)].map((part) =>
      part.map((row) => Number(row.split(" ")[2])),
    );
    expect(parts.map((ticks) => ticks.length)).toEqual([14, 14, 14]);
    const profiles = await read(mail);
    expect(profiles.map(({ measures: [{ listed }] }) => listed)).toEqual(
      parts.map((ticks) => ticks.reduce((a, b) => a + b)),
    );
    expect(profiles.map(({ measures: [{ coverage }] }) => coverage)).toEqual(
      [0.027, 0.0414, 0.0302].map((smallestLoad, i) => ({
        kind: "cut",
        orders: ["ticks"],
        smallestCount: Math.min(...parts[i]),
        smallestLoad,
      })),
    );
    expect(parts.map((ticks) => Math.min(...ticks))).toEqual([47, 47, 54]);
  });

  it("states addresses, and sizes from which the printed load follows", async () => {
    const [{ symbols, samples }] = await read(mail);
    const at = [...Array(symbols.length).keys()].find((i) => symbols.name.at(i) === "file_read_actor")!;
    expect(symbols.address![at].toString(16)).toBe("c0125580");
    // 548 / 6.5238 = 84.0; 83 and 85 bytes would print 6.6024 and 6.4471.
    expect([symbols.sizeLow!.at(at), symbols.sizeHigh!.at(at)]).toEqual([84, 84]);
    // 47 / 0.0347 = 1354.5: 47 / 1352 prints 0.0348 and 47 / 1357 prints 0.0346.
    expect([symbols.sizeLow!.at(0), symbols.sizeHigh!.at(0)]).toEqual([1353, 1356]);
    expect(mail.split("\n")[samples.line![at] - 1]).toBe("c0125580 file_read_actor 548 6.5238");
  });

  it("counts every line of its prose once, its table of loads among them", async () => {
    const lines = mail.split("\n").filter((line) => line.trim() !== "");
    const rows = lines.filter((line) => /^[0-9a-f]{8} /.test(line)).length;
    const profiles = await read(mail);
    const notes = profiles.flatMap(({ diagnostics }) => diagnostics);
    expect(notes.every(({ code }) => code === "readprofile/unread-line")).toBe(true);
    const counted = notes.reduce((sum, { message }) => sum + Number.parseInt(message, 10), 0);
    expect(counted + rows + profiles.length).toBe(lines.length);
    expect(notes[0].location).toMatchObject({ line: 1, text: lines[0] });
  });

  it("says the same quoted twice over", async () => {
    const quoted = await read(readFixture("mail/quoted.txt"));
    const expected = await read(mail);
    expect(quoted.slice(0, 2).map(contentOf)).toEqual(expected.slice(0, 2).map(contentOf));
    expect(flatCounts(quoted[2])).toEqual(flatCounts(expected[2]));
    expect(quoted[2].title).toBe("and with the driver built in:");
  });

  it("says the same with tabs, remarks behind the rows and turned round", async () => {
    const byHand = await read(readFixture("mail/by-hand.txt"));
    const expected = await read(mail);
    expect(byHand.map((profile) => flatCounts(profile))).toEqual(
      [expected[0], expected[2]].map((profile) => flatCounts(profile)),
    );
    expect(byHand.map(({ measures: [{ coverage, total }] }) => [coverage, total])).toEqual(
      [expected[0], expected[2]].map(({ measures: [{ coverage, total }] }) => [coverage, total]),
    );
    const [note] = byHand[0].diagnostics.filter(({ code }) => code === "readprofile/extra-column");
    expect(note).toMatchObject({ message: expect.stringContaining("3 rows"), location: { line: 4 } });
  });
});

describe("a listing of readprofile", () => {
  it.each([
    ["readprofile/p6.rp.txt", 1741],
    ["readprofile/lo.rp-v.txt", 2079],
    ["readprofile/locale.de_DE.txt", 1248],
    ["readprofile/locale.de_DE.v.txt", 1248],
    ["readprofile/locale.fr_FR.txt", 1248],
    ["readprofile/locale.fr_FR.v.txt", 1248],
    ["raw-profile/p6.rp-a.txt.gz", 1741],
    ["raw-profile/p6.rp-v-s.txt.gz", 1741],
  ])("in %s is complete and holds every row", async (file, total) => {
    const text = readFixture(file);
    const [profile] = await read(text);
    expect(flatCounts(profile)).toEqual(readNaively(text.toString()));
    expect(profile.measures[0]).toMatchObject({ listed: total, total, coverage: { kind: "complete" } });
    expect(profile.diagnostics).toEqual([]);
  });

  it("by bins (-b, also with -v) holds what the same profile holds by rows", async () => {
    const [byRows] = await read(readFixture("readprofile/p6.rp.txt"));
    for (const file of ["raw-profile/p6.rp-b.txt.gz", "raw-profile/p6.rp-v-b.txt.gz"]) {
      const [byBins] = await read(readFixture(file));
      expect(byBins.measures[0]).toMatchObject({ total: 1741, coverage: { kind: "complete" } });
      if (!file.includes("-v-")) expect(flatCounts(byBins)).toEqual(flatCounts(byRows));
    }
  });

  it("by all bins (-a -b) counts a function without ticks and without a total of its own", async () => {
    const [profile] = await read(
      "f:\n\tc0100000\t0\ng:\n\tc0100004\t2\n\tc0100008\t1\n  total\t\t\t\t3\n     0 *unknown*\n     3 total                                      0.0625\n",
    );
    expect(profile.symbols.length).toBe(3);
    expect(flatCounts(profile)).toEqual({ g: 3 });
    expect(profile.measures[0].coverage).toEqual({ kind: "complete" });
  });

  it("that holds only the step (-i) is refused in every language", async () => {
    for (const line of [
      "Sampling_step: 4",
      "Probenerfassungsschritt: 4",
      "Sampling_step\u00a0: 4",
      "采样步长：4",
    ]) {
      expect(readprofileText.sniff({ bytes: Buffer.from(`${line}\n`), whole: true, name: "" }).answer).toBe(
        "yes",
      );
      await expect(read(`${line}\n`)).rejects.toMatchObject({ kind: "parse", code: "readprofile/only-step" });
    }
  });

  it("counts *unknown* in the total, though the printed total leaves it out", async () => {
    const [profile] = await read(
      "     5 f                                          0.5000\n     6 *unknown*\n     5 total                                      0.0001\n",
    );
    expect(profile.measures[0]).toMatchObject({ listed: 11, total: 11, coverage: { kind: "complete" } });
    expect(profile.provenance.facts.statedTotal).toBe(5);
  });

  it.each(["sort -n -k3", "sort -nr -k3"])(
    "sorted by load (%s) has its total somewhere inside",
    async (order) => {
      const lines = readFixture("readprofile/p6.rp.txt").toString().trimEnd().split("\n");
      const sign = order.includes("r") ? -1 : 1;
      const sorted = lines.toSorted((a, b) => sign * (loadOf(a) - loadOf(b)));
      expect(sorted.findIndex((line) => line.includes(" total "))).toBeGreaterThan(1);
      const profiles = await read(`${sorted.join("\n")}\n`);
      expect(profiles).toHaveLength(1);
      expect(profiles[0].measures[0]).toMatchObject({ total: 1741, coverage: { kind: "complete" } });
    },
  );

  it("with the largest loads only is cut by load; with the smallest only it bounds nothing", async () => {
    const lines = readFixture("readprofile/p6.rp.txt")
      .toString()
      .trimEnd()
      .split("\n")
      .filter((line) => !line.includes("*unknown*"));
    const total = lines.pop()!;
    const sorted = lines.toSorted((a, b) => loadOf(b) - loadOf(a));
    const [top] = await read([...sorted.slice(0, 40), total].join("\n"));
    expect(top.measures[0].coverage).toMatchObject({
      kind: "cut",
      orders: ["load"],
      smallestLoad: loadOf(sorted[39]),
    });
    const [bottom] = await read([...sorted.slice(-40), total].join("\n"));
    expect(bottom.measures[0].coverage).toEqual({ kind: "unstated", absent: "unknown" });
    expect(bottom.diagnostics.map(({ code }) => code)).toContain("readprofile/rows-missing");
  });

  it("without a total row, in no order, or too short to be in one, leaves absent symbols unknown", async () => {
    const rows = ["c0100000 a 5 0.0500", "c0100100 b 9 0.0900", "c0100200 c 7 0.0700"];
    for (const [text, code] of [
      [rows.join("\n"), "readprofile/no-total"],
      [[...rows, "00000000 total 50 0.0010"].join("\n"), "readprofile/rows-missing"],
      [[...rows.slice(0, 2), "00000000 total 50 0.0010"].join("\n"), "readprofile/rows-missing"],
    ]) {
      const [profile] = await read(text);
      expect(profile.measures[0].coverage).toEqual({ kind: "unstated", absent: "unknown" });
      expect(profile.diagnostics.map((note) => note.code)).toEqual([code]);
    }
  });

  it("behind another without a line between is a listing of its own", async () => {
    const lo = readFixture("readprofile/lo.rp-v.txt").toString();
    const tail = readFixture("readprofile/tail15.txt").toString();
    const first = readFixture("readprofile/unknown-first.txt").toString();
    const p6 = readFixture("readprofile/p6.rp.txt").toString();
    const parts = [lo, lo, tail, first, tail, p6, lo];
    const profiles = await read(parts.join(""));
    const alone = (await Promise.all(parts.map(read))).flat();
    expect(profiles.map(contentOf)).toEqual(alone.map(contentOf));
  });

  it("with an empty line above its total row is one listing", async () => {
    const text = readFixture("readprofile/p6.rp.txt").toString();
    const parted = text.replace(/\n( +\d+ \*unknown\*\n.*total)/, "\n\n$1");
    expect(parted).not.toBe(text);
    expect((await read(parted)).map(contentOf)).toEqual((await read(text)).map(contentOf));
  });

  it("of hand-made infinite and undefined loads knows a size of 0, or none", async () => {
    const [{ symbols }] = await read(
      "c0100000 a 5 inf\nc0100000 b 0 -nan\nc0100100 c 7 nan\nc0100200 d 1 0.0000\n00000000 total 13 0.0010\n",
    );
    expect([...symbols.sizeLow!]).toEqual([0, 0, 0, 20_000]);
    expect([...symbols.sizeHigh!]).toEqual([0, Infinity, Infinity, Infinity]);
  });

  it("whose ticks and load fit no whole number of bytes says so", async () => {
    // 1 / 28 prints 0.0357 and 1 / 29 prints 0.0345.
    const [profile] = await read("c0100000 a 1 0.0350\n00000000 total 1 0.0010\n");
    expect(profile.diagnostics[0]).toMatchObject({ code: "readprofile/odd-load", location: { line: 1 } });
    expect(profile.symbols.sizeLow).toBeNull();
  });

  it("keeps the bytes of hostile names", async () => {
    const names = [
      "=cmd|calc",
      "a,b;c|d",
      "\x1b[31mred\x07",
      "x".repeat(10_000),
      "\xff\xfe",
      "-1",
      "+",
      "@SUM(1)",
      "a\rb",
      "nul\0nul",
      "C++ (int, char)",
    ];
    const rows = names.map(
      (name, i) => `ffffffff8100${String(1000 + i)} ${name.padEnd(40)} ${"7".padStart(6)}   0.0070`,
    );
    const [profile] = await read(Buffer.from(`${rows.join("\n")}\n`, "latin1"));
    const found = names.map((_, i) => Buffer.from(profile.symbols.name.bytesAt(i)).toString("latin1"));
    expect(found).toEqual(names);
    expect(profile.measures[0].listed).toBe(7 * names.length);
  });

  it("made with kallsyms names the module behind a tab", async () => {
    const [{ symbols }] = await read(
      "ffffffffc0100000 boomerang_rx\t[3c59x]                      150   0.1276\n",
    );
    expect([symbols.name.at(0), symbols.moduleNames[symbols.module[0]]]).toEqual(["boomerang_rx", "3c59x"]);
  });
});

describe("a heading", () => {
  it.each([
    ["send(8k), SG, choose copy 20.6% (huh?)", "send(8k), SG, choose copy (huh?)", 20.6],
    ["Last 18,2 %", "Last", 18.2],
    ["18.2%", "", 18.2],
    ["We lose 12% on this machine", "We lose 12% on this machine", null],
    ["from 20% down to 18%", "from 20% down to 18%", null],
    ["2.4.2-pre2", "2.4.2-pre2", null],
  ])("%j gives the title %j and the load %d", async (line, title, load) => {
    const [profile] = await read(`above\n${line}\n=====\n\nc0100000 a 1 0.0100\n`);
    expect([profile.title, profile.provenance.statedLoadPercent]).toEqual([title, load]);
    expect(profile.diagnostics[0].message).toContain("2 lines of prose");
  });
});

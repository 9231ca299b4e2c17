import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ListingRows } from "../../../src/model/listing-rows.ts";
import type { Coverage, Profile } from "../../../src/model/profile.ts";
import { finishProfile } from "../../../src/model/profile-builder.ts";
import { measuredProvenance } from "../../../src/parsers/measured-provenance.ts";
import { readprofileText } from "../../../src/parsers/readprofile-text.ts";
import { PLAIN, readFixture, sourceOf } from "../fixture-source.ts";
import { contentOf } from "../profile-content.ts";

const read = (bytes: Uint8Array): Promise<readonly Profile[]> =>
  readprofileText.parse(sourceOf(bytes, "a.txt"), PLAIN);
const write = (profiles: readonly Profile[]): Buffer => Buffer.from(readprofileText.write!(profiles));

interface Symbol {
  readonly name: string;
  readonly ticks: number;
  readonly address?: bigint;
  readonly size?: number;
  readonly module?: string;
}

function profileOf(
  rows: readonly Symbol[],
  coverage: Coverage = { kind: "complete" },
  extra: Partial<Profile> = {},
): Profile {
  const listing = new ListingRows();
  for (const { name, ticks, address, size, module } of rows) {
    const bytes = Buffer.from(name, "latin1");
    listing.addRow(bytes, 0, bytes.length, ticks, 1);
    if (address !== undefined) listing.setAddress(Number(address >> 32n), Number(address & 0xffff_ffffn));
    if (size !== undefined) listing.setSize(size, size);
    if (module !== undefined) listing.setModule(module);
  }
  const { symbols, counts } = listing.takeColumns();
  const type = { event: "ticks", unit: "ticks", period: 1, assumes: "counts", better: "lower" } as const;
  return finishProfile({
    symbols,
    measures: [{ type, counts, coverage }],
    provenance: measuredProvenance("test", sourceOf("", "x"), PLAIN),
    ...extra,
  });
}

const isUnknown = ({ name, module }: Symbol): boolean => name === "*unknown*" && module === "";

function namesOf({ symbols }: Profile): string[] {
  const names = Array.from({ length: symbols.length }, (_, i) =>
    Buffer.from(symbols.name.bytesAt(i)).toString("hex"),
  );
  return names.map((name, i) => `${name} ${symbols.moduleNames[symbols.module[i]]}`).sort();
}

/** Sizes as readprofile sees them: up to the next address in the map. */
function readSizes(): Map<string, number> {
  const lines = readFixture("symbol-map/System.map-6.1-tiny.gz").toString().trimEnd().split("\n");
  const addresses = [...new Set(lines.map((line) => line.slice(0, 16)))];
  return new Map(
    addresses.map((address, i) => [
      address,
      Number(BigInt(`0x${addresses[i + 1] ?? address}`) - BigInt(`0x${address}`)),
    ]),
  );
}

describe("the readprofile writer", () => {
  it.each([
    "readprofile/lo.rp-v.txt",
    "readprofile/p6.rp.txt",
    "readprofile/tail15.txt",
    "raw-profile/p6.rp-a.txt.gz",
  ])("prints what it read of %s byte for byte", async (file) => {
    const golden = readFixture(file);
    const profiles = await read(golden);
    expect(write(profiles).toString()).toBe(golden.toString());
    expect(readprofileText.losses!(profiles)).toEqual([]);
  });

  it.each(["raw-profile/p6.rp-v.txt.gz", "raw-profile/e1000.rp-v.txt.gz", "readprofile/lo.rp-v.txt"])(
    "prints the loads of %s from exact sizes as the tool does",
    (file) => {
      const golden = readFixture(file)
        .toString()
        .split("\n")
        .filter((line) => line.startsWith("f"));
      const sizes = readSizes();
      const rows = golden.map((line) => {
        const [address, name, ticks] = line.split(/ +/);
        return { name, ticks: Number(ticks), address: BigInt(`0x${address}`), size: sizes.get(address)! };
      });
      expect(rows.length).toBeGreaterThan(100);
      // Ties are in it: an odd number of 1/32 ticks a byte.
      expect(rows.some(({ ticks, size }) => Math.abs((ticks * 32) / size) % 2 === 1)).toBe(true);
      const text = write([profileOf(rows)]).toString();
      expect(text.split("\n").slice(0, -2)).toEqual(golden);
    },
  );

  it("sorts a complete listing by address, and leaves one that was cut in its order", async () => {
    const lines = readFixture("readprofile/lo.rp-v.txt").toString().trimEnd().split("\n");
    const [profile] = await read(
      Buffer.from(lines.toSorted((a, b) => Number(a.slice(60, 66)) - Number(b.slice(60, 66))).join("\n")),
    );
    expect(write([profile]).toString()).toBe(`${lines.join("\n")}\n`);
  });

  it("writes the mail's listings so that titles, loads and coverage come back", async () => {
    const profiles = await read(
      readFileSync(new URL("../../../examples/mail-2001-02-11.txt", import.meta.url)),
    );
    expect(readprofileText.losses!(profiles)).toEqual([]);
    expect((await read(write(profiles))).map(contentOf)).toEqual(profiles.map(contentOf));
    expect(write(profiles).toString()).toContain(
      "send(8k), no SG 18.2%\n\n00000000c0224734 tcp_transmit_skb                             47   0.0347\n",
    );
  });

  it("reads back any names, or says that it cannot keep them, and never loses a tick", async () => {
    const name = fc.string({
      unit: fc.constantFrom(...Array.from("ab1 \t\n\r.,[]:%>*=\xff\0|;")),
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: fc.oneof(name, fc.constantFrom("total", "gesamt", "*unknown*", "c0125580")),
            ticks: fc.nat(99),
            module: fc.constantFrom("", "m", "[k]"),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        fc.boolean(),
        async (symbols, hasAddresses) => {
          const single = symbols.filter(
            (symbol, i) => !isUnknown(symbol) || symbols.findIndex(isUnknown) === i,
          );
          const rows = single.map((symbol, i) =>
            hasAddresses && !isUnknown(symbol) ? { ...symbol, address: BigInt(4096 + i) } : symbol,
          );
          const profile = profileOf(rows);
          const [again, ...others] = await read(write([profile]));
          expect(others).toEqual([]);
          expect(again.measures).toMatchObject([
            { total: profile.measures[0].total, coverage: { kind: "complete" } },
          ]);
          const lost = readprofileText.losses!([profile]);
          const withoutLoad = write([profile]).toString("latin1").match(/-nan$/gm)?.length ?? 0;
          expect(lost.find((sentence) => sentence.includes("-nan"))?.match(/so (\d+) rows? ha/)?.[1]).toBe(
            withoutLoad === 0 ? undefined : String(withoutLoad),
          );
          if (!lost.some((sentence) => sentence.includes("names")))
            expect(namesOf(again)).toEqual(namesOf(profile));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("says what a listing cannot keep", () => {
    const base = profileOf(
      [
        { name: "a", ticks: 47, address: 0n, size: 1353 },
        { name: "b\nc", ticks: 1.5 },
      ],
      { kind: "unstated", absent: "zero" },
    );
    const full: Profile = {
      ...base,
      stacks: { length: 2, prefix: new Int32Array([-1, 0]), symbol: new Uint32Array([0, 1]) },
      measures: [
        { ...base.measures[0], low: base.measures[0].counts, high: base.measures[0].counts },
        { ...base.measures[0], type: { ...base.measures[0].type, event: "cycles" } },
      ],
      provenance: {
        ...base.provenance,
        exposure: { bytes: 1, seconds: null },
        facts: { hz: 100 },
        origin: { kind: "simulated", variant: "v", seed: 1, parameters: {} },
      },
    };
    expect(readprofileText.losses!([full])).toEqual([
      "only ticks is written, not cycles",
      "stacks are not kept, each count goes to its leaf symbol",
      "bounds of counts are not kept, only their point values",
      "1 counts are rounded to whole ticks",
      "1 names are written with _ in place of what would break the row",
      "1 sizes are only as exact as the four decimals of a load",
      // b and the total: nothing says how large the text is.
      "the source does not say how large functions are, so 2 rows have -nan for a load",
      "1 addresses of 0 are not kept, as address 0 is the total row's",
      "that absent symbols are 0 is written as a total row",
      "the exposure is not kept",
      "that the profile is simulated is not kept",
      "facts of the run are not kept: hz",
    ]);
  });
});

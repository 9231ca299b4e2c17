import { describe, expect, test } from "vitest";
import { readSymbolMap } from "../../src/parsers/symbol-map.ts";
import { readFixture, sourceOf } from "./fixture-source.ts";

const USUAL = [
  "0000000000000000 D __per_cpu_start",
  "ffffffff81000000 T _text",
  "ffffffff81000000 T _stext",
  "ffffffff81000000 t startup_64",
  "ffffffff81000040 W weak",
  "ffffffff81000100 t copy",
  "ffffffff81000180 T _etext",
  "ffffffff82000000 D __start_rodata",
  "",
].join("\n");

function read(text: string | Uint8Array, blockBytes?: number) {
  return readSymbolMap(sourceOf(text, "System.map", blockBytes));
}

/** Each function as `name@offset+size`. */
async function listFunctions(text: string): Promise<string[]> {
  const { symbols, starts, textStart } = await read(text);
  expect(symbols.name.at(symbols.length - 1)).toBe("*unknown*");
  return Array.from(starts.subarray(0, -1), (start, i) => {
    expect(symbols.address?.[i]).toBe(textStart + BigInt(start));
    return `${symbols.name.at(i)}@${start}+${symbols.sizeLow?.at(i)}`;
  });
}

describe("readSymbolMap", () => {
  test("keeps the functions of the text with their sizes, and of aliases the last in the map", async () => {
    expect(await listFunctions(USUAL)).toEqual(["startup_64@0+64", "weak@64+192", "copy@256+128"]);
    expect((await read(USUAL)).textStart).toBe(0xffff_ffff_8100_0000n);
  });

  test("finds the text of a recorded map as nm printed it", async () => {
    const map = await read(readFixture("symbol-map/System.map-6.1-tiny.gz"));
    // grep -E ' _(s|e)text$' on the map: ffffffff81000000 and ffffffff81600100.
    expect(map.textStart).toBe(0xffff_ffff_8100_0000n);
    expect(map.starts[map.starts.length - 1]).toBe(0x600100);
    // awk between the two, distinct addresses of [TtWw].
    expect(map.symbols.length).toBe(15_976 + 1);
  });

  test("reads kallsyms: modules stand outside of the kernel's text, and order does not matter", async () => {
    const [zero, , ...text] = USUAL.trimEnd().split("\n");
    const kallsyms = [
      zero,
      ...text.reverse(),
      "ffffffff81000080 t in_module\t[veth]",
      "ffffffffc0201050 t bpf_prog [bpf]",
      "",
    ];
    expect(await listFunctions(kallsyms.join("\n"))).toEqual(["_stext@0+64", "weak@64+192", "copy@256+128"]);
  });

  test("reads 32-bit maps, absolute edges, carriage returns, a missing last newline and text across 2^32", async () => {
    const old = "c0100000 A _stext\r\nc0100000 t startup_32\r\nc0100010 T f\r\n\r\nc0100020 A _etext";
    expect(await listFunctions(old)).toEqual(["startup_32@0+16", "f@16+16"]);
    expect(await listFunctions("fffffff0 T _stext\n100000008 t f\n100000010 T __etext\n")).toEqual([
      "_stext@0+24",
      "f@24+8",
    ]);
  });

  test("reads the same in blocks of any size, names longer than a block too", async () => {
    const bytes = Buffer.from(
      `${USUAL.replaceAll(" copy", ` ${"c".repeat(2 ** 19)}`)}${"ffffffff82000000 D data\n".repeat(9000)}`,
    );
    const whole = await read(bytes);
    expect(whole.symbols.name.bytesAt(2)).toHaveLength(2 ** 19);
    for (const blockBytes of [4093, 65_536]) {
      const { symbols, starts } = await read(bytes, blockBytes);
      expect([symbols.name.offsets, symbols.address, starts]).toEqual([
        whole.symbols.name.offsets,
        whole.symbols.address,
        whole.starts,
      ]);
      expect(Buffer.compare(symbols.name.bytes, whole.symbols.name.bytes)).toBe(0);
    }
  });

  test.each([
    ["text", "zzz\n", 5, 1, '"zzz"'],
    ["no kind", "ffffffff81000044\n", 5, 17, "the end of the line"],
    ["no name", "ffffffff81000044 t\n", 5, 18, '"t"'],
    ["a blank name", "ffffffff81000044 t  x\n", 5, 20, '" x"'],
    ["a word too many", "ffffffff81000044 t two words\n", 5, 24, '"words"'],
    ["a long address", "0ffffffff81000044 t f\n", 5, 1, '"0ffffffff81000044 t f"'],
    ["a cut line", "fffff", 5, 6, "the end of the line"],
  ])("places damage by line and column: %s", async (_, damaged, line, column, found) => {
    const lines = USUAL.split("\n");
    const text = `${lines.slice(0, line - 1).join("\n")}\n${damaged}`;
    await expect(read(text)).rejects.toMatchObject({
      kind: "parse",
      code: "symbol-map/bad-line",
      message: expect.stringContaining(`found ${found}`),
      location: { path: "System.map", line, column, text: damaged.trimEnd() },
    });
  });

  test.each([
    ["symbol-map/stub", readFixture("symbol-map/System.map-stub-debian").toString()],
    ["symbol-map/hidden-addresses", USUAL.replaceAll(/^[0-9a-f]+/gm, "0000000000000000")],
    ["symbol-map/no-text-start", USUAL.replace("_stext", "stext")],
    ["symbol-map/no-text-end", USUAL.replace("_etext", "etext")],
    ["symbol-map/no-text", USUAL.replace("ffffffff81000180", "ffffffff80000000")],
    ["symbol-map/no-text-start", ""],
  ])("refuses a map that cannot serve with a reason and a hint: %s", async (code, text) => {
    await expect(read(text)).rejects.toMatchObject({ kind: "input", code, hint: expect.any(String) });
  });
});

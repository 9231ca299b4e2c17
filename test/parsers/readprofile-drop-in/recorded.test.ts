import { describe, expect, test } from "vitest";
import { runReadprofile } from "../../../src/parsers/readprofile-drop-in/run-readprofile.ts";
import type { SystemFiles } from "../../../src/parsers/readprofile-drop-in/system-files.ts";
import { readFixture } from "../fixture-source.ts";

const p6 = readFixture("raw-profile/p6.profile.gz");
const known: Record<string, Uint8Array> = {
  map: readFixture("symbol-map/System.map-6.1-tiny.gz"),
  stub: readFixture("symbol-map/System.map-stub-debian"),
  p6,
  e1000: readFixture("raw-profile/e1000.profile.gz"),
  bigendian: readFixture("raw-profile/bigendian.profile.gz"),
  truncated: p6.subarray(0, 200_000),
  oddsize: p6.subarray(0, p6.length - 1),
  empty: new Uint8Array(0),
  // f1 = [1, 2, 3, 1000], f2 = [10, 20, 30, 40], f3 = [5, 6]
  small: new Uint8Array(Uint32Array.of(4, 1, 2, 3, 1000, 10, 20, 30, 40, 5, 6).buffer),
  shared: new Uint8Array(Uint32Array.of(16, 0, 8).buffer),
  "small.map": Buffer.from("1000 T _stext\n1000 T f1\n1010 t f2\n1020 W f3\n1028 T _etext\n"),
};

function machine(writeFile: SystemFiles["writeFile"] = () => expect.unreachable()) {
  const printed: Buffer[] = [];
  return {
    printed,
    kernelRelease: "6.1.0-56-amd64",
    posixlyCorrect: false,
    open: (path: string) => {
      const bytes = known[path] ?? failWith("ENOENT", "open");
      return { size: bytes.length, blocks: blocksOf(bytes) };
    },
    writeFile,
    print: async (bytes: Uint8Array) => {
      printed.push(Buffer.from(bytes));
    },
  };
}

// Each block in the buffer of the one before, as the command reads files, and of a length that is no multiple of a word.
function* blocksOf(bytes: Uint8Array): Iterable<Uint8Array> {
  const block = new Uint8Array(30_001);
  for (let at = 0; at < bytes.length; at += block.length) {
    const part = bytes.subarray(at, at + block.length);
    block.set(part);
    yield block.subarray(0, part.length);
    block.fill(0x58);
  }
}

function failWith(code: string, syscall: string): never {
  throw Object.assign(new Error(code), { code, syscall });
}

async function run(line: string, files = machine()) {
  const { status, stderr } = await runReadprofile(line.split(" "), files);
  return { status, stdout: Buffer.concat(files.printed).toString("latin1"), stderr };
}

async function failReset(code: string, call: string): Promise<string> {
  const files = machine(() => failWith(code, call));
  return (await run("-r", files)).stderr;
}

function recorded(name: string): string {
  return readFixture(`raw-profile/${name}.txt.gz`).toString("latin1");
}

describe("zcprof readprofile", () => {
  test.each([
    ["p6.rp", "-p p6"],
    ["p6.rp-v", "-v -p p6"],
    ["p6.rp-a", "--all -p p6"],
    ["p6.rp-b", "-b -p p6"],
    ["p6.rp-s", "-sp p6"],
    ["p6.rp-i", "-i -p p6"],
    ["p6.rp-v-b", "-vb -p p6"],
    ["p6.rp-v-s", "-vs -p p6"],
    ["e1000.rp", "-p e1000"],
    ["e1000.rp-v", "-v -p e1000"],
  ])("prints %s as recorded", async (name, options) => {
    expect(await run(`${options} -m map`)).toEqual({ status: 0, stdout: recorded(name), stderr: "" });
  });

  test.each([
    ["bigendian", 0, "readprofile: Assuming reversed byte order. Use -n to force native byte order.\n"],
    ["truncated", 1, "readprofile: profile address out of range. Wrong map file?\n"],
    ["oddsize", 1, "readprofile: profile address out of range. Wrong map file?\n"],
  ])("ends on a %s profile as recorded, the rows before included", async (name, status, stderr) => {
    expect(await run(`-m map -p ${name}`)).toEqual({ status, stdout: recorded(`${name}.rp`), stderr });
  });

  test.each([
    ["-m map -p empty", "readprofile: empty: input file is empty\n"],
    ["-m stub -p p6", `readprofile: can't find "_stext" in stub\n`],
    ["-m nowhere -p p6", "readprofile: nowhere: No such file or directory\n"],
    ["-p p6", "readprofile: /boot/System.map-6.1.0-56-amd64: No such file or directory\n"],
    ["-i", "readprofile: /proc/profile: No such file or directory\n"],
    [
      "--mult",
      "readprofile: option '--multiplier' requires an argument\nTry 'readprofile --help' for more information.\n",
    ],
    [
      "--m",
      "readprofile: option '--m' is ambiguous; possibilities: '--mapfile' '--multiplier'\nTry 'readprofile --help' for more information.\n",
    ],
  ])("refuses `%s` in readprofile's words", async (line, stderr) => {
    expect(await run(line)).toEqual({ status: 1, stdout: "", stderr });
  });

  // strace of readprofile 2.38.1: -M 5 writes 05 00 00 00, -r writes one zero byte, -M 99999999999 its low half.
  test.each([
    ["-M 5", [5, 0, 0, 0]],
    ["-M -3 -r", [0xfd, 0xff, 0xff, 0xff]],
    ["-M 99999999999", [0xff, 0xe7, 0x76, 0x48]],
    ["-r -p p6", [0]],
  ])("`%s` writes what the kernel takes for it", async (line, bytes) => {
    const written: [string, number[]][] = [];
    const result = await run(
      line,
      machine((path, content) => written.push([path, [...content]])),
    );
    expect(result).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(written).toEqual([["/proc/profile", bytes]]);
  });

  test("a write that fails is told apart from a file that does not open", async () => {
    expect(await failReset("EACCES", "open")).toBe("readprofile: /proc/profile: Permission denied\n");
    expect(await failReset("ENOSPC", "write")).toBe(
      "readprofile: error writing /proc/profile: No space left on device\n",
    );
  });

  test("--exact prints the same layout with each bin where it belongs", async () => {
    const { stdout, status } = await run("--exact -m small.map -p small");
    expect(status).toBe(0);
    expect(stdout.split("\n").map((line) => line.trim().split(/ +/).join(" "))).toEqual([
      "1006 f1 62.8750",
      "100 f2 6.2500",
      "11 f3 1.3750",
      "0 *unknown*",
      "1117 total 27.9250",
      "",
    ]);
  });

  test("--exact -b shows a bin under each function that it covers, with its share", async () => {
    // Bytes 16 to 31 of a text of 40 belong to f2 alone; the ticks of 32 to 39 have no counter.
    expect((await run("--exact -b -m small.map -p shared")).stdout).toContain(
      "f2:\n\t1010\t8\n  total\t\t\t\t8\n     0 *unknown*\n",
    );
    expect(await run("--exact -m map -p truncated")).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringMatching(/^readprofile: truncated: the profile has 49999 counters.*98308/),
    });
  });
});

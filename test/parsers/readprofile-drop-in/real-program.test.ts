import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RawCore } from "../../../src/parsers/raw-core.ts";
import { runReadprofile } from "../../../src/parsers/readprofile-drop-in/run-readprofile.ts";
import { COMPILATION_MS, compileRawCore } from "../compile-raw-core.ts";
import { filesBelow } from "./files-below.ts";

const REAL = "/usr/sbin/readprofile";
// Programs are spawned by the hundred, which a busy machine takes its time for.
const SPAWNING_MS = 300_000;
const START = 0xffff_ffff_8100_0000n;

// What stands behind the address of a line: usual, and what only sscanf takes for a line.
const tail = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .tuple(fc.constantFrom("T", "t", "W", "w"), name())
      .map(([mode, text]) => ` ${mode} ${text}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom("A", "?", "A", "D", "?x", "tt"), name())
      .map(([mode, text]) => ` ${mode} ${text}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      " A __init_begin",
      " A __init_end",
      " ? __init_end",
      " ? __initx",
      " t",
      " t two words",
      "  t  wide",
      "\tt\tf",
      "\tt tab",
      " t f\t[mod]",
      " longmode f",
      " abcdefg h",
      " t cr\r",
      " t a\0b",
      "",
      " T _etext",
      " T __etext",
    ),
  },
);
const line = fc.record({
  gap: fc.oneof(fc.constantFrom(0, 1, 3, 4, 16, 31, 32, 160), fc.nat({ max: 70 })),
  tail,
  spelling: fc.oneof(
    { weight: 10, arbitrary: fc.constant("padded") },
    { weight: 1, arbitrary: fc.constantFrom("0x", "+", "-", " ", "upper") },
  ),
});
const run = fc.record({
  lines: fc.array(line, { maxLength: 14 }),
  before: fc.constantFrom("", "0000000000000000 A zero\n", "no map\n", "1 A\n", "\n"),
  first: fc.constantFrom("T _stext", "A _stext", "T __stext", "t  _stext", "T _sText"),
  hasEnd: fc.boolean(),
  step: fc.constantFrom(0, 1, 3, 4, 16, 64, 2 ** 20),
  counters: fc.infiniteStream(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 6, arbitrary: fc.nat({ max: 2000 }) },
      { weight: 1, arbitrary: fc.constantFrom(2 ** 32 - 1, 0x10000, 0x30000) },
    ),
  ),
  cutAt: fc.oneof({ weight: 4, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat({ max: 13 }) }),
  spare: fc.constantFrom(0, 1, 5),
  tailBytes: fc.constantFrom(0, 0, 3),
  swapped: fc.boolean(),
  options: fc.subarray(["-v", "-a", "-b", "-s", "-n", "-i"]),
});

describe.skipIf(!existsSync(REAL) && process.env["ZCPROF_FULL"] !== "1")(
  "against the readprofile that is installed",
  () => {
    let folder: string;
    let startCore: () => RawCore;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "zcprof-"));
      startCore = await compileRawCore();
    }, COMPILATION_MS);
    afterAll(() => rmSync(folder, { recursive: true }));

    function runReal(words: readonly string[]) {
      const real = spawnSync(REAL, words, { cwd: folder, argv0: "readprofile", env: { LC_ALL: "C" } });
      return {
        status: real.status,
        stdout: real.stdout.toString("latin1"),
        stderr: real.stderr.toString("latin1"),
      };
    }

    async function runOurs(words: readonly string[], core: RawCore | null = null) {
      const files = filesBelow(folder);
      const { status, stderr } = await runReadprofile(words, files, core);
      return { status, stdout: Buffer.concat(files.printed).toString("latin1"), stderr };
    }

    test("every generated map and profile gives the same bytes and status in every mode", {
      timeout: SPAWNING_MS,
    }, async () => {
      const core = startCore();
      await fc.assert(
        fc.asyncProperty(run, async (drawn) => {
          writeFileSync(join(folder, "map"), Buffer.from(drawMap(drawn), "latin1"));
          writeFileSync(join(folder, "profile"), drawProfile(drawn));
          const words = [...drawn.options, "-m", "map", "-p", "profile"];
          const real = runReal(words);
          expect(await runOurs(words)).toEqual(real);
          expect(await runOurs(words, core)).toEqual(real);
        }),
        { numRuns: 500 },
      );
    });

    test("every generated command line is understood or refused in the same words", {
      timeout: SPAWNING_MS,
    }, async () => {
      writeFileSync(join(folder, "map"), "1000 T _stext\n1000 T f\n1010 T _etext\n");
      writeFileSync(join(folder, "profile"), new Uint32Array([4, 1, 2, 3, 4]));
      const word = fc.oneof(
        fc.constantFrom(
          "-m",
          "map",
          "-p",
          "profile",
          "-mmap",
          "-pprofile",
          "--mapfile=map",
          "--map",
          "--profile",
          "--p=profile",
          "-v",
          "-va",
          "-ab",
          "-x",
          "-?",
          "-",
          "--",
          "-ivx",
          "--ver",
          "--verb",
          "--i",
          "--al",
          "--all=1",
          "--m",
          "--=",
          "--r=",
          "--nothing",
          "--nothing=1",
          "-iV",
          "--his",
          "--c",
          "-W",
          "operand",
          "-M",
          "-Mx",
          "--mul=",
          "--mult",
          "9".repeat(20),
          "nowhere",
          "-nm",
          "-sp",
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (words) => {
          expect(await runOurs(words)).toEqual(runReal(words));
        }),
        { numRuns: 300 },
      );
    });

    test("unreadable files are refused in the same words", async () => {
      writeFileSync(join(folder, "map"), "1000 T _stext\n1000 T f\n1010 T _etext\n");
      writeFileSync(join(folder, "profile"), new Uint32Array([4, 1, 2, 3, 4]));
      writeFileSync(join(folder, "empty"), "");
      writeFileSync(join(folder, "plain.gz"), "no gzip");
      for (const words of [
        ["-p", "profile"],
        ["-p", "nowhere"],
        ["-p", "empty"],
        ["-p", "profile/x"],
        ["-p", "/dev/null"],
        ["-m", "/", "-p", "profile"],
        ["-m", "nowhere.gz", "-p", "profile"],
        ["-m", "plain.gz", "-p", "profile"],
        ["-m", "empty", "-p", "profile"],
        ["-m", "", "-p", "profile"],
        [],
      ]) {
        expect(await runOurs(words), words.join(" ")).toEqual(runReal(words));
      }
    });
  },
);

function name(): fc.Arbitrary<string> {
  const letters = fc.constantFrom("a", "b", "x", "y", "z", "_", "0", "1", "7", "9");
  return fc.oneof(
    { weight: 12, arbitrary: fc.string({ unit: letters, minLength: 1, maxLength: 12 }) },
    { weight: 2, arbitrary: fc.string({ unit: letters, minLength: 38, maxLength: 43 }) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: fc.constantFrom("g", "h", "x", "_"), minLength: 104, maxLength: 120 }),
    },
  );
}

type Drawn = typeof run extends fc.Arbitrary<infer T> ? T : never;

function drawMap({ lines, before, first, hasEnd }: Drawn): string {
  let address = START;
  let text = `${before}${address.toString(16)} ${first}\n`;
  for (const { gap, tail, spelling } of lines) {
    address += BigInt(gap);
    text += `${spell(address, spelling)}${tail}\n`;
  }
  return hasEnd ? `${text}${(address + 64n).toString(16)} T _etext\n` : text;
}

function spell(address: bigint, spelling: string): string {
  const digits = address.toString(16);
  if (spelling === "upper") return digits.toUpperCase();
  if (spelling === "-") return `-${(2n ** 64n - address).toString(16)}`;
  return spelling === "padded" ? digits : spelling + digits;
}

// Where a function reaches beyond the counters, readprofile reads what lies behind its buffer: a cut is drawn only
// where a function ends, in maps without lines that are passed over.
function drawProfile({ lines, step, counters, cutAt, spare, tailBytes, swapped, hasEnd }: Drawn): Uint8Array {
  const ends = [0];
  for (const { gap } of lines) ends.push(ends[ends.length - 1] + gap);
  if (hasEnd) ends.push(ends[ends.length - 1] + 64);
  const whole = step === 0 ? 4 : Math.floor(ends[ends.length - 1] / step) + 1 + spare;
  const isPlain = lines.every(
    ({ tail, spelling }) => spelling === "padded" && /^ [TtWw] \w{1,60}$/.test(tail),
  );
  const cut =
    !isPlain || step === 0 || cutAt < 0 || cutAt >= ends.length ? whole : Math.floor(ends[cutAt] / step);
  const words = Uint32Array.from([step, ...counters.take(Math.max(cut, 1) - 1)]);
  const bytes = new Uint8Array(words.length * 4 + tailBytes);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => view.setUint32(i * 4, word, !swapped));
  return bytes;
}

import {
  chmodSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ROOT, spawnZcprof } from "./spawn-zcprof.ts";

const SHOW = ["show", "example:mail#1", "--quiet", "--top", "3"];
let caches: string;

beforeEach(() => {
  caches = mkdtempSync(join(tmpdir(), "zcprof-code-"));
});
afterEach(() => rmSync(caches, { recursive: true }));

const run = (args: readonly string[], env = {}) =>
  spawnZcprof(args, { env: { XDG_CACHE_HOME: caches, ...env } });
const kept = (): string[] => (existsSync(join(caches, "zcprof")) ? readdirSync(join(caches, "zcprof")) : []);
const onlyFile = (): string => join(caches, "zcprof", kept()[0]);

/** A cache file is named by what runs it, what it is of, and the build of that. */
function nameOf(command: string, part: string): string {
  const [, sum] = /^\/\/ ([0-9a-f]{16})/.exec(readFileSync(join(ROOT, `dist/${part}.cjs`), "latin1")) ?? [];
  return `${process.version}-${process.arch}-${command}-${part}-${sum}.code`;
}

describe("compiled code that is kept", () => {
  it("is one file for each part and command, which only its owner can read, and is used by the next run", async () => {
    const first = await run(SHOW);
    expect(kept()).toEqual([nameOf("show", "zcprof")]);
    const { ino, mode } = statSync(onlyFile());
    expect(mode & 0o777).toBe(0o600);
    expect(await run(SHOW)).toEqual(first);
    // What is refused is written anew.
    expect(statSync(onlyFile()).ino).toBe(ino);
    await run(["diff", "example:mail#1", "example:mail#2"]);
    expect(kept().sort()).toEqual([
      nameOf("diff", "compare"),
      nameOf("diff", "zcprof"),
      nameOf("show", "zcprof"),
    ]);
  });

  it("is removed where six newer ones are there, when new code is written, and nothing else is", async () => {
    const folder = join(caches, "zcprof");
    mkdirSync(folder, { mode: 0o700 });
    const path = (name: string): string => join(folder, name);
    const age = (name: string, minutes: number): void => {
      const time = Date.now() / 1000 - 60 * minutes;
      lutimesSync(path(name), time, time);
    };
    const builds = Array.from(
      { length: 8 },
      (_, i) => `v2${i}.0.0-x64-show-zcprof-${"0".repeat(15)}${i}.code`,
    );
    const others = [
      "v22.0.0-x64-diff-zcprof-0123456789abcdef.code",
      "v22.0.0-x64-show-zcprof-0123456789abcdeF.code",
      "v22.0.0-x64-show-zcprof-0123456789abcdef.code.txt",
      "show-zcprof-0123456789abcdef.code",
      "mine.txt",
    ];
    const drafts = [`${builds[0]}.123`, `${builds[0]}.456`];
    for (const name of [...builds, ...others, ...drafts]) writeFileSync(path(name), "");
    const link = "v22.0.0-x64-show-zcprof-00000000000000aa.code";
    symlinkSync("mine.txt", path(link));
    const directory = "v22.0.0-x64-show-zcprof-00000000000000bb.code";
    mkdirSync(path(directory));
    for (const [i, name] of builds.entries()) age(name, 1000 + i);
    for (const name of [...others, link, directory]) age(name, 5000);
    age(drafts[0], 70);
    expect((await run(SHOW)).stderr).toBe("");
    const left = [...builds.slice(0, 5), ...others, drafts[1], link, directory, nameOf("show", "zcprof")];
    expect(kept().sort()).toEqual(left.sort());
    // A start that finds its code looks at no other.
    for (const name of builds) writeFileSync(path(name), "");
    const before = kept();
    await run(SHOW);
    expect(kept()).toEqual(before);
  });

  it("changes nothing where it is damaged, cut, or of another build", async () => {
    const first = await run(SHOW);
    expect(first.stdout).toContain("file_read_actor");
    const whole = readFileSync(onlyFile());
    const damaged = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => {
      const bytes = Uint8Array.from(whole);
      bytes[Math.floor(part * bytes.length)] ^= 4;
      return bytes;
    });
    const otherBuild = Uint8Array.from(whole);
    otherBuild[5] ^= 1;
    for (const bytes of [...damaged, whole.subarray(0, 5000), new Uint8Array(0), otherBuild]) {
      writeFileSync(onlyFile(), bytes);
      expect(await run(SHOW)).toEqual(first);
      // It was refused, and written anew.
      const now = readFileSync(onlyFile());
      expect(now.length).toBeGreaterThan(100_000);
      expect(now.equals(bytes)).toBe(false);
    }
  }, 60_000);

  it("is neither read nor written where others may write, where it is turned off, and for what is no command", async () => {
    await run(SHOW, { NODE_DISABLE_COMPILE_CACHE: "1" });
    await run(["shwo"]);
    expect(kept()).toEqual([]);
    mkdirSync(join(caches, "zcprof"), { recursive: true });
    chmodSync(join(caches, "zcprof"), 0o777);
    const { status, stderr } = await run(SHOW);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(kept()).toEqual([]);
  });

  it("needs no WebAssembly", async () => {
    const first = await run(SHOW, { NODE_DISABLE_COMPILE_CACHE: "1" });
    expect(first.status).toBe(0);
    const preload = "data:text/javascript,delete globalThis.WebAssembly;";
    expect(await run(SHOW, { NODE_OPTIONS: `--import "${preload}"` })).toEqual(first);
    expect(kept()).toEqual([nameOf("show", "zcprof")]);
  });
});

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, spawnZcprof } from "./spawn-zcprof.ts";

const MAIL = ["example:mail#1", "example:mail#2"];
const folder = mkdtempSync(join(tmpdir(), "zcprof-test-"));

/** Rows of a complete listing, long enough for its table to fill any pipe. */
function writeListing(name: string, rows: number): string {
  const path = join(folder, name);
  const lines = Array.from(
    { length: rows },
    (_, i) => `${String(i + 1).padStart(6)} ${`function_${i}`.padEnd(40)}   0.0100`,
  );
  const total = (rows * (rows + 1)) / 2;
  writeFileSync(path, `${lines.join("\n")}\n${String(total).padStart(6)} ${"total".padEnd(40)}   0.0100\n`);
  return path;
}

describe("the binary", () => {
  it("answers the mail's question: 3222/2874 with its interval and break-even dispersion", async () => {
    const { status, stdout } = await spawnZcprof(["diff", ...MAIL]);
    expect(status).toBe(0);
    expect(stdout).toContain("x1.121   +348 ticks   95% 1.066 to 1.179");
    expect(stdout).toMatch(/5\.2 times\s+sampling/);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("writes all of a long table to a reader that pauses", async () => {
    const big = writeListing("big.txt", 6000);
    const { status, stdout } = await spawnZcprof(["show", big, "--top", "0"], { readerPauseMs: 1500 });
    expect(status).toBe(0);
    expect(stdout.length).toBeGreaterThan(3 * 65_536);
    expect(stdout).toContain("function_0 ");
  });

  it("ends quietly when the reader has seen enough", () => {
    const big = writeListing("big.txt", 6000);
    const shell = `node bin/run.js show ${big} --top 0 | head -1; echo "status \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", shell], { cwd: ROOT, encoding: "utf8" });
    expect(stdout).toContain("status 0");
    expect(stderr).not.toMatch(/EPIPE|at .*\.js/);
  });

  it("reads standard input to its end, however late it comes", async () => {
    const mail = readFileSync(join(ROOT, "examples/mail-2001-02-11.txt"), "utf8");
    const half = Math.floor(mail.length / 2);
    const { status, stdout } = await spawnZcprof(["show", "-", "--json"], {
      input: [mail.slice(0, half), mail.slice(half)],
      pauseMs: 300,
    });
    expect(status).toBe(0);
    const titles = JSON.parse(stdout).profiles.map((profile: { total: number }) => profile.total);
    expect(titles).toEqual([2874, 3222, 3852]);
  });

  it("does not take piped input for an argument", async () => {
    const { status, stderr } = await spawnZcprof(["diff", "example:mail#1"], { input: ["example:mail#2\n"] });
    expect(status).toBe(2);
    expect(stderr).toMatch(/next/);
  });

  it("says as JSON what is wrong where JSON was asked for, with exit 2", async () => {
    for (const args of [
      ["diff", "nowhere.txt", "example:mail#2", "--json"],
      ["diff", ...MAIL, "--no-such-flag", "--format", "json"],
      ["diff", ...MAIL, "--margin", "0.5", "--json"],
    ]) {
      const { status, stdout } = await spawnZcprof(args);
      expect([args, status]).toEqual([args, 2]);
      const { schema, error } = JSON.parse(stdout);
      expect(schema).toBe("zcprof.error/1");
      expect(Object.keys(error)).toEqual(["code", "message", "details", "hint", "location"]);
    }
  });

  it("refuses what it cannot do with one sentence and a hint, never a stack trace", async () => {
    for (const args of [
      ["diff", "nowhere.txt", "example:mail#2"],
      ["diff", "example:mail", "example:mail#2"],
      ["diff", "example:mail#9", "example:mail#2"],
      ["show", "."],
      ["show", "package.json"],
      ["show", "-"],
      ["show", "example:mail", "--filter", "("],
      ["diff", ...MAIL, "--columns", "symbol,nonsense"],
      ["diff", ...MAIL, "--normalize", "nonsense"],
      ["diff", ...MAIL, "--explain", "nonsense"],
      ["share", "example:mail#3", "--group", "("],
      ["convert", "example:mail#1", "--to", "nonsense"],
      ["nonsense"],
    ]) {
      const { status, stdout, stderr } = await spawnZcprof(args);
      expect([args, status, stdout]).toEqual([args, 2, ""]);
      expect(stderr).toMatch(/error\[/);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });

  it("refuses a quote inside a CSV field with its line", async () => {
    const path = join(folder, "quote.csv");
    writeFileSync(path, 'symbol,ticks\na,1\nb"x",2\n');
    const { status, stderr } = await spawnZcprof(["show", path]);
    expect(status).toBe(2);
    expect(stderr).toContain(`${path}:3: error[csv/invalid-opening-quote]`);
  });

  it("writes -o whole, and nothing to standard output", async () => {
    const path = join(folder, "result.json");
    const { status, stdout } = await spawnZcprof(["diff", ...MAIL, "--json", "-o", path]);
    expect([status, stdout]).toEqual([0, ""]);
    expect(JSON.parse(readFileSync(path, "utf8")).schema).toBe("zcprof.diff/1");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
    const failed = await spawnZcprof(["diff", ...MAIL, "-o", join(folder, "missing", "x.txt")]);
    expect(failed.status).toBe(2);
    expect(existsSync(join(folder, "missing"))).toBe(false);
  });

  it("colours only where it was asked to, and honours NO_COLOR, FORCE_COLOR and COLUMNS", async () => {
    const escape = "\u001b[";
    const diff = ["diff", ...MAIL];
    expect((await spawnZcprof(diff)).stdout).not.toContain(escape);
    expect((await spawnZcprof(diff, { env: { FORCE_COLOR: "1" } })).stdout).toContain(escape);
    expect((await spawnZcprof(diff, { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).stdout).not.toContain(
      escape,
    );
    expect((await spawnZcprof([...diff, "--color", "always"], { env: { NO_COLOR: "1" } })).stdout).toContain(
      escape,
    );
    const wide = (await spawnZcprof(diff, { env: { COLUMNS: "200" } })).stdout;
    expect(wide).toContain("group");
  });

  it("keeps to ASCII where the locale does", async () => {
    const { stdout } = await spawnZcprof(["diff", ...MAIL], { env: { LANG: "C" } });
    expect(stdout).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it("says in a tree that was not built what is missing and what to do, with the status of a fault", () => {
    const unbuilt = mkdtempSync(join(tmpdir(), "zcprof-unbuilt-"));
    cpSync(join(ROOT, "bin"), join(unbuilt, "bin"), { recursive: true });
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(unbuilt, "bin/run.js"), "diff", ...MAIL],
      { encoding: "utf8" },
    );
    expect([status, stdout]).toEqual([70, ""]);
    expect(stderr.split("\n")).toEqual([
      `error[install/not-built]: ${join(unbuilt, "dist/zcprof.cjs")} is missing: zcprof has not been built`,
      expect.stringContaining("npm run build"),
      "",
    ]);
  });
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-streams-"));
const RUN = "node bin/run.js";
const GATE = `${RUN} diff example:mail#1 example:mail#2 --fail-on 'total>+2%'`;

/** Returns what a script prints, all of it: beyond maxBuffer Node ends the script and says so in `error` alone. */
function sh(script: string): string {
  const { stdout, error } = spawnSync("bash", ["-c", script], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, DIR: folder },
    maxBuffer: 2 ** 25,
  });
  if (error !== undefined) throw error;
  return stdout;
}

describe("standard streams", () => {
  it("bring the results and the verdict of a gate where nobody reads the notes", () => {
    const whole = sh(`${GATE} 2>/dev/null; echo "status $?"`);
    expect(whole).toContain("status 1");
    // The reader is gone before the program starts.
    const status = sh(
      `(sleep 0.3; exec ${GATE}) 2>&1 >$DIR/gate.txt | true; echo "status \${PIPESTATUS[0]}"`,
    );
    expect(readFileSync(join(folder, "gate.txt"), "utf8") + status).toBe(whole);
  });

  it("bring the verdict of a gate to a script whose reader has seen enough", () => {
    expect(sh(`(sleep 0.3; exec ${GATE}) | true; echo "status \${PIPESTATUS[0]}"`)).toBe("status 1\n");
  });

  it("bring everything, in order, through a pipe that is full and does not wait", () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `symbol_${i},${i + 1}`);
    const input = join(folder, "big.csv");
    writeFileSync(input, `symbol,ticks\n${rows.join("\n")}\n`);
    const show = `${RUN} show ${input} --json`;
    const whole = sh(show);
    expect(JSON.parse(whole).profiles[0].symbols).toHaveLength(20_000);
    // Node lets nobody wait who writes into the pipe that it has opened.
    const other = `node -e 'process.stdout.write(""); setTimeout(() => {}, 20_000)' & sleep 0.5`;
    expect(sh(`{ ${other}; ${show}; kill $!; } | (sleep 1.5; cat)`)).toBe(whole);
  }, 30_000);

  it("can be named with -o, also where they are pipes", () => {
    const convert = `${RUN} convert example:mail#1 --to csv --quiet`;
    const whole = sh(convert);
    expect(whole).toContain("file_read_actor");
    expect(sh(`${convert} -o /dev/stdout | cat`)).toBe(whole);
  });

  it("take what is wrong with the place that -o names", () => {
    const said = sh(
      `${RUN} convert example:mail#1 --to csv --quiet -o package.json/x 2>&1; echo "status $?"`,
    );
    expect(said).toMatch(/^error\[output\/enotdir\]: cannot write package.json\/x: .*\n.*\nstatus 2\n$/);
  });
});

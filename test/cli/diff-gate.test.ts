import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { spawnZcprof } from "./spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-gate-"));
const MAIL = ["example:mail#1", "example:mail#2"];

/** Writes a complete folded profile of two symbols, which sum to 3 * ticks. */
function writeRun(name: string, ticks: number): string {
  const path = join(folder, name);
  writeFileSync(path, `main;copy_page ${ticks}\nmain;kfree ${2 * ticks}\n`);
  return path;
}

const CALM = [990, 1000, 1010, 995, 1005];
CALM.forEach((ticks, i) => {
  writeRun(`calm_${i + 1}.folded`, ticks);
  writeRun(`risen_${i + 1}.folded`, 2 * ticks);
});
const calm = join(folder, "calm_*.folded");
const risen = join(folder, "risen_*.folded");

describe("--fail-on", () => {
  // 3222/2874 with its interval 1.066 to 1.179 stands in the tables of docs/statistics.md.
  it.each([
    ["total>+6%", 1],
    ["total>+18%", 0],
    ["total>+10%", 3],
    ["total>+10%,total>+6%", 1],
  ])("decides %s on the mail's listings with exit status %i", async (rule, expected) => {
    const { status, stdout } = await spawnZcprof(["diff", ...MAIL, "--fail-on", rule, "--json"]);
    expect(status).toBe(expected);
    const { gate } = JSON.parse(stdout);
    expect(gate.exitCode).toBe(expected);
    expect(gate.rules[0].interval.low).toBeCloseTo(0.0661, 3);
  });

  it("lets --inconclusive say what an undecided limit counts as", async () => {
    for (const [inconclusive, expected] of [
      ["pass", 0],
      ["fail", 1],
    ] as const) {
      const args = ["diff", ...MAIL, "--fail-on", "total>+10%", "--inconclusive", inconclusive];
      const { status, stdout } = await spawnZcprof(args);
      expect(status).toBe(expected);
      expect(stdout).toMatch(/gate {2}total>\+10% {3}undecided/);
    }
  });

  it("refuses rules that it cannot read and groups that do not exist, with exit status 2", async () => {
    for (const rule of ["total", "group:copi>+5%"]) {
      const { status, stderr } = await spawnZcprof(["diff", ...MAIL, "--fail-on", rule]);
      expect(status).toBe(2);
      expect(stderr).toMatch(/--fail-on/);
    }
  });
});

async function repeatsIn(base: string, next: string): Promise<string[]> {
  const { stdout } = await spawnZcprof(["diff", base, next, "--json"]);
  const notes: { code: string; message: string }[] = JSON.parse(stdout).notes;
  return notes.filter(({ code }) => code === "runs/repeated").map(({ message }) => message);
}

describe("several runs on a side", () => {
  it("are replicates: a quoted glob or a comma list", async () => {
    const list = CALM.map((_, i) => join(folder, `risen_${i + 1}.folded`)).join(",");
    for (const next of [risen, list]) {
      const { status, stdout } = await spawnZcprof(["diff", calm, next, "--json", "--fail-on", "total>+5%"]);
      expect(status).toBe(1);
      const result = JSON.parse(stdout);
      expect(result).toMatchObject({ basis: "replicates", runs: { base: 5, next: 5 } });
      expect(result.total).toMatchObject({ base: 15_000, next: 30_000, verdict: "increase" });
    }
  });

  it("are told of where one is read more than once, by whatever name, and on either side", async () => {
    const [one, two, three] = [1, 2, 3].map((i) => join(folder, `calm_${i}.folded`));
    const again = `${one},${two},${folder}/../${basename(folder)}/calm_1.folded`;
    expect(await repeatsIn(again, risen)).toEqual([expect.stringContaining(`${one} is read 2 times: `)]);
    expect(await repeatsIn(calm, `${three},${two},${risen}`)).toEqual([
      expect.stringMatching(/ is read 2 times, and 1 more /),
    ]);
    expect(await repeatsIn(calm, risen)).toEqual([]);
    // One pair measures no noise.
    expect(await repeatsIn(one, one)).toEqual([]);
    const { stderr } = await spawnZcprof(["noise", one, two, one, "--json"]);
    expect(stderr).toContain("runs/repeated");
  });

  it("are refused where they are too few for an honest p-value, with exit status 2", async () => {
    const two = `${join(folder, "risen_1.folded")},${join(folder, "risen_2.folded")}`;
    const { status, stdout } = await spawnZcprof(["diff", join(folder, "calm_1.folded"), two, "--json"]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).error.code).toBe("diff/too-few-runs");
  });

  it("are compared pair by pair with --paired, and planned for with --plan", async () => {
    const { status, stdout } = await spawnZcprof(["diff", calm, risen, "--paired", "--plan", "--json"]);
    expect(status).toBe(0);
    const { method, plan } = JSON.parse(stdout);
    expect(method).toMatch(/paired/);
    expect(plan).toEqual({ assumesSampling: false, rows: [] });
  });
});

describe("--exposure", () => {
  const manifest = join(folder, "runs.csv");
  const rows = CALM.flatMap((_, i) => [`calm_${i + 1}.folded,1000000`, `risen_${i + 1}.folded,2000000`]);
  writeFileSync(manifest, `file,bytes\n${rows.join("\n")}\n`);

  it.each(["1:2", manifest])("divides twice the ticks by twice the work (%s)", async (exposure) => {
    const { stdout } = await spawnZcprof(["diff", calm, risen, "--exposure", exposure, "--json"]);
    expect(JSON.parse(stdout).total.ratio).toBeCloseTo(1, 12);
    const plain = await spawnZcprof(["diff", calm, risen, "--json"]);
    expect(JSON.parse(plain.stdout).total.ratio).toBeCloseTo(2, 12);
  });

  it("refuses a manifest that lacks a run", async () => {
    const short = join(folder, "short.json");
    writeFileSync(short, JSON.stringify([{ file: "calm_1.folded", bytes: 10 }]));
    const { status, stderr } = await spawnZcprof(["diff", calm, risen, "--exposure", short]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/no entry for .*calm_2\.folded/);
  });
});

describe("a baseline", () => {
  it("written by show --json is compared as its source is", async () => {
    const path = join(folder, "baseline.json");
    const run = join(folder, "calm_1.folded");
    expect((await spawnZcprof(["show", run, "--json", "-o", path])).status).toBe(0);
    const next = join(folder, "risen_1.folded");
    const fromBaseline = await spawnZcprof(["diff", path, next, "--json"]);
    expect(fromBaseline.status).toBe(0);
    const fromSource = await spawnZcprof(["diff", run, next, "--json"]);
    const [{ total, symbols }, expected] = [JSON.parse(fromBaseline.stdout), JSON.parse(fromSource.stdout)];
    expect(total).toEqual(expected.total);
    // A baseline lies in other lines than its source did.
    expect(symbols).toEqual(expected.symbols.map((row: object) => ({ ...row, lines: expect.anything() })));
  });
});

describe("a rule", () => {
  // Complete lists. 1300 after 1000: 95 % 1.20 to 1.41 of it (x1.3 times or over exp(1.96 sqrt(1/1000 + 1/1300))), and
  // 206 to 394 ticks (300 -+ 1.96 sqrt(2300)). new_one is 100 of 2400: Wilson 3.4 to 5.0 %, 83 to 121 ticks; old_one
  // 100 of 2100: 3.9 to 5.8 %.
  const base = join(folder, "rules_base.folded");
  const next = join(folder, "rules_next.folded");
  const groups = join(folder, "groups.json");
  writeFileSync(base, "copy_page 1000\nkfree 1000\nold_one 100\n");
  writeFileSync(next, "copy_page 1300\nkfree 1000\nnew_one 100\n");
  writeFileSync(groups, JSON.stringify([{ name: "mine", symbol: "^copy_" }]));

  async function markdown(...rules: readonly string[]): Promise<string> {
    return (await spawnZcprof(["diff", base, next, "--format", "markdown", ...rules])).stdout;
  }

  it.each([
    ["total>+5%", 1],
    ["total>+14%", 3],
    ["total>+30%", 0],
    ["total<-5%", 0],
    ["total>+100", 1],
    ["total>+300", 3],
    ["symbol:copy_page>+10%", 1],
    ["symbol:copy_page>+30%", 3],
    ["symbol:copy_page>+50%", 0],
    ["symbol:copy_page>+150", 1],
    ["symbol:copy_page>+300", 3],
    ["symbol:copy_page>+500", 0],
    ["symbol:kfree<-10%", 0],
    ["symbol:kfree<-5%", 3],
    ["symbol:never_seen>+1%", 3],
    ["group:mine>+10%", 1],
    ["group:mine>+30%", 3],
    ["group:mine>+50%", 0],
    ["group:mine>+150", 1],
    ["new>1%", 1],
    ["new>4%", 3],
    ["new>10%", 0],
    ["new>50", 1],
    ["new>100", 3],
    ["new>200", 0],
    ["gone>1%", 1],
    ["gone>5%", 3],
    ["gone>10%", 0],
    ["symbol:copy_page>+50%,new>10%", 0],
    ["symbol:copy_page>+50%,symbol:copy_page>+30%", 3],
    ["symbol:copy_page>+30%,symbol:copy_page>+10%,new>10%", 1],
  ])("%s ends with exit status %i", async (rule, expected) => {
    const { status } = await spawnZcprof(["diff", base, next, "--groups", groups, "--fail-on", rule, "-q"]);
    expect(status).toBe(expected);
  });

  it.each(["total>+x%", "total>", "group:>+1%", "new<1%", "everything>+1%", ""])(
    "that cannot be read (%j) ends with 2, whatever was found",
    async (rule) => {
      const { status, stderr } = await spawnZcprof(["diff", base, next, "--fail-on", rule]);
      expect(status).toBe(2);
      expect(stderr).toContain("--fail-on");
    },
  );

  it("is answered with the unit of its limit, and by what is there of a new or gone symbol, which is no change", async () => {
    const rules = "total>+100,total>+14%,new>50,new>1%,gone>5%";
    const { stdout } = await spawnZcprof(["diff", base, next, "--fail-on", rules]);
    // total: 300 -+ 1.96 sqrt(4500) ticks, and 2400/2100 times or over exp(1.96 sqrt(1/2400 + 1/2100)).
    expect(stdout).toMatch(/gate {2}total>\+100 +exceeded +\+169 to \+431 count/);
    expect(stdout).toMatch(/gate {2}total>\+14% +undecided +\+7\.\d+% to \+21\.\d%/);
    expect(stdout).toMatch(/gate {2}new>50 +exceeded +83 to 121 count/);
    expect(stdout).toMatch(/gate {2}new>1% +exceeded +3.40% to 5% of next/);
    expect(stdout).toMatch(/gate {2}gone>5% +undecided +3\.\d+% to 5\.\d+% of base/);
    expect(await markdown("--fail-on", "total>+100")).toContain("| +169 to +431 count |");
  });

  it("is needed by --inconclusive, and refused beside --explain", async () => {
    const without = await spawnZcprof(["diff", base, next, "--inconclusive", "pass"]);
    expect([without.status, without.stderr]).toEqual([2, expect.stringContaining("fail-on/missing")]);
    const both = await spawnZcprof(["diff", base, next, "--explain", "kfree", "--fail-on", "total>+1%"]);
    expect(both.status).toBe(2);
  });

  it("opens the Markdown of a pull request, with the rest folded away", async () => {
    const exceeded = await markdown("--fail-on", "symbol:copy_page>+10%,new>4%");
    const [first] = exceeded.split("\n");
    expect(first).toMatch(/^- \*\*zcprof: a limit is exceeded\*\* total .*sampling noise only/);
    expect(exceeded.indexOf("<details>")).toBeGreaterThan(exceeded.indexOf("| changed |"));
    expect(exceeded).toMatch(/\| `copy_page` \| 1000 \| 1300 \| \+300 \| 1\.30 \| increase \|/);
    // kfree did not change: it stands only in what is folded.
    expect(exceeded.indexOf("`kfree`")).toBeGreaterThan(exceeded.indexOf("<details>"));
    expect(exceeded.trimEnd().endsWith("</details>")).toBe(true);
    expect(exceeded.match(/<details>/g)).toHaveLength(1);
    expect(await markdown("--fail-on", "new>4%")).toMatch(/^- \*\*zcprof: a limit could not be decided\*\*/);
    expect(await markdown("--fail-on", "new>4%", "--inconclusive", "pass")).toContain("counts as kept");
    expect(await markdown("--fail-on", "new>10%")).toMatch(/^- \*\*zcprof: every limit is kept\*\*/);
    expect(await markdown()).toMatch(/^- \*\*zcprof\*\* total/);
  });
});

describe("--explain on replicates", () => {
  it("prints the runs' formulas with their numbers", async () => {
    const { status, stdout } = await spawnZcprof(["diff", calm, risen, "--explain", "copy_page"]);
    expect(status).toBe(0);
    // 990 + 1000 + 1010 + 995 + 1005 = 5000, and twice that.
    expect(stdout).toMatch(/5000 -> 10000, \+5000/);
    // The sum stands once, not beside each run as if it were the run's.
    expect(stdout.match(/\b5000 count/g)).toHaveLength(1);
    expect(stdout).toMatch(/5000 count +sum of 5 runs/);
    expect(stdout).toMatch(/quasi-Poisson|dispersion|deviance/);
  });
});

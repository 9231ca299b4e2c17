import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { IntervalMeter, type ReadingKind } from "../../src/cli/dashboard/interval-meter.ts";
import { LiveWatch } from "../../src/cli/dashboard/live-watch.ts";
import { SourceLoader } from "../../src/cli/load-source.ts";
import { Progress } from "../../src/cli/progress.ts";
import { formatFact } from "../../src/report/cell-text.ts";
import type { Cell, Report, Table } from "../../src/report/report.ts";
import { ROOT } from "./spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-live-"));
const map = join(folder, "System.map");
writeFileSync(
  map,
  "c0100000 T _stext\nc0100000 T alpha\nc0100010 T beta\nc0100020 T gamma\nc0100040 A _etext\n",
);

let seconds = 0;
let next: Uint8Array = new Uint8Array();
beforeEach(() => {
  seconds = 0;
});

/** Opens a watch whose readings and clock the test gives. */
function watch(kind: ReadingKind, tookSeconds = 0): LiveWatch {
  const loader = new SourceLoader({
    packageRoot: ROOT,
    progress: new Progress({ quiet: true }),
    showsChecksums: false,
    map,
  });
  const source = {
    title: "counts",
    isKernel: false,
    read: async () => {
      seconds += tookSeconds;
      return next;
    },
  };
  return new LiveWatch({
    source,
    meter: new IntervalMeter(kind, source.title, (bytes) => loader.loadBytes(source.title, bytes, false)),
    intervalSeconds: 2,
    rules: KERNEL_GROUPS,
    clock: () => seconds,
  });
}

const never = new AbortController().signal;
const read = async (live: LiveWatch, bytes: Uint8Array, atSeconds: number): Promise<number> => {
  next = bytes;
  seconds = atSeconds;
  return live.sample(never);
};

/** Counters of 16 bytes a bin: two bins are alpha and beta, the last two gamma. */
const raw = (...bins: readonly number[]): Uint8Array => new Uint8Array(Uint32Array.of(16, ...bins).buffer);
/** What `readprofile` prints. */
const listing = (counts: Readonly<Record<string, number>>): Uint8Array =>
  Buffer.from(
    [
      ...Object.entries(counts).map(
        ([name, ticks]) => `${ticks}`.padStart(6) + ` ${name.padEnd(40)}  0.1000`,
      ),
      `${Object.values(counts).reduce((sum, ticks) => sum + ticks, 0)}`.padStart(6) +
        ` ${"total".padEnd(40)}  0.0010`,
      "",
    ].join("\n"),
  );

const FIRST = { sort: "", filter: "" };
const tableOf = ({ blocks }: Report, wanted = "symbols"): Table => {
  const table = blocks.find((block) => block.kind === "table" && block.id === wanted);
  if (table?.kind !== "table") throw new Error(`the report has no table of ${wanted}`);
  return table;
};
const sayColumns = (report: Report, ...ids: readonly string[]): string[] => sayTable(tableOf(report), ids);
const sayTable = (table: Table, ids: readonly string[]): string[] => {
  return Array.from(table.rows, (cells) =>
    ids
      .map((id) => {
        const cell: Cell = cells[table.columns.findIndex((column) => column.id === id)];
        return cell.kind === "trend" ? cell.values.join("/") : formatFact(cell);
      })
      .join(" "),
  );
};

describe("a watch of counters that go on counting", () => {
  it("tells rates of the last interval and of the one before, from raw counters and over the end of 32 bits", async () => {
    const live = watch("cumulative");
    expect(await read(live, raw(2 ** 32 - 10, 100, 0, 7), 10)).toBe(0);
    await expect(live.report(FIRST)).rejects.toThrow("there is no interval yet");
    // In 2 s: alpha 30, beta 0, gamma 4 and 6.
    expect(await read(live, raw(20, 100, 4, 13), 12)).toBe(1);
    expect(sayColumns(await live.report(FIRST), "symbol", "rate", "before")).toEqual([
      "alpha 15.0 ",
      "gamma 5.0 ",
    ]);
    // In 4 s: alpha 20, beta 8.
    expect(await read(live, raw(40, 108, 4, 13), 16)).toBe(2);
    expect(
      sayColumns(await live.report(FIRST), "mark", "symbol", "rate", "before", "change", "trend"),
    ).toEqual([" alpha 5.0 15.0 -10.0 15/5", " beta 2.0 0.0 2.0 0/2", " gamma 0.0 5.0 -5.0 5/0"]);
  });

  it("subtracts listings by name, and takes a symbol that appears as grown from nothing", async () => {
    const live = watch("cumulative");
    await read(live, listing({ schedule: 50, kfree: 9 }), 0);
    await read(live, listing({ kfree: 10, tcp_sendmsg: 4, schedule: 70 }), 1);
    const report = await live.report({ sort: "name", filter: "" });
    expect(sayColumns(report, "symbol", "rate")).toEqual(["kfree 1.0", "schedule 20.0", "tcp_sendmsg 4.0"]);
  });

  it("tells rates of groups, in the order that is asked for", async () => {
    const live = watch("cumulative");
    await read(live, listing({ schedule: 0, tcp_sendmsg: 0, tcp_ack: 0 }), 0);
    await read(live, listing({ schedule: 30, tcp_sendmsg: 10, tcp_ack: 10 }), 2);
    await read(live, listing({ schedule: 60, tcp_sendmsg: 50, tcp_ack: 12 }), 6);
    const say = async (sort: string): Promise<string[]> =>
      sayTable(tableOf(await live.report({ sort, filter: "" }), "groups"), [
        "group",
        "rate",
        "before",
        "change",
      ]);
    // In 4 s: 30 of the scheduler, 40 and 2 of TCP; in the 2 s before: 30, 10 and 10.
    expect(await say("rate")).toEqual(["tcp 10.5 10.0 0.5", "sched 7.5 15.0 -7.5"]);
    expect(await say("name")).toEqual(["sched 7.5 15.0 -7.5", "tcp 10.5 10.0 0.5"]);
  });

  it("refuses counters that went back, and says that intervals may be meant", async () => {
    const live = watch("cumulative");
    await read(live, listing({ schedule: 50 }), 0);
    await expect(read(live, listing({ schedule: 40 }), 1)).rejects.toMatchObject({
      message: expect.stringContaining("schedule had 50 and now has 40"),
      hint: expect.stringContaining("--readings interval"),
    });
  });

  it("has no interval over a pause, and none from before a reset", async () => {
    const live = watch("cumulative");
    await read(live, listing({ schedule: 10 }), 0);
    await read(live, listing({ schedule: 20 }), 1);
    live.interrupt();
    next = listing({ schedule: 500 });
    seconds = 100;
    await live.start(never);
    expect(await read(live, listing({ schedule: 506 }), 102)).toBe(2);
    expect(sayColumns(await live.report(FIRST), "rate", "trend")).toEqual(["3.0 10/3"]);
    live.reset();
    expect(await read(live, listing({ schedule: 507 }), 103)).toBe(0);
    expect(await read(live, listing({ schedule: 508 }), 104)).toBe(1);
    expect(sayColumns(await live.report(FIRST), "rate", "trend")).toEqual(["1.0 1"]);
  });

  it("drops a reading that came after a pause began", async () => {
    const live = watch("cumulative");
    await read(live, listing({ schedule: 10 }), 0);
    const stop = new AbortController();
    next = listing({ schedule: 30 });
    const reading = live.sample(stop.signal);
    stop.abort();
    live.interrupt();
    await expect(reading).rejects.toThrow();
    expect(await read(live, listing({ schedule: 40 }), 2)).toBe(0);
  });

  it("saves the last interval as a profile that reads back, and never over a file", async () => {
    const live = watch("cumulative");
    await read(live, listing({ schedule: 10, kfree: 1 }), 0);
    await read(live, listing({ schedule: 22, kfree: 1 }), 3);
    const path = join(folder, "interval.json");
    expect(await live.save(path)).toBe(`interval 1, 12 ticks, written to ${path}`);
    const [saved] = JSON.parse(readFileSync(path, "utf8")).profiles;
    expect([saved.total, saved.exposure.seconds]).toEqual([12, 3]);
    await expect(live.save(path)).rejects.toThrow("exists already");
  });
});

describe("a watch of a command that counts an interval each time", () => {
  it("divides by the time that each run took, and subtracts nothing", async () => {
    const live = watch("interval", 0.5);
    expect(await read(live, listing({ schedule: 10 }), 0)).toBe(1);
    expect(await read(live, listing({ schedule: 4 }), 5)).toBe(2);
    expect(sayColumns(await live.report(FIRST), "rate", "before")).toEqual(["8.0 20.0"]);
  });
});

import { ReadStream } from "node:tty";
import type { DashboardServices } from "../../src/report/dashboard-services.ts";
import type { Report } from "../../src/report/report.ts";
import { runDashboard } from "../../src/ui/run-dashboard.tsx";
import { reportOf } from "./type-keys.ts";

// A dashboard with a fault, for a test to run on a terminal: `render` breaks while the second row is drawn, `timer`
// outside of everything that React calls.
const [where] = process.argv.slice(2);
const whole = reportOf(["first", "second"]);
const [table] = whole.blocks;
if (table.kind !== "table") throw new Error("no table");
const rows = [...table.rows];
const broken: Report = {
  ...whole,
  blocks: [
    {
      ...table,
      rows: {
        length: rows.length,
        at: (index) => {
          if (where === "render" && index === 1) throw new Error("a fault while drawing");
          return rows[index];
        },
        *[Symbol.iterator]() {
          yield* rows;
        },
      },
    },
  ],
};
if (where === "timer") {
  setTimeout(() => {
    throw new Error("a fault in a timer");
  }, 1500);
}
const services: DashboardServices = {
  sources: () => [{ title: "one", isSimulated: false, isReplicate: false }],
  sortKeys: { profile: ["ticks"], diff: ["delta"], live: [] },
  load: async () => broken,
  compare: async () => broken,
  explain: async () => broken,
  simulation: null,
  live: null,
  print: () => "",
};
if (!(process.stdin instanceof ReadStream)) throw new Error("standard input is no terminal");
try {
  await runDashboard(services, { keys: process.stdin, screen: process.stdout, colors: 0, unicode: true });
} catch (error) {
  process.stderr.write(`it ended with: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 70;
}

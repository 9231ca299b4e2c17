import { setTimeout } from "node:timers/promises";
import { Args, Flags } from "@oclif/core";
import { parseNormalization } from "../analysis/normalization.ts";
import { parseSymbolMapping } from "../analysis/symbol-mapping.ts";
import { parseWithout } from "../analysis/without.ts";
import { countColors } from "../cli/dashboard/color-depth.ts";
import { DIFF_SORTS, DiffScreens } from "../cli/dashboard/diff-screens.ts";
import { openKeys } from "../cli/dashboard/key-stream.ts";
import { LIVE_SORTS } from "../cli/dashboard/live-watch.ts";
import { openLive } from "../cli/dashboard/open-live.ts";
import { PROFILE_SORTS, ProfileScreens } from "../cli/dashboard/profile-screens.ts";
import { Simulations } from "../cli/dashboard/simulations.ts";
import { SourceShelf } from "../cli/dashboard/source-shelf.ts";
import { groupFlags, inputFlags, outputFlags, projectFlag, stackFlags } from "../cli/flags.ts";
import { numberBetween } from "../cli/number-flag.ts";
import { ProfileCommand } from "../cli/profile-command.ts";
import { printReport } from "../cli/report-output.ts";
import { splitCommand } from "../cli/split-command.ts";
import { terminalOf } from "../cli/standard-streams.ts";
import { describeTerminal } from "../cli/terminal.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { ANSI_PALETTE, PLAIN_PALETTE } from "../render/palette.ts";
import { renderTable } from "../render/table.ts";
import { countGiven, type DashboardServices } from "../report/dashboard-services.ts";
import type { Report, Table } from "../report/report.ts";
import { ASCII_GLYPHS, UNICODE_GLYPHS } from "../text/glyphs.ts";

export default class Dashboard extends ProfileCommand {
  static override summary = "Browse profiles, compare and simulate, full-screen.";
  static override description =
    "One source opens the Profile view, two or more the Diff of the first two, none the Simulator. proc: opens the Live view, and so " +
    "does a command after -- that prints a profile: they are read again and again. ? lists the keys. " +
    "Without a terminal on standard output it prints one view and ends; where data are piped in, keys come from the terminal.";
  static override examples = [
    "<%= config.bin %> dashboard example:mail",
    "<%= config.bin %> dashboard before.profile after.profile --map System.map --without group:idle",
    "readprofile -v | <%= config.bin %> dashboard baseline.json -",
    "<%= config.bin %> dashboard",
    "<%= config.bin %> dashboard proc: --interval 5",
    "<%= config.bin %> dashboard --map System.map -- ssh testbox cat /proc/profile",
    "<%= config.bin %> dashboard --readings interval -- sh -c 'perf record -a -g -o - sleep 1 | perf script -i -'",
  ];
  static override usage = "<%= command.id %> [SOURCE...] [FLAGS] [-- COMMAND...]";

  static override strict = false;
  static override args = {
    source: Args.string({ ignoreStdin: true, description: "SOURCE to look at; several may follow." }),
  };

  static override flags = {
    from: inputFlags.from,
    map: inputFlags.map,
    event: inputFlags.event,
    ...stackFlags,
    columns: inputFlags.columns,
    ...groupFlags,
    project: projectFlag,
    normalize: Flags.string({
      helpValue: "BY",
      summary: "What counts are divided by in the Diff view, as in zcprof diff.",
      helpGroup: "ANALYSIS",
    }),
    "map-symbol": Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: "'a=b+c'",
      summary: "Treat these names as one symbol in the Diff view.",
      helpGroup: "ANALYSIS",
    }),
    interval: numberBetween(
      0.05,
      86_400,
      "Seconds between readings.",
    )({
      default: 2,
      helpGroup: "LIVE",
    }),
    readings: Flags.option({
      options: ["cumulative", "interval"] as const,
      default: "cumulative" as const,
      summary: "What the command prints: counts that go on growing, or each time an interval of its own.",
      helpGroup: "LIVE",
    })(),
    color: outputFlags.color,
    quiet: outputFlags.quiet,
    verbose: outputFlags.verbose,
  };

  async run(): Promise<void> {
    const { own, command } = splitCommand(this.argv);
    const { argv, flags } = await this.parse(Dashboard, own);
    const { rules, modules } = await this.openProject(flags);
    const { loader } = this.openSources(flags);
    // It reads while the screen is up, where progress has no place.
    const { loader: watcher } = this.openSources({ ...flags, quiet: true });
    const live = openLive(argv.map(String), command, { ...flags, loader: watcher, rules, modules });
    // What cannot be watched is refused before the screen opens.
    await live?.start(new AbortController().signal);
    const shelf = new SourceShelf();
    await shelf.read(argv.map(String), loader, modules);
    const screen = terminalOf("stdout");
    const terminal = describeTerminal({ color: flags.color, toFile: false }, process.env, screen);
    const profiles = new ProfileScreens(rules);
    const diffs = new DiffScreens(shelf, {
      groups: rules,
      mapping: parseSymbolMapping(flags["map-symbol"] ?? []),
      without: parseWithout(flags.without ?? [], rules),
      ...(flags.normalize === undefined ? {} : { normalize: parseNormalization(flags.normalize) }),
    });
    const services: DashboardServices = {
      sources: () => shelf.sources,
      sortKeys: { profile: PROFILE_SORTS, diff: DIFF_SORTS, live: LIVE_SORTS },
      load: async (source, wish) => profiles.report(shelf.profilesAt(source), wish),
      compare: async (pair, wish) => diffs.report(pair, wish),
      explain: async (pair, wish, row) => diffs.explain(pair, wish, row),
      simulation: new Simulations(shelf, rules, this.config.root),
      live,
      print: (report: Report, columns) =>
        renderTable(report, {
          width: columns,
          palette: terminal.color ? ANSI_PALETTE : PLAIN_PALETTE,
          glyphs: terminal.unicode ? UNICODE_GLYPHS : ASCII_GLYPHS,
        }),
    };
    const keys = screen === null ? null : openKeys();
    if (screen === null || keys === null) {
      if (argv.length === 0 && live === null) throw noSources();
      await printReport(
        await printableView(services),
        { format: "table", json: false, color: flags.color },
        undefined,
      );
      return;
    }
    const { runDashboard } = await import("../ui/run-dashboard.tsx");
    try {
      await runDashboard(services, {
        keys,
        screen,
        colors: countColors(process.env, terminal.color),
        unicode: terminal.unicode,
      });
    } finally {
      if (keys !== process.stdin) keys.destroy();
    }
  }
}

const PRINTED_ROWS = 30;
const FIRST_ROWS = { sort: "", filter: "" };

/** What is printed where no screen can be shown: the first table in full would bury what is told around it. */
async function printableView(services: DashboardServices): Promise<Report> {
  const report = await firstReport(services);
  const first = report.blocks.find((block) => block.kind === "table");
  const blocks = report.blocks.filter((block) => block.kind !== "table" || block === first);
  return { ...report, blocks: blocks.map((block) => (block.kind === "table" ? cutTable(block) : block)) };
}

async function firstReport(services: DashboardServices): Promise<Report> {
  const { live } = services;
  const count = countGiven(services.sources());
  if (count >= 2) return services.compare({ base: 0, next: 1 }, FIRST_ROWS);
  if (count === 1 || live === null) return services.load(0, FIRST_ROWS);
  await setTimeout(live.intervalSeconds * 1000);
  await live.sample(new AbortController().signal);
  return live.report(FIRST_ROWS);
}

function cutTable(table: Table): Table {
  const rest = table.rows.length - PRINTED_ROWS;
  if (rest <= 0) return table;
  const rows = Array.from({ length: PRINTED_ROWS }, (_, i) => table.rows.at(i) ?? []);
  const omitted = `${rest} more rows${table.omitted === null ? "" : `, ${table.omitted}`}`;
  return { ...table, rows, omitted };
}

function noSources(): ZcprofError {
  return new ZcprofError("usage", {
    code: "dashboard/no-source",
    message: "there is nothing to look at",
    hint: "give a SOURCE, or two to compare: zcprof dashboard example:mail",
  });
}

import { Args, Flags } from "@oclif/core";
import { leaveOut } from "../analysis/leave-out.ts";
import { orderRows } from "../analysis/row-order.ts";
import { compareStacks } from "../analysis/stack-comparison.ts";
import { parseWithout } from "../analysis/without.ts";
import { CompareCommand } from "../cli/compare-command.ts";
import { viewComparison } from "../cli/comparison-view.ts";
import { baseArg, compareFlags } from "../cli/diff-flags.ts";
import { writeResult } from "../cli/output.ts";
import { readPageAssets } from "../cli/page-assets.ts";
import type { Progress } from "../cli/progress.ts";
import { terminalOf } from "../cli/standard-streams.ts";
import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { renderPage } from "../render/page.ts";
import { makeDiffPage } from "../report/diff-page.ts";
import type { SimulationView } from "../report/simulation-view.ts";
import { quoteShell } from "../text/quote-shell.ts";

export default class Report extends CompareCommand {
  static override summary = "Write a comparison as one page for a browser, to mail and print.";
  static override description =
    "The page is one file that needs no network: verdict, total, groups, what explains the change, every symbol, gone and new, " +
    "stacks of both sides as a flame graph where there are stacks, misses where both are simulated, method, notes and sources. " +
    "Exit status as of diff, --fail-on included.";
  static override examples = [
    "<%= config.bin %> report before.profile after.profile --map System.map -o report.html",
    "<%= config.bin %> report 'before_*.txt' 'after_*.txt' -o report.html",
    "<%= config.bin %> report sim:no-sg sim:sg-csum -o report.html",
  ];

  static override args = {
    base: baseArg,
    next: Args.string({
      required: true,
      ignoreStdin: true,
      description: "SOURCE that is compared with it; a glob or list: replicates.",
    }),
  };
  // One row, or another output, is the business of diff.
  static override flags = {
    ...compareFlags,
    top: Flags.integer({
      min: 0,
      default: 5000,
      helpValue: "N",
      summary: "Symbols in the page, by --sort; 0 = all. What is left out is counted.",
      helpGroup: "ROWS",
    }),
  };

  async run(): Promise<void> {
    const { args, flags, metadata } = await this.parse(Report);
    refuseTerminal(flags.output);
    const progress = this.openProgress(flags);
    const { several, sides, groups, rules, notes } = await this.compareSources(
      [args.base, args.next],
      { ...flags, by: "symbol" },
      metadata.flags["margin"]?.setFromDefault !== true,
    );
    const [result] = several.results;
    const symbols = orderRows(result.symbols, {
      key: flags.sort,
      top: flags.top === 0 ? Infinity : flags.top,
    });
    const view = viewComparison(result, { symbols, filter: null }, { ...flags, rules, notes });
    const without = parseWithout(flags.without ?? [], groups);
    const [base, next] = sides.map((runs) => runs.map((run) => leaveOut(run, without, groups).profile));
    const simulations = {
      base: await viewSimulation(base, progress),
      next: await viewSimulation(next, progress),
    };
    progress.announce("comparing the stacks");
    const stacks = compareStacks(base, next, result.exposure.base / result.exposure.next);
    progress.announce("making the page");
    const page = makeDiffPage(result, view, {
      stacks,
      simulations,
      command: ["zcprof report", ...this.argv.map(quoteShell)].join(" "),
    });
    const html = renderPage(page, readPageAssets(this.config.root));
    progress.finish();
    // First, as a reader that has seen enough ends the program.
    if (view.gate !== null) process.exitCode = view.gate.exitCode;
    await writeResult(flags.output, html);
  }
}

/** Simulates the first run of a side once more to count its misses; null where it was measured. */
async function viewSimulation(
  [{ provenance }]: readonly Profile[],
  progress: Progress,
): Promise<SimulationView | null> {
  // A profile that was written by the simulator and read from a file has no source to simulate again.
  if (provenance.origin.kind !== "simulated" || !provenance.path.startsWith("sim:")) return null;
  const { viewSimulatedSource } = await import("../cli/simulated-source.ts");
  return viewSimulatedSource(provenance.path, progress);
}

function refuseTerminal(output: string | undefined): void {
  if (output !== undefined || terminalOf("stdout") === null) return;
  throw new ZcprofError("usage", {
    code: "report/terminal",
    message: "the page is for a browser, and standard output is a terminal",
    hint: "write it into a file with -o report.html",
  });
}

import { Flags } from "@oclif/core";
import { countTrials, runSelftest } from "../analysis/selftest.ts";
import { checkSelftest } from "../analysis/selftest-claims.ts";
import { BaseCommand } from "../cli/base-command.ts";
import { EXIT } from "../cli/exit-code.ts";
import { outputFlags } from "../cli/flags.ts";
import { printReport } from "../cli/report-output.ts";
import { reportSelftest } from "../report/selftest-report.ts";

/** Enough to tell 93 % from 97 % of the intervals; takes some seconds. */
const SHORT_TRIALS = 200;
/** The table of docs/statistics.md; takes minutes. */
const TRIALS = 2000;

export default class Selftest extends BaseCommand {
  static override summary = "How often the shipped tests are wrong, on simulated truth.";
  static override description =
    "Draws runs whose truth is known and compares them as diff does. The same seed gives the same table on every machine. " +
    "With --check the exit status is 1 when a figure leaves the band that docs/statistics.md claims for it.";
  static override examples = [
    "<%= config.bin %> selftest",
    "<%= config.bin %> selftest --short --check",
    "<%= config.bin %> selftest --seed 7 --trials 500 --json",
  ];

  static override flags = {
    seed: Flags.integer({ default: 1, min: 0, helpValue: "N", summary: "Seed of the random numbers." }),
    trials: Flags.integer({
      min: 10,
      helpValue: "N",
      summary: `Trials a cell; ${TRIALS} by default, ${SHORT_TRIALS} with --short.`,
    }),
    short: Flags.boolean({
      summary: "Fewer trials, for a build service: some seconds.",
      exclusive: ["trials"],
    }),
    check: Flags.boolean({ summary: "Exit with status 1 when a figure leaves its band." }),
    ...outputFlags,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Selftest);
    const trials = flags.trials ?? (flags.short ? SHORT_TRIALS : TRIALS);
    const task = this.openProgress(flags).start("selftest", {
      unit: "trials",
      total: countTrials({ trials }),
    });
    const cells = runSelftest({ seed: flags.seed, trials, onTrials: (done) => task.update(done) });
    task.finish();
    const claims = checkSelftest(cells);
    const holds = claims.every((outcome) => outcome.cells.every((cell) => cell.holds));
    // First, as a reader that has seen enough ends the program.
    if (flags.check && !holds) process.exitCode = EXIT.exceeded;
    await printReport(reportSelftest({ seed: flags.seed, trials, cells, claims }), flags, undefined);
  }
}

import { Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { EXIT } from "../cli/exit-code.ts";
import { outputFlags } from "../cli/flags.ts";
import { printReport } from "../cli/report-output.ts";
import { readSeeds, simulationFlags } from "../cli/simulation-flags.ts";
import { DEFAULT_MACHINE, setUpSimulation } from "../cli/simulation-setup.ts";
import { reportValidation } from "../report/validation-report.ts";
import { CALIBRATED_COSTS } from "../simulator/calibration/calibrated-costs.ts";
import { validateMail } from "../simulator/calibration/validate.ts";
import type { ValidatedFigure } from "../simulator/calibration/validated-figure.ts";
import { simulate } from "../simulator/simulate.ts";
import { VARIANTS } from "../simulator/variants.ts";

export default class Validate extends BaseCommand {
  static override summary = "Every published figure of the mail beside its simulation.";
  static override description =
    "Bands are what was demanded of the simulator before it was built; with --check the exit status is 1 when a figure leaves its band. " +
    "docs/simulator.md says what is behind the figures that do.";
  static override examples = [
    "<%= config.bin %> validate",
    "<%= config.bin %> validate --seeds 16 --json",
    "<%= config.bin %> validate --check",
  ];

  static override flags = {
    seed: simulationFlags.seed,
    seeds: Flags.integer({
      min: 2,
      max: 1000,
      default: 8,
      helpValue: "N",
      summary: "Placements of pages to average for each variant, 2 or more.",
    }),
    check: Flags.boolean({ summary: "Exit with status 1 when a figure leaves its band." }),
    ...outputFlags,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Validate);
    const seeds = readSeeds(flags);
    const figures = await this.#validate(seeds, flags);
    // First, as a reader that has seen enough ends the program.
    if (flags.check && figures.some(({ isWithin }) => isWithin === false)) process.exitCode = EXIT.exceeded;
    await printReport(reportValidation({ figures, calibration: CALIBRATED_COSTS, seeds }), flags, undefined);
  }

  async #validate(seeds: readonly number[], wishes: { readonly quiet: boolean }): Promise<ValidatedFigure[]> {
    const { parameters } = await setUpSimulation({
      variant: VARIANTS[0].name,
      machine: DEFAULT_MACHINE,
      settings: {},
    });
    const task = this.openProgress(wishes).start("validating", {
      unit: "placements",
      total: (VARIANTS.length + 1) * seeds.length,
    });
    let before = 0;
    const figures = validateMail((name, driver) => {
      const variant = VARIANTS.find((one) => one.name === name);
      if (variant === undefined) throw new Error(`the mail has no variant ${name}`);
      const simulation = simulate(variant, { ...parameters, "nic.driver": driver }, seeds, {
        onProgress: (done) => task.update(before + done),
      });
      before += seeds.length;
      return simulation;
    });
    task.finish();
    return figures;
  }
}

import { Args, Flags } from "@oclif/core";
import { findGroup } from "../analysis/group-rules.ts";
import { KERNEL_GROUPS } from "../analysis/kernel-groups.ts";
import { BaseCommand } from "../cli/base-command.ts";
import { outputFlags, rowFlags } from "../cli/flags.ts";
import { PROFILE_WRITERS, writeProfiles } from "../cli/profile-writing.ts";
import { chooseFormat, chooseTop, printReport } from "../cli/report-output.ts";
import { parseFilter } from "../cli/selection.ts";
import { readSeeds, readSetupWords, simulationFlags } from "../cli/simulation-flags.ts";
import { type SimulationSetup, setUpSimulation } from "../cli/simulation-setup.ts";
import { listSimulator } from "../cli/simulator-catalogue.ts";
import { hintWithNames, namesLike } from "../model/nearest-names.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { reportSimulationExplanation } from "../report/simulation-explanation.ts";
import { reportSimulation } from "../report/simulation-report.ts";
import type { SimulationView } from "../report/simulation-view.ts";
import {
  CATALOGUE_PARTS,
  type CataloguePart,
  reportCatalogue,
} from "../report/simulator-catalogue-report.ts";
import { toProfile } from "../simulator/profiler/to-profile.ts";
import { simulate } from "../simulator/simulate.ts";
import type { Simulation, SymbolAccount } from "../simulator/simulation.ts";
import { titleOf } from "../simulator/title.ts";

export default class Simulate extends BaseCommand {
  static override summary = "Simulate the send path of 2.4.2: load, profile, cache misses.";
  static override description =
    "Every figure comes from addresses that go through caches, one event after another; docs/simulator.md says what is not modelled.";
  static override examples = [
    "<%= config.bin %> simulate --list variants",
    "<%= config.bin %> simulate sg-csum --seeds 8",
    "<%= config.bin %> simulate sg-csum --misses --set l2.size=512K",
    "<%= config.bin %> simulate no-sg --explain csum_partial_copy_generic",
    "<%= config.bin %> simulate sg-choose --driver built-in --to readprofile -o sg-choose.txt",
  ];

  static override args = {
    variant: Args.string({ ignoreStdin: true, description: "A kernel of the mail, by its name in --list." }),
  };

  static override flags = {
    list: Flags.boolean({
      summary:
        "List variants, machines, nics and parameters (or the one of them in VARIANT's place), and simulate nothing.",
      exclusive: ["explain", "misses", "to"],
    }),
    ...simulationFlags,
    misses: Flags.boolean({
      summary: "Misses of each symbol by level and cause.",
      exclusive: ["explain", "to"],
      helpGroup: "WHAT IS SHOWN",
    }),
    explain: Flags.string({
      helpValue: "SYMBOL",
      summary: "Where a symbol's cycles go: instructions, misses by cause and by what missed.",
      exclusive: ["to"],
      helpGroup: "WHAT IS SHOWN",
    }),
    to: Flags.option({
      options: PROFILE_WRITERS.map(({ id }) => id),
      summary: "Write the profile in a format of zcprof formats: one sample of it, drawn with --seed.",
      exclusive: ["json", "format", "top", "filter"],
      helpGroup: "WHAT IS SHOWN",
    })(),
    expected: Flags.boolean({
      summary: "With --to: expected ticks instead of a sample of them.",
      dependsOn: ["to"],
      helpGroup: "WHAT IS SHOWN",
    }),
    top: rowFlags.top,
    filter: rowFlags.filter,
    ...outputFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Simulate);
    if (flags.list) {
      await printReport(reportCatalogue(listSimulator(), chooseParts(args.variant)), flags, undefined);
      return;
    }
    const words = readSetupWords(requireVariant(args.variant), flags);
    const filter = parseFilter(flags.filter);
    const setup = await setUpSimulation(words);
    const isClassified = flags.misses || flags.explain !== undefined || chooseFormat(flags) === "json";
    const simulation = this.#simulate(setup, readSeeds(flags), isClassified && flags.to === undefined, flags);
    if (flags.to !== undefined) {
      const ticks = flags.expected ? ("expected" as const) : { seed: flags.seed };
      await writeProfiles([toProfile(simulation, { ticks })], flags.to, flags);
      return;
    }
    const view: SimulationView = {
      simulation,
      title: titleOf(setup.variant, setup.parameters),
      machine: setup.machine,
      groupOf: (symbol) => KERNEL_GROUPS.groups[findGroup(KERNEL_GROUPS, symbol, "")],
      top: chooseTop(flags, flags.top),
      filter,
    };
    const report =
      flags.explain === undefined
        ? reportSimulation(view, flags)
        : reportSimulationExplanation(view, requireSymbol(simulation, flags.explain));
    await printReport(report, flags, undefined);
  }

  #simulate(
    { variant, parameters }: SimulationSetup,
    seeds: readonly number[],
    classified: boolean,
    wishes: { readonly quiet: boolean },
  ): Simulation {
    const task = this.openProgress(wishes).start(`simulating ${variant.name}`, {
      unit: "placements",
      total: seeds.length,
    });
    const simulation = simulate(variant, parameters, seeds, {
      classified,
      onProgress: (done) => task.update(done),
    });
    task.finish();
    return simulation;
  }
}

function requireVariant(name: string | undefined): string {
  if (name !== undefined) return name;
  throw new ZcprofError("usage", {
    code: "simulation/no-variant",
    message: "which variant? Give its name",
    hint: "zcprof simulate --list has them all; zcprof simulate no-sg is the kernel without the patch",
  });
}

function chooseParts(name: string | undefined): readonly CataloguePart[] {
  if (name === undefined) return CATALOGUE_PARTS;
  const part = CATALOGUE_PARTS.find((one) => one === name);
  if (part !== undefined) return [part];
  throw new ZcprofError("usage", {
    code: "simulation/unknown-list",
    message: `there is no list of ${JSON.stringify(name)}`,
    hint: `there are ${CATALOGUE_PARTS.join(", ")}`,
  });
}

function requireSymbol({ symbols }: Simulation, name: string): SymbolAccount {
  const symbol = symbols.find((one) => one.name === name && one.group !== "user");
  if (symbol !== undefined) return symbol;
  const names = symbols.filter(({ group }) => group !== "user").map((one) => one.name);
  throw new ZcprofError("usage", {
    code: "simulation/unknown-symbol",
    message: `${JSON.stringify(name)} does not run in this simulation`,
    hint: hintWithNames(namesLike(name, names), "without --explain, --top 0 lists what runs"),
  });
}

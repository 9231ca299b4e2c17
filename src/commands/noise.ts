import { Args, Flags } from "@oclif/core";
import { measureNoise } from "../analysis/measure-noise.ts";
import { printNotes } from "../cli/diagnostics-output.ts";
import { chooseExposure } from "../cli/exposure.ts";
import { groupFlags, inputFlags, outputFlags, projectFlag, rowFlags, stackFlags } from "../cli/flags.ts";
import { renameModules } from "../cli/module-aliases.ts";
import { ProfileCommand } from "../cli/profile-command.ts";
import { noteRepeatedRuns } from "../cli/repeated-runs.ts";
import { chooseTop, printReport } from "../cli/report-output.ts";
import type { Profile } from "../model/profile.ts";
import { reportNoise } from "../report/noise-report.ts";

export default class Noise extends ProfileCommand {
  static override summary = "Measure how much identical runs vary, for diff --noise.";
  static override description =
    "The dispersion of every symbol and group over runs of the same work, with its uncertainty, and which runs it came from. " +
    "On the screen it is a table; with -o FILE or --json it is the noise file (zcprof.noise/1) that diff --noise takes.";
  static override examples = [
    "<%= config.bin %> noise 'runs/same_*.txt' -o noise.json",
    "<%= config.bin %> diff before.txt after.txt --noise noise.json",
  ];

  static override strict = false;
  static override args = {
    run: Args.string({
      required: true,
      ignoreStdin: true,
      description: "SOURCE of identical runs, a quoted glob for example; several may follow.",
    }),
  };

  static override flags = {
    from: inputFlags.from,
    map: inputFlags.map,
    event: inputFlags.event,
    ...stackFlags,
    groups: groupFlags.groups,
    project: projectFlag,
    exposure: Flags.string({
      helpValue: "FILE",
      summary: "Manifest of the runs (CSV or JSON: file, bytes, seconds, machine, kernel, workload).",
    }),
    normalize: Flags.string({
      helpValue: "BY",
      summary: "What the runs are divided by before they are compared, as diff will do it.",
    }),
    top: rowFlags.top,
    sort: Flags.option({
      options: ["ticks", "dispersion", "name"] as const,
      default: "ticks" as const,
      summary: "Order of the rows of a table.",
      helpGroup: "ROWS",
    })(),
    ...outputFlags,
    format: Flags.option({
      options: ["table", "json", "csv", "markdown"] as const,
      summary: "How the result is written: by default a table on the screen, the noise file (JSON) with -o.",
      helpGroup: "OUTPUT",
    })(),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Noise);
    const { rules, modules, notes } = await this.readProject(flags);
    const exposure = chooseExposure(flags.exposure, flags.normalize);
    const { loader } = this.openSources(flags);
    const runs: Profile[] = [];
    for (const source of argv) runs.push(...(await loader.loadReplicates(String(source))));
    this.tellInputs(runs, flags);
    // A noise file has no notes.
    if (!flags.quiet) printNotes(noteRepeatedRuns([runs]));
    const noise = measureNoise(renameModules(exposure.state(runs), modules), rules, exposure.normalize);
    const format = flags.format ?? (flags.output === undefined ? "table" : "json");
    const wishes = { ...flags, format };
    const view = { sort: flags.sort, top: chooseTop(wishes, flags.top) };
    await printReport(reportNoise(noise, { ...view, notes }), wishes, undefined);
  }
}

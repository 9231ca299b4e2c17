import { Args, Flags } from "@oclif/core";
import { measureNoise } from "../analysis/measure-noise.ts";
import { parseNormalization } from "../analysis/normalization.ts";
import { groupFlags, inputFlags, outputFlags } from "../cli/flags.ts";
import { loadGroupRules } from "../cli/group-rules.ts";
import { writeResult } from "../cli/output.ts";
import { ProfileCommand } from "../cli/profile-command.ts";
import type { Profile } from "../model/profile.ts";

export default class Noise extends ProfileCommand {
  static override summary = "Measure how much identical runs vary, for diff --noise.";
  static override description =
    "Writes a noise file (JSON, zcprof.noise/1): the dispersion of every symbol and group over runs of the same work, with its " +
    "uncertainty, and which runs it came from.";
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
    groups: groupFlags.groups,
    normalize: Flags.string({
      default: "none",
      helpValue: "BY",
      summary: "What the runs are divided by before they are compared, as diff will do it.",
    }),
    output: outputFlags.output,
    quiet: outputFlags.quiet,
    verbose: outputFlags.verbose,
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Noise);
    const rules = loadGroupRules(flags.groups);
    const normalize = parseNormalization(flags.normalize);
    const { loader } = this.openSources(flags);
    const runs: Profile[] = [];
    for (const source of argv) runs.push(...(await loader.loadReplicates(String(source))));
    this.tellInputs(runs, flags);
    const text = `${JSON.stringify(measureNoise(runs, rules, normalize), null, 2)}\n`;
    await writeResult(flags.output, text);
  }
}

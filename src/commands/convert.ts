import { Args, Flags } from "@oclif/core";
import { inputFlags, outputFlags, stackFlags } from "../cli/flags.ts";
import { ProfileCommand } from "../cli/profile-command.ts";
import { PROFILE_WRITERS, writeProfiles } from "../cli/profile-writing.ts";

export default class Convert extends ProfileCommand {
  static override summary = "Write a profile in another format; what it cannot hold is said.";
  static override examples = [
    "<%= config.bin %> convert run1.profile --map System.map --to readprofile -o run1.txt",
    "<%= config.bin %> convert example:mail#1 --to csv",
  ];

  static override args = {
    source: Args.string({ required: true, ignoreStdin: true, description: "SOURCE to convert." }),
  };

  static override flags = {
    ...inputFlags,
    ...stackFlags,
    to: Flags.option({
      options: PROFILE_WRITERS.map(({ id }) => id),
      required: true,
      summary: "Format to write.",
    })(),
    output: outputFlags.output,
    quiet: outputFlags.quiet,
    verbose: outputFlags.verbose,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Convert);
    const { loader } = this.openSources(flags);
    const profiles = await loader.loadWhole(args.source);
    this.tellInputs(profiles, flags);
    await writeProfiles(profiles, flags.to, flags);
  }
}

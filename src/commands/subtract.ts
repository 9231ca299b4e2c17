import { Args } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { writeBinary } from "../cli/binary-output.ts";
import { outputFlags } from "../cli/flags.ts";
import { describeDifference, readSnapshot } from "../cli/snapshot.ts";
import { writeNotice } from "../cli/standard-streams.ts";
import { subtractSnapshots } from "../parsers/raw-profile-difference.ts";

export default class Subtract extends BaseCommand {
  static override summary = "Subtract an earlier copy of /proc/profile from a later one.";
  static override description =
    "The counters of /proc/profile count since boot. The difference is a raw profile as well, for every command that takes one. " +
    "A counter may pass 2^32 once; where one went back, nothing is written.";
  static override examples = [
    "<%= config.bin %> subtract after.profile before.profile -o run1.profile",
    "<%= config.bin %> subtract proc: before.profile -o run1.profile",
  ];

  static override args = {
    after: Args.string({ required: true, ignoreStdin: true, description: "Later raw profile, or proc:." }),
    before: Args.string({ required: true, ignoreStdin: true, description: "Earlier raw profile." }),
  };
  static override flags = { output: outputFlags.output, quiet: outputFlags.quiet };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Subtract);
    const difference = subtractSnapshots(await readSnapshot(args.after), await readSnapshot(args.before));
    await writeBinary(flags.output, difference.bytes, "a raw profile");
    if (flags.quiet) return;
    writeNotice(`note[subtract/ticks]: ${describeDifference(difference)}\n`);
  }
}

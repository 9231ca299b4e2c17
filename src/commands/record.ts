import { Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { outputFlags } from "../cli/flags.ts";
import { numberBetween } from "../cli/number-flag.ts";
import { writeFileWhole } from "../cli/output.ts";
import { PROC_PROFILE } from "../cli/raw-input.ts";
import { describeDifference, readSnapshot } from "../cli/snapshot.ts";
import { splitCommand } from "../cli/split-command.ts";
import { writeNotice } from "../cli/standard-streams.ts";
import { runWorkload } from "../cli/workload.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { subtractSnapshots } from "../parsers/raw-profile-difference.ts";

/** A timer of more than 2^31 - 1 ms fires at once. */
const LONGEST_SECONDS = 2 ** 31 / 1000;

export default class Record extends BaseCommand {
  static override summary = "Record /proc/profile for some seconds, or while a command runs.";
  static override description =
    "Writes a raw profile: the difference of two snapshots, as the counters count since boot. With both, the command is ended " +
    "after the seconds. What the command returns does not stop the recording; it is noted.";
  static override examples = [
    "<%= config.bin %> record --seconds 10 -o run1.profile",
    "<%= config.bin %> record -o run1.profile -- ./zcs -z",
  ];

  static override usage = "<%= command.id %> -o FILE [--seconds N] [-- COMMAND...]";
  static override flags = {
    seconds: numberBetween(0, LONGEST_SECONDS, "How long to record.")(),
    profile: Flags.string({
      char: "p",
      helpValue: "FILE",
      default: PROC_PROFILE,
      summary: "Counters to read.",
    }),
    output: Flags.string({
      char: "o",
      required: true,
      helpValue: "FILE",
      summary: "Where the raw profile goes.",
    }),
    quiet: outputFlags.quiet,
  };

  async run(): Promise<void> {
    const { own, command } = splitCommand(this.argv);
    const { flags } = await this.parse(Record, own);
    const seconds = flags.seconds ?? null;
    if (seconds === null && command.length === 0) {
      throw new ZcprofError("usage", {
        code: "record/no-end",
        message: "nothing says when to stop recording",
        hint: "give --seconds N, or a command after --",
      });
    }
    const before = await readSnapshot(flags.profile);
    const progress = this.openProgress(flags).start("recording", {
      unit: "seconds",
      total: seconds ?? undefined,
    });
    const outcome = await runWorkload(command, seconds, (elapsed) => progress.update(elapsed));
    const after = await readSnapshot(flags.profile);
    progress.finish();
    const difference = subtractSnapshots(after, before);
    await writeFileWhole(flags.output, difference.bytes);
    if (flags.quiet) return;
    writeNotice(`note[record/ticks]: ${outcome.seconds.toFixed(3)} s, ${describeDifference(difference)}\n`);
    if (outcome.failure !== null) writeNotice(`note[record/command]: ${outcome.failure}\n`);
  }
}

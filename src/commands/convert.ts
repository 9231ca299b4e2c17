import { isUtf8 } from "node:buffer";
import { Args, Flags } from "@oclif/core";
import { inputFlags, outputFlags } from "../cli/flags.ts";
import { writeResult, writeVerbatim } from "../cli/output.ts";
import { ProfileCommand } from "../cli/profile-command.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Parser } from "../parsers/parser.ts";
import { PARSERS } from "../parsers/registry.ts";

type Writer = Parser & Required<Pick<Parser, "write">>;

const WRITERS = PARSERS.filter((parser): parser is Writer => parser.write !== undefined);

export default class Convert extends ProfileCommand {
  static override summary = "Write a profile in another format; what that format cannot hold is said.";
  static override examples = [
    "<%= config.bin %> convert run1.profile --map System.map --to readprofile -o run1.txt",
    "<%= config.bin %> convert example:mail#1 --to csv",
  ];

  static override args = {
    source: Args.string({ required: true, ignoreStdin: true, description: "SOURCE to convert." }),
  };

  static override flags = {
    ...inputFlags,
    to: Flags.option({
      options: WRITERS.map(({ id }) => id),
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
    const writer = WRITERS.find(({ id }) => id === flags.to);
    if (writer === undefined) throw new Error(`no writer ${flags.to}`);
    for (const loss of writer.losses?.(profiles) ?? []) {
      if (!flags.quiet) process.stderr.write(`note[convert/loss]: ${loss}\n`);
    }
    const bytes = writer.write(profiles);
    if (flags.output === undefined && process.stdout.isTTY)
      await writeVerbatim(undefined, textOf(bytes, flags.to));
    else await writeResult(flags.output, bytes);
  }
}

function textOf(bytes: Uint8Array, format: string): string {
  if (isUtf8(bytes) && !bytes.includes(0)) return Buffer.from(bytes).toString();
  throw new ZcprofError("usage", {
    code: "convert/binary-to-terminal",
    message: `${format} is binary and would garble the terminal`,
    hint: "give -o FILE",
  });
}

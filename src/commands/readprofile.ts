import { closeSync, constants, fstatSync, openSync, readFileSync, writeSync } from "node:fs";
import { release } from "node:os";
import { BaseCommand } from "../cli/base-command.ts";
import { writeOutput } from "../cli/output.ts";
import { runReadprofile } from "../parsers/readprofile-drop-in/run-readprofile.ts";
import type { SystemFiles } from "../parsers/readprofile-drop-in/system-files.ts";

export default class Readprofile extends BaseCommand {
  static override summary = "Print a raw /proc/profile byte for byte as readprofile(8) does.";
  static override description =
    `Takes readprofile's own options (-h lists them), prints its messages and ends with its status.
--exact prints the same layout with every bin credited to the code that it covers: readprofile gives the last bin of
each function to the next one.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> -m System.map -p copy.profile",
    "<%= config.bin %> <%= command.id %> -v -m System.map -p copy.profile | sort -n -k3 | tail -15",
    "<%= config.bin %> <%= command.id %> --exact -m System.map -p copy.profile",
  ];
  // The words of the command line are read by getopt's rules instead of oclif's.
  static override strict = false;
  static ignoreStdin = true;

  override async run(): Promise<void> {
    const { status, stdout, stderr } = runReadprofile(this.argv, systemFiles());
    process.exitCode = status;
    await writeOutput(stdout);
    process.stderr.write(stderr);
  }
}

function systemFiles(): SystemFiles {
  return {
    kernelRelease: release(),
    posixlyCorrect: process.env.POSIXLY_CORRECT !== undefined,
    readFile(path) {
      const descriptor = openSync(path, "r");
      try {
        const facts = fstatSync(descriptor);
        if (facts.isFIFO() || facts.isSocket())
          throw Object.assign(new Error("cannot seek"), { code: "ESPIPE" });
        // /dev/null and its like have length 0 to a program that seeks.
        return facts.isCharacterDevice() ? new Uint8Array(0) : readFileSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    },
    writeFile(path, bytes) {
      const descriptor = openSync(path, constants.O_WRONLY);
      try {
        writeSync(descriptor, bytes);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { release } from "node:os";
import { BaseCommand } from "../cli/base-command.ts";
import { writeNotice, writeOutput } from "../cli/standard-streams.ts";
import { runReadprofile } from "../parsers/readprofile-drop-in/run-readprofile.ts";
import type { SystemFiles } from "../parsers/readprofile-drop-in/system-files.ts";

/** Few, as memory that is touched for the first time costs more than the reading of the file. */
const BLOCK_BYTES = 2 ** 16;

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
    const { status, stderr } = await runReadprofile(this.argv, systemFiles());
    process.exitCode = status;
    writeNotice(stderr);
  }
}

function systemFiles(): SystemFiles {
  return {
    kernelRelease: release(),
    posixlyCorrect: process.env.POSIXLY_CORRECT !== undefined,
    open(path) {
      const descriptor = openSync(path, "r");
      const facts = fstatSync(descriptor);
      const isPipe = facts.isFIFO() || facts.isSocket();
      if (facts.isFile()) return { size: facts.size, blocks: readBlocks(descriptor) };
      closeSync(descriptor);
      if (isPipe || facts.isDirectory())
        throw Object.assign(new Error("cannot be read"), { code: isPipe ? "ESPIPE" : "EISDIR" });
      // /dev/null and its like have length 0 to a program that seeks.
      return { size: 0, blocks: [] };
    },
    writeFile(path, bytes) {
      const descriptor = openSync(path, constants.O_WRONLY);
      try {
        writeSync(descriptor, bytes);
      } finally {
        closeSync(descriptor);
      }
    },
    print: writeOutput,
  };
}

function* readBlocks(descriptor: number): Iterable<Uint8Array> {
  const block = new Uint8Array(BLOCK_BYTES);
  try {
    for (;;) {
      const length = readSync(descriptor, block);
      if (length === 0) return;
      yield block.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

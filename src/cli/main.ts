import { fileURLToPath } from "node:url";
import { Config, run } from "@oclif/core";
import { reportFailure } from "./failure.ts";
import { ignoreClosedPipes } from "./output.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the command line; sets process.exitCode and leaves, once everything is written. */
export async function main(argv: string[], root: string = ROOT): Promise<void> {
  ignoreClosedPipes();
  const [command, ...words] = argv;
  try {
    // Every word of the drop-in is its own, --help too, which oclif would answer before any command sees it.
    if (command === "readprofile") await (await Config.load(root)).runCommand(command, words);
    else if (command === "help") await run([...words, "--help"], root);
    else await run(argv, root);
  } catch (error) {
    await reportFailure(error instanceof Error ? error : new Error(String(error)), argv);
  }
}

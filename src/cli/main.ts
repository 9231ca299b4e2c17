import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Config, run } from "@oclif/core";
import { reportFailure } from "./failure.ts";
import { writeOutput } from "./standard-streams.ts";

/** Runs the command line of the package in `root`; sets process.exitCode and leaves, once everything is written. */
export async function main(argv: string[], root: string): Promise<void> {
  const [command, ...words] = argv;
  // There are no plugins to look for in the user's folders.
  const options = { root, userPlugins: false, devPlugins: false };
  try {
    // Every word of the drop-in is its own, --help too, which oclif would answer before any command sees it.
    if (command === "readprofile") await (await Config.load(options)).runCommand(command, words);
    else if (asksForHelp(argv)) {
      const { showHelp } = await import("./help/zcprof-help.ts");
      await showHelp(command === "help" ? words : argv, await Config.load(options));
    } else if (command === "--version") await writeOutput(`${(await Config.load(options)).userAgent}\n`);
    else await run(argv, options);
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    await reportFailure(failure, argv, () => readCommandNames(root));
  }
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  return argv.length === 0 || argv[0] === "help" || words.includes("--help") || words.includes("-h");
}

function readCommandNames(root: string): string[] {
  const { commands } = JSON.parse(readFileSync(join(root, "oclif.manifest.json"), "utf8"));
  return Object.keys(commands);
}

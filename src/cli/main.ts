import { Config, run } from "@oclif/core";
import { readDescribedConfig } from "./described-config.ts";
import { reportFailure } from "./failure.ts";
import { type Commands, makeProgramPlugin } from "./program-plugin.ts";
import { writeOutput } from "./standard-streams.ts";

/** Runs the command line of the package in `root`; sets process.exitCode and leaves, once everything is written. */
export async function runProgram(argv: string[], root: string, commands: Commands): Promise<void> {
  const [command, ...words] = argv;
  try {
    if (asksForHelp(argv)) {
      const { showHelp } = await import("./help/zcprof-help.ts");
      await showHelp(command === "help" ? words : argv, await readDescribedConfig(root));
      return;
    }
    const plugin = makeProgramPlugin(root, commands);
    const options = { root, plugins: new Map([[plugin.name, plugin]]) };
    if (command === "--version") await writeOutput(`${(await Config.load(options)).userAgent}\n`);
    // Every word of the drop-in is its own, which oclif would look at before the command sees it.
    else if (command === "readprofile") await (await Config.load(options)).runCommand(command, words);
    else await run(argv, options);
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    await reportFailure(failure, argv, () => Object.keys(commands));
  }
}

function asksForHelp(argv: readonly string[]): boolean {
  // --help is a word of the drop-in's own.
  if (argv[0] === "readprofile") return false;
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  return argv.length === 0 || argv[0] === "help" || words.includes("--help") || words.includes("-h");
}

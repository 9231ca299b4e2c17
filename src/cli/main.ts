import { fileURLToPath } from "node:url";
import { Config, Plugin, run } from "@oclif/core";
import { escapeTerminal } from "../text/escape-terminal.ts";
import { toExpected } from "./base-command.ts";
import { formatDiagnostic } from "./error-text.ts";
import { EXIT } from "./exit-code.ts";
import { ignoreClosedPipes, removeUnfinished } from "./output.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the command line; sets process.exitCode and leaves, once everything is written. */
export async function main(argv: string[], root: string | Config = ROOT): Promise<void> {
  ignoreClosedPipes();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      removeUnfinished();
      process.exit(EXIT.interrupted);
    });
  }
  try {
    await run(argv, root);
  } catch (error) {
    reportOutside(error as Error & { oclif?: { exit?: number } });
  }
}

/** Loads oclif's configuration with the commands found below `commands`, for running from the sources. */
export function loadSourceConfig(commands: string): Promise<Config> {
  return Config.load({
    root: ROOT,
    ignoreManifest: true,
    pjson: { name: "zcprof", version: "0.0.0-dev", oclif: { bin: "zcprof", commands, topicSeparator: " " } },
  } as never);
}

/** Returns oclif's manifest of the commands built below `root`. */
export async function makeManifest(root: string): Promise<unknown> {
  const plugin = new Plugin({ root, ignoreManifest: true });
  await plugin.load();
  return plugin.manifest;
}

// What is thrown outside of a command: an unknown command, or a fault of the program. oclif's own handle() would
// exit at once and cut a slow pipe.
function reportOutside(error: Error & { oclif?: { exit?: number } }): void {
  if (error.oclif?.exit === 0) return;
  const expected = toExpected(error);
  process.exitCode = expected === null ? EXIT.fault : EXIT.refused;
  const diagnostic = expected ?? { code: "internal", message: error.stack ?? error.message };
  process.stderr.write(`${formatDiagnostic(diagnostic, "error", escapeTerminal)}\n`);
}

import { fileURLToPath } from "node:url";
import { run } from "@oclif/core";
import { escapeTerminal } from "../text/escape-terminal.ts";
import { toExpected } from "./base-command.ts";
import { formatDiagnostic } from "./error-text.ts";
import { EXIT } from "./exit-code.ts";
import { ignoreClosedPipes } from "./output.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the command line; sets process.exitCode and leaves, once everything is written. */
export async function main(argv: string[], root: string = ROOT): Promise<void> {
  ignoreClosedPipes();
  try {
    await run(argv, root);
  } catch (error) {
    reportOutside(error instanceof Error ? error : new Error(String(error)));
  }
}

// What is thrown outside of a command: an unknown command, or a fault of the program. oclif's own handle() would
// exit at once and cut a slow pipe.
function reportOutside(error: Error): void {
  if (exitWish(error) === 0) return;
  const expected = toExpected(error);
  process.exitCode = expected === null ? EXIT.fault : EXIT.refused;
  const diagnostic = expected ?? { code: "internal", message: error.stack ?? error.message };
  process.stderr.write(`${formatDiagnostic(diagnostic, "error", escapeTerminal)}\n`);
}

// oclif ends --help and --version inside of a command by throwing an exit of 0.
function exitWish(error: Error): unknown {
  const oclif = "oclif" in error ? error.oclif : undefined;
  return typeof oclif === "object" && oclif !== null && "exit" in oclif ? oclif.exit : undefined;
}

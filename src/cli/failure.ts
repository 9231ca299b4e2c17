import type { Diagnostic } from "../model/diagnostic.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { escapeTerminal } from "../text/escape-terminal.ts";
import { formatDiagnostic } from "./error-text.ts";
import { EXIT } from "./exit-code.ts";
import { writeNotice, writeOutput } from "./standard-streams.ts";
import { describeUsageError } from "./usage-error.ts";

/**
 * Says why the program ends: what the user can mend as one located message and exit 2, all else as a fault of the program,
 * exit 70. Where `argv` asks for JSON it is JSON, on standard output. process.exitCode is set instead of exiting, because
 * exiting cuts pipes. `commands` returns the names of the commands, where one that is not known may be what
 * is wrong.
 */
export async function reportFailure(
  error: Error,
  argv: readonly string[],
  commands: () => readonly string[] = () => [],
): Promise<void> {
  if (isPlainEnd(error)) return;
  const expected = error instanceof ZcprofError ? error : describeUsageError(error, commands);
  process.exitCode = expected === null ? EXIT.fault : EXIT.refused;
  const diagnostic = expected ?? {
    code: "internal",
    message: `a fault of the program: ${error.message}`,
    hint: "please report it with the command that you typed and this trace",
  };
  if (asksForJson(argv)) await writeOutput(`${JSON.stringify(errorJson(diagnostic), null, 2)}\n`);
  else writeNotice(`${formatDiagnostic(diagnostic, "error", escapeTerminal)}\n`);
  if (expected === null) writeNotice(`${error.stack ?? ""}\n`);
}

// oclif ends --help and --version inside of a command by throwing an exit of 0.
function isPlainEnd(error: Error): boolean {
  const oclif = "oclif" in error ? error.oclif : undefined;
  return typeof oclif === "object" && oclif !== null && "exit" in oclif && oclif.exit === 0;
}

/** Returns an error in the form of zcprof.error/1. */
function errorJson(diagnostic: Diagnostic): Record<string, unknown> {
  const { code, message, details, hint, location } = diagnostic;
  return {
    schema: "zcprof.error/1",
    error: {
      code,
      message,
      details: details ?? [],
      hint: hint ?? null,
      location: location
        ? { path: location.path, line: location.line ?? null, column: location.column ?? null }
        : null,
    },
  };
}

// The flags may be what is wrong, so the wish for JSON is read from the words themselves.
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  return words.some(
    (word, i) =>
      word === "--json" || word === "--format=json" || (word === "--format" && words[i + 1] === "json"),
  );
}

import { Command } from "@oclif/core";
import type { Diagnostic } from "../model/diagnostic.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { escapeTerminal } from "../text/escape-terminal.ts";
import { formatDiagnostic } from "./error-text.ts";
import { EXIT } from "./exit-code.ts";
import { writeOutput } from "./output.ts";
import { Progress } from "./progress.ts";

/** What oclif's flag parser throws; its classes are not part of oclif's public types. */
interface FlagError extends Error {
  readonly parse?: unknown;
  readonly oclif?: { readonly exit?: number };
}

/**
 * Base of all commands: expected errors become one located message (JSON where JSON was asked for) and exit 2, all
 * else is a fault of the program, exit 70. process.exitCode is set instead of exiting, because exiting cuts pipes.
 */
export abstract class BaseCommand extends Command {
  #progress: Progress | null = null;

  /** Returns what shows how far long work has come; the same one each time, as a terminal has room for one line. */
  protected openProgress(wishes: { readonly quiet: boolean }): Progress {
    this.#progress ??= new Progress(wishes);
    return this.#progress;
  }

  override async catch(error: Error): Promise<void> {
    this.#progress?.finish();
    const expected = toExpected(error);
    process.exitCode = expected === null ? EXIT.fault : EXIT.refused;
    const diagnostic = expected ?? {
      code: "internal",
      message: `a fault of the program: ${error.message}`,
      hint: "please report it with the command that you typed and this trace",
    };
    if (asksForJson(this.argv)) await writeOutput(`${JSON.stringify(errorJson(diagnostic), null, 2)}\n`);
    else process.stderr.write(`${formatDiagnostic(diagnostic, "error", escapeTerminal)}\n`);
    if (expected === null) process.stderr.write(`${error.stack ?? ""}\n`);
  }
}

/** Returns what the user can mend, or null for a fault of the program. */
export function toExpected(error: Error): Diagnostic | null {
  if (error instanceof ZcprofError) return error;
  const { parse, oclif } = error as FlagError;
  if (parse === undefined && oclif === undefined) return null;
  const [what, ...rest] = error.message.split("\n");
  return {
    code: "usage",
    message: [what, ...rest.filter((line) => line.trim() !== "" && !line.startsWith("See more help"))].join(
      "\n  ",
    ),
    hint: "add --help to see what the command takes",
  };
}

/** Returns an error in the form of zcprof.error/1. */
export function errorJson(diagnostic: Diagnostic): Record<string, unknown> {
  const { code, message, hint, location } = diagnostic;
  return {
    schema: "zcprof.error/1",
    error: {
      code,
      message,
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

import { stripVTControlCharacters } from "node:util";
import type { Diagnostic } from "../model/diagnostic.ts";

/** What oclif's flag parser throws; its classes are not part of oclif's public types. */
interface FlagError extends Error {
  readonly parse?: unknown;
  readonly oclif?: unknown;
}

// oclif writes these for every command with a flag that may stand twice; here no such flag swallows what follows it.
const NOISE = /^(Note: |Alternatively, |See more help|The following errors? occurred:)/;

/** Returns what oclif says of a wrong command line as one sentence, or null for an error that is not about that. */
export function describeUsageError(error: Error): Diagnostic | null {
  const { parse, oclif } = error as FlagError;
  if (parse === undefined && oclif === undefined) return null;
  const [, command] = /^command (\S+) not found$/.exec(error.message) ?? [];
  if (command !== undefined) {
    return {
      code: "usage",
      message: `there is no command ${JSON.stringify(command.split(":")[0])}`,
      hint: "zcprof --help lists the commands",
    };
  }
  const [first = "", ...rest] = stripVTControlCharacters(error.message)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !NOISE.test(line))
    .map(tidy);
  return {
    code: "usage",
    message: first + (rest.length === 0 ? "" : `${first.endsWith(":") ? " " : ": "}${rest.join("; ")}`),
    hint: "add --help to see what the command takes",
  };
}

/** Puts a line of oclif's in running text: what a flag was called with, the columns of a list of arguments. */
function tidy(line: string): string {
  return line
    .replace(/^Parsing (--\S+)$/, "$1")
    .replace(/(--[\w-]+)=true\b/g, "$1")
    .replace(/^(\S+)\s{2,}(.+?)\.?$/, "$1 ($2)")
    .replace(/\s+/g, " ");
}

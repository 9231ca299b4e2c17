import { stripVTControlCharacters } from "node:util";
import type { Diagnostic } from "../model/diagnostic.ts";
import { hintWithNames, nearestNames } from "../model/nearest-names.ts";

/** What oclif's flag parser throws; its classes are not part of oclif's public types. */
interface FlagError extends Error {
  readonly parse?: { readonly input?: { readonly flags?: Readonly<Record<string, unknown>> } };
  /** Words that no flag is called by. */
  readonly flags?: unknown;
  readonly oclif?: unknown;
}

// oclif writes these for every command with a flag that may stand twice; here no such flag swallows what follows it.
const NOISE = /^(Note: |Alternatively, |See more help|The following errors? occurred:)/;

/**
 * Returns what oclif says of a wrong command line as one sentence, or null for an error that is not about that. `commands`
 * returns the names that there are.
 */
export function describeUsageError(error: Error, commands: () => readonly string[]): Diagnostic | null {
  const { parse, oclif } = error as FlagError;
  if (parse === undefined && oclif === undefined) return null;
  const [, words] = /^command (\S+) not found\.?$/i.exec(error.message) ?? [];
  if (words !== undefined) {
    const [command] = words.split(":");
    return {
      code: "usage",
      message: `there is no command ${JSON.stringify(command)}`,
      hint: hintWithNames(nearestNames(command, commands()), "zcprof --help lists the commands"),
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
    hint: hintWithNames(nearestFlags(error), "add --help to see what the command takes"),
  };
}

function nearestFlags({ flags, parse }: FlagError): string[] {
  const names = Object.keys(parse?.input?.flags ?? {}).map((name) => `--${name}`);
  return Array.isArray(flags) ? flags.flatMap((word) => nearestNames(String(word), names)) : [];
}

/** Puts a line of oclif's in running text: what a flag was called with, the columns of a list of arguments. */
function tidy(line: string): string {
  return line
    .replace(/^Parsing (--\S+)$/, "$1")
    .replace(/(--[\w-]+)=true\b/g, "$1")
    .replace(/^(\S+)\s{2,}(.+?)\.?$/, "$1 ($2)")
    .replace(/\s+/g, " ");
}

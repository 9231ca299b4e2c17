import { compilePattern } from "../model/pattern.ts";
import { ZcprofError } from "../model/zcprof-error.ts";

/** What --columns says: which columns to print, and where a CSV input keeps which value. */
export interface ColumnWishes {
  readonly shown: readonly string[] | undefined;
  readonly read: Readonly<Record<string, string>> | undefined;
}

/** Reads --columns: `symbol,base,next` chooses what is printed, `symbol=function,ticks=samples` says what an input column holds. */
export function parseColumns(text: string | undefined): ColumnWishes {
  const parts = (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const read = parts.filter((part) => part.includes("="));
  const shown = parts.filter((part) => !part.includes("="));
  return {
    shown: shown.length > 0 ? shown : undefined,
    read:
      read.length > 0
        ? Object.fromEntries(
            read.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]),
          )
        : undefined,
  };
}

/** Compiles the value of --filter, null without one. Throws a usage error with the engine's reason. */
export function parseFilter(text: string | undefined): RegExp | null {
  return text === undefined ? null : parseRegex("--filter", text);
}

/** Compiles a regular expression that a user gave for `flag`. Throws a usage error with the engine's reason. */
export function parseRegex(flag: string, text: string): RegExp {
  return compilePattern(text, (reason) => {
    throw new ZcprofError("usage", {
      code: "flag/bad-regex",
      message: `${flag}: ${reason}`,
      hint: "quote it for the shell, and write \\. for a dot",
    });
  });
}

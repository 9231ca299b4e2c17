import type { Command } from "@oclif/core";
import { formatHelp } from "../../parsers/readprofile-drop-in/help.ts";
import type { Entry, Option, Values } from "./entry.ts";
import { valuesOfArgument, valuesOfFlag } from "./named-values.ts";

const HELP: Option = { names: ["--help", "-h"], summary: "Show help.", values: null, isRepeatable: false };

/** Returns all commands with their flags and arguments, sorted, from what their help is made of. */
export function listEntries(commands: readonly Command.Loadable[]): Entry[] {
  return commands
    .map((command) => ({
      name: command.id.replaceAll(":", " "),
      summary: command.summary ?? "",
      options: command.id === "readprofile" ? listDropInOptions() : [...listOptions(command), HELP],
      operands: joinValues(Object.values(command.args).map(valuesOfArgument)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function listOptions({ flags }: Command.Loadable): Option[] {
  return Object.values(flags).map((flag) => ({
    names: [`--${flag.name}`, ...(flag.char === undefined ? [] : [`-${flag.char}`])],
    summary: flag.summary ?? "",
    values: valuesOfFlag(flag),
    isRepeatable: flag.type === "option" && flag.multiple === true,
  }));
}

// The drop-in has readprofile's own options, which oclif does not know; they are read from the help that it prints.
function listDropInOptions(): Option[] {
  const lines = formatHelp(["", ""], "").matchAll(/^ (-\w), (--[\w-]+)(?: <([\w-]+)>)? +(\S.*)$/gm);
  const own = [...lines].map(([, short, long, value, summary]) => ({
    names: [long, short],
    // Behind the two files stand their defaults, which depend on the machine.
    summary: summary.startsWith("(") ? value : summary,
    values: value === undefined ? null : { words: [], files: value.includes("file") },
    isRepeatable: false,
  }));
  const summary = "credit every bin to the code that it covers";
  return [...own, { names: ["--exact"], summary, values: null, isRepeatable: false }];
}

function joinValues(values: readonly Values[]): Values {
  return {
    words: [...new Set(values.flatMap(({ words }) => words))],
    files: values.some(({ files }) => files),
  };
}

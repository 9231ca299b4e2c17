import type { Command } from "@oclif/core";
import { KERNEL_GROUPS } from "../../analysis/kernel-groups.ts";
import { PARSERS } from "../../parsers/registry.ts";
import { PUBLISHED_SCHEMAS } from "../published-schemas.ts";
import { listSimulator } from "../simulator-catalogue.ts";
import { EXAMPLE_SOURCES } from "../source-spec.ts";
import type { Values } from "./entry.ts";

const FREE: Values = { words: [], files: false };
const FILES: Values = { words: [], files: true };

const simulator = listSimulator();
const parameters = simulator.parameters.flatMap(({ name, short }) =>
  short === null ? [name] : [name, short],
);
const variants = simulator.variants.map(({ name }) => name);
const machines = simulator.machines.map(({ name }) => name);
const SOURCES: Values = {
  words: ["-", "proc:", ...EXAMPLE_SOURCES, ...variants.map((name) => `sim:${name}`)],
  files: true,
};
const words = (...lists: readonly (readonly string[])[]): Values => ({ words: lists.flat(), files: false });
const assignments = (names: readonly string[]): Values => words(names.map((name) => `${name}=`));

const OF_FLAG: Readonly<Record<string, Values>> = {
  from: words(PARSERS.map(({ id }) => id)),
  group: words(KERNEL_GROUPS.groups),
  without: words(
    KERNEL_GROUPS.groups.map((name) => `group:${name}`),
    ["symbol:"],
  ),
  machine: { words: machines, files: true },
  nic: words(simulator.nics.map(({ name }) => name)),
  set: assignments(parameters),
  vary: assignments(["variant", "machine", "nic", ...parameters]),
};

const OF_ARGUMENT: Readonly<Record<string, Values>> = {
  source: SOURCES,
  base: SOURCES,
  next: SOURCES,
  run: SOURCES,
  before: { words: ["proc:"], files: true },
  after: { words: ["proc:"], files: true },
  variant: words(variants),
  file: FILES,
  name: words(PUBLISHED_SCHEMAS.flatMap(({ $id }) => $id ?? [])),
};

/** Returns what may stand behind a flag: its options, what there is by its name, files where its help says FILE. */
export function valuesOfFlag(flag: Command.Flag.Any): Values | null {
  if (flag.type === "boolean") return null;
  if (flag.options !== undefined) return words(flag.options);
  const isFile = /\bFILE\b/.test(String(flag.helpValue));
  return OF_FLAG[flag.name] ?? (isFile ? FILES : FREE);
}

/** Returns what may stand for an argument. */
export function valuesOfArgument({ name, options }: Command.Arg.Any): Values {
  return options === undefined ? (OF_ARGUMENT[name] ?? FREE) : words(options);
}

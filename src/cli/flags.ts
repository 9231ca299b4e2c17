import { Flags } from "@oclif/core";

/** Flags of every command that prints a report. */
export const outputFlags = {
  format: Flags.option({
    options: ["table", "json", "csv", "markdown"] as const,
    default: "table" as const,
    summary: "How the result is written.",
    helpGroup: "OUTPUT",
  })(),
  json: Flags.boolean({
    summary: "Same as --format json; errors are then JSON too.",
    relationships: [
      { type: "none", flags: [{ name: "format", when: async (flags) => flags["format"] !== "json" }] },
    ],
    helpGroup: "OUTPUT",
  }),
  output: Flags.string({
    char: "o",
    helpValue: "FILE",
    summary: "Write the result to a file instead.",
    helpGroup: "OUTPUT",
  }),
  width: Flags.integer({
    min: 40,
    helpValue: "N",
    summary: "Columns of the table; by default those of the terminal.",
    helpGroup: "OUTPUT",
  }),
  color: Flags.option({
    options: ["auto", "always", "never"] as const,
    default: "auto" as const,
    summary: "Colour is an addition: marks say the same.",
    helpGroup: "OUTPUT",
  })(),
  quiet: Flags.boolean({
    char: "q",
    summary: "No notes and no progress on standard error.",
    helpGroup: "OUTPUT",
  }),
  verbose: Flags.boolean({
    summary: "Also say how each input was understood.",
    exclusive: ["quiet"],
    helpGroup: "OUTPUT",
  }),
};

/** Flags of every command that reads profiles. */
export const inputFlags = {
  from: Flags.string({
    helpValue: "FORMAT",
    summary: "Read as this format (see zcprof formats) instead of detecting it.",
    helpGroup: "INPUT",
  }),
  map: Flags.string({
    helpValue: "FILE",
    summary: "Symbol map of a raw profile: System.map, also gzipped, or a copy of /proc/kallsyms.",
    helpGroup: "INPUT",
  }),
  event: Flags.string({
    helpValue: "NAME",
    summary:
      "One event of several; of readprofile's profiles, what they count: time, schedule, sleep or kvm; BASE:NEXT for each side of diff.",
    helpGroup: "INPUT",
  }),
  columns: Flags.string({
    helpValue: "LIST",
    summary:
      "Columns to print (symbol,base,next); or, of a CSV input, where a column is found (symbol=function,ticks=samples).",
    helpGroup: "INPUT",
  }),
};

/** Flags of every command that may look at a part of the stacks. */
export const stackFlags = {
  focus: Flags.string({
    helpValue: "REGEX",
    summary: "Only stacks with a frame whose symbol matches; totals are theirs.",
    helpGroup: "STACKS",
  }),
  ignore: Flags.string({
    helpValue: "REGEX",
    summary: "Only stacks without such a frame.",
    helpGroup: "STACKS",
  }),
};

/** Flags of every command that shows rows. */
export const rowFlags = {
  top: Flags.integer({
    min: 0,
    helpValue: "N",
    summary: "Rows of a table; 0 = all. What is cut is counted.",
    helpGroup: "ROWS",
  }),
  sort: Flags.string({ helpValue: "KEY", summary: "Order of the rows.", helpGroup: "ROWS" }),
  filter: Flags.string({
    helpValue: "REGEX",
    summary: "Show only symbols that match; totals and corrections stay as they are.",
    helpGroup: "ROWS",
  }),
};

/** Flags of every command that sorts symbols into groups. */
export const groupFlags = {
  groups: Flags.string({
    helpValue: "FILE",
    summary: "Grouping rules (JSON) instead of the built-in ones for a Linux kernel.",
    helpGroup: "GROUPS",
  }),
  without: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: "group:NAME",
    summary: "Leave a group or a symbol (group:idle, symbol:NAME) out of every total; said in a note.",
    helpGroup: "GROUPS",
  }),
};

/** Flag of every command that a project file may speak to. */
export const projectFlag = Flags.string({
  helpValue: "FILE",
  summary:
    "Project file instead of the nearest zcprof.yaml or zcprof.json upward from here; none: without one.",
  helpGroup: "ANALYSIS",
});

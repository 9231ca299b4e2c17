import { Args, Flags } from "@oclif/core";
import { groupFlags, inputFlags, outputFlags, projectFlag, rowFlags, stackFlags } from "./flags.ts";
import { numberBetween } from "./number-flag.ts";

/** What every command that compares takes first. */
export const baseArg = Args.string({
  required: true,
  ignoreStdin: true,
  description: "SOURCE to compare against; a glob or list: replicates.",
});

/** Flags of every command that compares. */
export const compareFlags = {
  ...inputFlags,
  ...stackFlags,
  sort: Flags.option({
    options: ["delta", "ratio", "q", "base", "next", "name"] as const,
    default: "delta" as const,
    summary: "Order of the symbols: largest change, largest ratio, smallest q, most ticks, or name.",
    helpGroup: "ROWS",
  })(),
  ...groupFlags,
  project: projectFlag,
  noise: Flags.string({
    helpValue: "FILE",
    summary: "Noise between identical runs, measured before, for one profile a side.",
    helpGroup: "ANALYSIS",
  }),
  paired: Flags.boolean({
    summary: "Runs of base and next were taken in turn (ABAB): compare them pair by pair.",
    helpGroup: "ANALYSIS",
  }),
  plan: Flags.boolean({
    summary: "Also say how many runs a side would decide what is undecided.",
    helpGroup: "ANALYSIS",
  }),
  "fail-on": Flags.string({
    helpValue: "RULES",
    summary:
      "Limits such as total>+2%,group:copy>+5%,symbol:kfree>+50,new>1%, without % in ticks; decide the exit status.",
    helpGroup: "GATE",
  }),
  inconclusive: Flags.option({
    options: ["pass", "fail"] as const,
    summary: "What an undecided limit counts as, instead of exit status 3.",
    helpGroup: "GATE",
  })(),
  exposure: Flags.string({
    helpValue: "BASE:NEXT|FILE",
    summary:
      "Work of a run of each side (divides by it), or a manifest (CSV or JSON: file, bytes, seconds) with that of every run.",
    helpGroup: "ANALYSIS",
  }),
  normalize: Flags.string({
    helpValue: "BY",
    summary:
      "Divide counts by: none (default), total (share of the profile), time, work, work=BASE:NEXT, anchor=REGEX, median-of-ratios.",
    helpGroup: "ANALYSIS",
  }),
  "map-symbol": Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: "'a=b+c'",
    summary: "Treat these names as one symbol (base=next), or rewrite names with s/regex/text/.",
    helpGroup: "ANALYSIS",
  }),
  margin: numberBetween(1, Infinity, "Ratios within 1/N to N count as no change.")({ default: 1.05 }),
  level: numberBetween(0, 1, "Confidence of intervals; tests are at 1 - N.")({ default: 0.95 }),
  correction: Flags.option({
    options: ["bh", "by", "holm", "none"] as const,
    default: "bh" as const,
    summary: "Correction for many tests: Benjamini-Hochberg, Benjamini-Yekutieli, Holm, none.",
    helpGroup: "ANALYSIS",
  })(),
  interval: Flags.option({
    options: ["midp", "exact"] as const,
    default: "midp" as const,
    summary: "Mid-p, or Clopper-Pearson.",
    helpGroup: "ANALYSIS",
  })(),
  output: outputFlags.output,
  quiet: outputFlags.quiet,
  verbose: outputFlags.verbose,
};

/** Flags of `diff`, in the order of its help. */
export const diffFlags = {
  ...rowFlags,
  ...compareFlags,
  by: Flags.option({
    options: ["symbol", "module", "stack", "inclusive"] as const,
    default: "symbol" as const,
    summary:
      "What a row is: a symbol, a module, a whole stack, or a symbol with all stacks through it (recursion once).",
    helpGroup: "ROWS",
  })(),
  bins: Flags.string({
    helpValue: "SYMBOL",
    exclusive: ["by", "focus", "ignore", "event", "exposure", "map-symbol", "without", "groups", "noise"],
    summary: "Compare within this symbol, bin by bin: of raw profiles, or of readprofile -b or -s.",
    helpGroup: "ROWS",
  }),
  explain: Flags.string({
    exclusive: ["fail-on"],
    helpValue: "SYMBOL",
    summary: "Print the formulas of one row, or of `total`, with its numbers in them.",
    helpGroup: "ANALYSIS",
  }),
  ...outputFlags,
};

import { Args, Flags } from "@oclif/core";
import { compareProfiles } from "../analysis/compare.ts";
import { findCostShifts } from "../analysis/cost-shift.ts";
import { explainRow } from "../analysis/explain.ts";
import { checkGateGroups, decideGate } from "../analysis/gate.ts";
import { parseGateRules } from "../analysis/gate-rules.ts";
import { planRuns } from "../analysis/plan.ts";
import { readNoiseFile } from "../analysis/read-noise-file.ts";
import { orderRows } from "../analysis/row-order.ts";
import { parseSymbolMapping } from "../analysis/symbol-mapping.ts";
import { parseWithout } from "../analysis/without.ts";
import { chooseExposure } from "../cli/exposure.ts";
import { groupFlags, inputFlags, outputFlags, rowFlags } from "../cli/flags.ts";
import { loadGroupRules } from "../cli/group-rules.ts";
import { readJsonFile } from "../cli/json-file.ts";
import { numberBetween } from "../cli/number-flag.ts";
import { ProfileCommand } from "../cli/profile-command.ts";
import { chooseTop, printReport } from "../cli/report-output.ts";
import { parseRegex } from "../cli/selection.ts";
import { reportDiff } from "../report/diff-report.ts";
import { reportExplanation } from "../report/explain-report.ts";

export default class Diff extends ProfileCommand {
  static override summary = "Compare two profiles: what changed, by how much, and whether noise explains it.";
  static override description =
    "Prints the change of the total, of each symbol and of each group, with intervals, corrected p-values and verdicts. " +
    "What a cut listing hides is a bound, and ~ marks what the data do not decide. " +
    "Several runs on a side, as a quoted glob or a comma list, measure the noise between runs. " +
    "With --fail-on the exit status is 0 (all limits kept), 1 (one exceeded) or 3 (one undecided).";
  static override examples = [
    "<%= config.bin %> diff example:mail#1 example:mail#2 --map-symbol 'tcp_sendmsg_copy=tcp_sendmsg+do_tcp_sendpages'",
    "<%= config.bin %> diff before.profile after.profile --map System.map --without group:idle",
    "<%= config.bin %> diff before.txt after.txt --explain csum_partial_copy_generic",
    "<%= config.bin %> diff 'before_*.txt' 'after_*.txt' --fail-on 'total>+2%,group:copy>+5%'",
  ];

  static override args = {
    base: Args.string({
      required: true,
      ignoreStdin: true,
      description: "SOURCE to compare against; a glob or list: replicates.",
    }),
    next: Args.string({ required: true, ignoreStdin: true, description: "SOURCE that is compared with it." }),
  };

  static override flags = {
    ...inputFlags,
    ...rowFlags,
    sort: Flags.option({
      options: ["delta", "ratio", "q", "base", "next", "name"] as const,
      default: "delta" as const,
      summary: "Order of the symbols: largest change, largest ratio, smallest q, most ticks, or name.",
      helpGroup: "ROWS",
    })(),
    ...groupFlags,
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
      summary: "Limits such as total>+2%,group:copy>+5%,symbol:kfree>+50,new>1%; decide the exit status.",
      helpGroup: "GATE",
    }),
    inconclusive: Flags.option({
      options: ["pass", "fail"] as const,
      dependsOn: ["fail-on"],
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
      helpValue: "'a=b+c'",
      summary: "Treat these names as one symbol (base=next), or rewrite names with s/regex/text/.",
      helpGroup: "ANALYSIS",
    }),
    explain: Flags.string({
      exclusive: ["fail-on"],
      helpValue: "SYMBOL",
      summary: "Print the formulas of one row with its numbers in them.",
      helpGroup: "ANALYSIS",
    }),
    margin: numberBetween(1, Infinity, {
      default: 1.05,
      summary: "Ratios within 1/N to N count as no change.",
    }),
    level: numberBetween(0, 1, { default: 0.95, summary: "Confidence of intervals; tests are at 1 - N." }),
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
    ...outputFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Diff);
    const groups = loadGroupRules(flags.groups);
    const rules = flags["fail-on"] === undefined ? null : parseGateRules(flags["fail-on"]);
    if (rules !== null) checkGateGroups(rules, groups.groups);
    const exposure = chooseExposure(flags.exposure, flags.normalize);
    const options = {
      normalize: exposure.normalize,
      mapping: parseSymbolMapping(flags["map-symbol"] ?? []),
      groups,
      without: parseWithout(flags.without ?? [], groups),
      level: flags.level,
      margin: flags.margin,
      correction: flags.correction,
      interval: flags.interval,
      paired: flags.paired,
      ...(flags.noise === undefined ? {} : { noise: readNoiseFile(readJsonFile(flags.noise), flags.noise) }),
    };
    const { loader, columns } = this.openSources(flags);
    const base = exposure.state(await loader.loadReplicates(args.base));
    const next = exposure.state(await loader.loadReplicates(args.next));
    this.tellInputs([...base, ...next], flags);
    const result = compareProfiles(base, next, options);
    if (flags.explain !== undefined) {
      await printReport(reportExplanation(explainRow(result, flags.explain), result), flags, columns.shown);
      return;
    }
    const filter = flags.filter === undefined ? null : parseRegex("--filter", flags.filter);
    const symbols = orderRows(result.symbols, {
      key: flags.sort,
      top: chooseTop(flags, flags.top),
      ...(filter === null ? {} : { includes: (row: number) => filter.test(result.symbols.nameAt(row)) }),
    });
    const gate = rules && decideGate(result, rules, flags.inconclusive);
    const view = {
      symbols,
      filter: flags.filter ?? null,
      shifts: findCostShifts(result),
      gate,
      plan: flags.plan ? planRuns(result) : null,
    };
    await printReport(reportDiff(result, view), flags, columns.shown);
    if (gate !== null) process.exitCode = gate.exitCode;
  }
}

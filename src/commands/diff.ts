import { Args } from "@oclif/core";
import type { DiffResult } from "../analysis/diff-result.ts";
import { explainNamed } from "../analysis/explain.ts";
import { combineExitCodes } from "../analysis/gate.ts";
import { orderRows } from "../analysis/row-order.ts";
import { joinSymbols, type SeveralSelection } from "../analysis/several-rows.ts";
import { CompareCommand } from "../cli/compare-command.ts";
import { viewComparison } from "../cli/comparison-view.ts";
import { baseArg, diffFlags } from "../cli/diff-flags.ts";
import { chooseFormat, chooseTop, printReport } from "../cli/report-output.ts";
import { parseFilter } from "../cli/selection.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { reportDiff } from "../report/diff-report.ts";
import { reportExplanation } from "../report/explain-report.ts";
import { reportForReview } from "../report/review-report.ts";
import { reportSeveral } from "../report/several-report.ts";

export default class Diff extends CompareCommand {
  static override summary = "Compare profiles: what changed, and whether noise explains it.";
  static override description =
    "Prints the change of the total, of each symbol and of each group, with intervals, corrected p-values and verdicts. " +
    "What a cut listing hides is a bound, and ~ marks what the data do not decide. " +
    "Several runs on a side, as a quoted glob or a comma list, measure the noise between runs. " +
    "Several NEXT are compared with one BASE in one table. " +
    "With --fail-on the exit status is 0 (all limits kept), 1 (one exceeded) or 3 (one undecided).";
  static override examples = [
    "<%= config.bin %> diff example:mail#1 example:mail#2 --map-symbol 'tcp_sendmsg_copy=tcp_sendmsg+do_tcp_sendpages'",
    "<%= config.bin %> diff before.profile after.profile --map System.map --without group:idle",
    "<%= config.bin %> diff before.txt after.txt --explain csum_partial_copy_generic",
    "<%= config.bin %> diff 'before_*.txt' 'after_*.txt' --fail-on 'total>+2%,group:copy>+5%'",
    "<%= config.bin %> diff 'plain_*.txt' 'patch1_*.txt' 'patch2_*.txt'",
  ];

  static override strict = false;
  static override args = {
    base: baseArg,
    next: Args.string({
      required: true,
      ignoreStdin: true,
      description: "SOURCE that is compared with it; several may follow.",
    }),
  };
  static override flags = diffFlags;

  async run(): Promise<void> {
    const { argv, flags, metadata } = await this.parse(Diff);
    const sources = argv.map(String);
    refuseForSeveral(sources.length - 1, flags);
    const filter = parseFilter(flags.filter);
    const { several, rules, notes, columns } = await this.compareSources(
      sources,
      flags,
      metadata.flags["margin"]?.setFromDefault !== true,
    );
    if (flags.explain !== undefined) {
      const [result] = several.results;
      await printReport(reportExplanation(explainNamed(result, flags.explain), result), flags, columns.shown);
      return;
    }
    const selection = {
      key: flags.sort,
      top: chooseTop(flags, flags.top),
      ...(filter === null ? {} : { includes: (name: string) => filter.test(name) }),
    };
    const comparisons = several.results.map((result) => ({
      result,
      view: viewComparison(
        result,
        { symbols: orderSymbols(result, selection), filter: flags.filter ?? null },
        { ...flags, rules, notes },
      ),
    }));
    const exitCode = rules && combineExitCodes(comparisons.flatMap(({ view }) => view.gate ?? []));
    const [{ result, view }] = comparisons;
    const report =
      comparisons.length === 1
        ? reportDiff(result, view)
        : reportSeveral({
            comparisons,
            symbols: joinSymbols(several, selection),
            filter: view.filter,
            exitCode,
          });
    const shown = chooseFormat(flags) === "markdown" ? reportForReview(report, comparisons) : report;
    // First, as a reader that has seen enough ends the program.
    if (exitCode !== null) process.exitCode = exitCode;
    await printReport(shown, flags, columns.shown);
  }
}

function orderSymbols({ symbols }: DiffResult, { key, top, includes }: SeveralSelection): Uint32Array {
  return orderRows(symbols, {
    key,
    top,
    ...(includes === undefined ? {} : { includes: (row: number) => includes(symbols.nameAt(row)) }),
  });
}

/** Refuses what is told of one comparison only. */
function refuseForSeveral(nexts: number, flags: { explain?: string | undefined; plan: boolean }): void {
  if (nexts === 1) return;
  const flag = flags.explain === undefined ? (flags.plan ? "--plan" : null) : "--explain";
  if (flag === null) return;
  throw new ZcprofError("usage", {
    code: "diff/one-next",
    message: `${flag} tells of one comparison, and there are ${nexts} NEXT`,
    hint: "give one NEXT; runs of one side are a quoted glob or a comma list",
  });
}

import { Args, Flags } from "@oclif/core";
import { findRule } from "../analysis/group-rules.ts";
import { summarizeProfile } from "../analysis/summary.ts";
import { groupFlags, inputFlags, outputFlags, projectFlag, rowFlags, stackFlags } from "../cli/flags.ts";
import { renameModules } from "../cli/module-aliases.ts";
import { ProfileCommand } from "../cli/profile-command.ts";
import { chooseTop, printReport } from "../cli/report-output.ts";
import { parseFilter } from "../cli/selection.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { reportGroups } from "../report/groups-report.ts";
import { describeRest } from "../report/rest-text.ts";
import { chooseSymbols } from "../report/show-rows.ts";

export default class Groups extends ProfileCommand {
  static override summary = "The grouping rules, or which rule took which symbol.";
  static override description =
    "A rules file of --groups is a JSON array of {name, symbol?, module?}; symbol and module are regular expressions, " +
    "and the first rule that matches takes the symbol. --json prints the rules in force as such a file's entries.";
  static override examples = [
    "<%= config.bin %> groups",
    "<%= config.bin %> groups example:mail#3",
    "<%= config.bin %> groups run1.txt --groups my-groups.json",
  ];

  static override args = {
    source: Args.string({ ignoreStdin: true, description: "SOURCE whose symbols are sorted into groups." }),
  };

  static override flags = {
    ...inputFlags,
    ...stackFlags,
    groups: groupFlags.groups,
    project: projectFlag,
    ...rowFlags,
    sort: Flags.option({
      options: ["ticks", "name"] as const,
      default: "ticks" as const,
      summary: "Order of the symbols.",
      helpGroup: "ROWS",
    })(),
    ...outputFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Groups);
    const { rules, modules } = await this.openProject(flags);
    const { loader, columns } = this.openSources(flags);
    const filter = parseFilter(flags.filter);
    if (args.source === undefined) {
      if (flags.filter !== undefined || flags.top !== undefined) throw rulesStayWhole();
      await printReport(reportGroups(rules, null), flags, columns.shown);
      return;
    }
    const [profile] = renameModules([await loader.loadOne(args.source)], modules);
    this.tellInputs([profile], flags);
    const summary = summarizeProfile(profile, rules);
    const { symbols, side } = summary;
    const ranks = chooseSymbols(summary, {
      by: "symbol",
      sort: flags.sort,
      top: chooseTop(flags, flags.top),
      filter,
    });
    const shown = ranks.reduce((ticks, rank) => ticks + symbols.at(rank).ticks.point, 0);
    const taken = {
      length: ranks.length,
      at(place: number) {
        const { name: symbol, module, ticks } = symbols.at(ranks[place]);
        return { symbol, module, ticks: ticks.point, rule: findRule(rules, symbol, module) };
      },
      omitted: describeRest(
        symbols.length - ranks.length,
        side.listed - shown,
        side.total - side.listed,
        side.total,
        flags.filter ?? null,
      ),
    };
    await printReport(reportGroups(rules, taken), flags, columns.shown);
  }
}

function rulesStayWhole(): ZcprofError {
  return new ZcprofError("usage", {
    code: "groups/no-source",
    message: "--top and --filter choose symbols, and there is no SOURCE",
    hint: "name a SOURCE, or leave them out to see all rules",
  });
}

import { Args } from "@oclif/core";
import { findRule } from "../analysis/group-rules.ts";
import { summarizeProfile } from "../analysis/summary.ts";
import { groupFlags, inputFlags, outputFlags } from "../cli/flags.ts";
import { loadGroupRules } from "../cli/group-rules.ts";
import { ProfileCommand } from "../cli/profile-command.ts";
import { printReport } from "../cli/report-output.ts";
import { reportGroups } from "../report/groups-report.ts";

export default class Groups extends ProfileCommand {
  static override summary = "The grouping rules, or which rule took which symbol of a profile.";
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

  static override flags = { ...inputFlags, groups: groupFlags.groups, ...outputFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Groups);
    const rules = loadGroupRules(flags.groups);
    const { loader, columns } = this.openSources(flags);
    if (args.source === undefined) {
      await printReport(reportGroups(rules, null), flags, columns.shown);
      return;
    }
    const profile = await loader.loadOne(args.source);
    this.tellInputs([profile], flags);
    const { symbols } = summarizeProfile(profile, rules);
    const taken = {
      length: symbols.length,
      at(rank: number) {
        const { name: symbol, module, ticks } = symbols.at(rank);
        return { symbol, module, ticks: ticks.point, rule: findRule(rules, symbol, module) };
      },
    };
    await printReport(reportGroups(rules, taken), flags, columns.shown);
  }
}

import { Args, Flags } from "@oclif/core";
import { shareOfGroups } from "../analysis/share.ts";
import { parseWithout } from "../analysis/without.ts";
import { groupFlags, inputFlags, outputFlags, projectFlag, rowFlags, stackFlags } from "../cli/flags.ts";
import { renameModules } from "../cli/module-aliases.ts";
import { numberBetween } from "../cli/number-flag.ts";
import { ProfileCommand } from "../cli/profile-command.ts";
import { chooseTop, printReport } from "../cli/report-output.ts";
import { parseFilter } from "../cli/selection.ts";
import { reportShare } from "../report/share-report.ts";

export default class Share extends ProfileCommand {
  static override summary = "What part of a profile a group has, and could have at most.";
  static override examples = [
    "<%= config.bin %> share example:mail#3 --group driver",
    "<%= config.bin %> share run1.txt --group copy --group checksum",
    "<%= config.bin %> share run1.txt --group '^tcp_'",
  ];

  static override args = {
    source: Args.string({ required: true, ignoreStdin: true, description: "SOURCE with one profile." }),
  };

  static override flags = {
    ...inputFlags,
    ...stackFlags,
    group: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      required: true,
      helpValue: "NAME|REGEX",
      summary:
        "Group, or an expression over symbol names (a plain word must be in one of them); several get simultaneous intervals.",
    }),
    ...groupFlags,
    project: projectFlag,
    ...rowFlags,
    sort: Flags.option({
      options: ["ticks", "name"] as const,
      default: "ticks" as const,
      summary: "Order of the symbols of a group.",
      helpGroup: "ROWS",
    })(),
    level: numberBetween(0, 1, "Confidence of intervals.")({ default: 0.95 }),
    ...outputFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Share);
    const { rules, modules } = await this.openProject(flags);
    const without = parseWithout(flags.without ?? [], rules);
    const filter = parseFilter(flags.filter);
    const { loader, columns } = this.openSources(flags);
    const [profile] = renameModules([await loader.loadOne(args.source)], modules);
    this.tellInputs([profile], flags);
    const result = shareOfGroups(profile, flags.group, rules, { level: flags.level, without });
    const view = { sort: flags.sort, top: chooseTop(flags, flags.top), filter };
    await printReport(reportShare(result, view), flags, columns.shown);
  }
}

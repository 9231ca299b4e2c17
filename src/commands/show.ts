import { Args, Flags } from "@oclif/core";
import { groupOfSymbol, NO_GROUPS } from "../analysis/group-rules.ts";
import { leaveOut } from "../analysis/leave-out.ts";
import { summarizeProfile } from "../analysis/summary.ts";
import { parseWithout } from "../analysis/without.ts";
import { groupFlags, inputFlags, outputFlags, projectFlag, rowFlags, stackFlags } from "../cli/flags.ts";
import { loadBins } from "../cli/load-bins.ts";
import { renameModules } from "../cli/module-aliases.ts";
import { ProfileCommand } from "../cli/profile-command.ts";
import { chooseTop, printReport } from "../cli/report-output.ts";
import { parseColumns, parseFilter } from "../cli/selection.ts";
import type { Profile } from "../model/profile.ts";
import { recount } from "../model/recount.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { reportBins } from "../report/bins-report.ts";
import { reportShow } from "../report/show-report.ts";

export default class Show extends ProfileCommand {
  static override summary = "Show what is in a profile: totals, unlisted, symbols, groups.";
  static override examples = [
    "<%= config.bin %> show example:mail",
    "<%= config.bin %> show run1.profile --map /boot/System.map --by group",
    "readprofile -v | <%= config.bin %> show - --json -o baseline.json",
  ];

  static override strict = false;
  static override args = {
    source: Args.string({
      required: true,
      ignoreStdin: true,
      description: "SOURCE to show; several may follow.",
    }),
  };

  static override flags = {
    ...inputFlags,
    ...stackFlags,
    ...rowFlags,
    by: Flags.option({
      options: ["symbol", "group", "module", "stack", "inclusive"] as const,
      default: "symbol" as const,
      summary: "What a row adds up: inclusive is a symbol with all stacks through it (recursion once).",
      helpGroup: "ROWS",
    })(),
    stacks: Flags.boolean({
      exclusive: ["by", "bins"],
      summary: "A row for each call stack, short for --by stack.",
      helpGroup: "ROWS",
    }),
    sort: Flags.option({
      options: ["ticks", "load", "size", "name"] as const,
      default: "ticks" as const,
      summary: "Order of the symbols.",
      helpGroup: "ROWS",
    })(),
    bins: Flags.string({
      helpValue: "SYMBOL",
      exclusive: ["filter", "without"],
      summary: "Which bins of this symbol hold its ticks: of a raw profile, or of readprofile -b or -s.",
      helpGroup: "ROWS",
    }),
    ...groupFlags,
    project: projectFlag,
    ...outputFlags,
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Show);
    if (flags.bins !== undefined) {
      const source = onlySource(argv.map(String));
      const { bins } = await loadBins(source, flags.bins, { ...flags, packageRoot: this.config.root });
      const report = reportBins({ source, symbol: flags.bins, bins }, chooseTop(flags, flags.top));
      await printReport(report, flags, parseColumns(flags.columns).shown);
      return;
    }
    const { rules, modules } = await this.openProject(flags);
    const without = parseWithout(flags.without ?? [], rules);
    const filter = parseFilter(flags.filter);
    const { loader, columns } = this.openSources(flags);
    const loaded: Profile[] = [];
    for (const source of argv) loaded.push(...(await loader.loadAll(String(source))));
    const by = flags.stacks ? "stack" : flags.by;
    const isRecounted = by === "stack" || by === "inclusive";
    const profiles = renameModules(loaded, modules);
    this.tellInputs(profiles, flags);
    const shown = profiles.map((whole) => {
      // What is left out is a matter of the leaf, and goes before stacks are counted by something else.
      const { profile: left, notes } = leaveOut(whole, without, rules);
      const profile = isRecounted ? recount(left, by) : left;
      const summary = summarizeProfile(profile, isRecounted ? NO_GROUPS : rules);
      return {
        profile,
        summary,
        notes: [...summary.notes.filter((note) => !whole.diagnostics.includes(note)), ...notes],
        groupOf: isRecounted ? null : (symbol: number) => groupOfSymbol(rules, profile.symbols, symbol),
      };
    });
    await printReport(
      reportShow(shown, {
        by: isRecounted ? "symbol" : by,
        sort: flags.sort,
        top: chooseTop(flags, flags.top),
        filter,
      }),
      flags,
      columns.shown,
    );
  }
}

function onlySource(sources: readonly string[]): string {
  if (sources.length === 1) return sources[0];
  throw new ZcprofError("usage", {
    code: "bins/several-sources",
    message: `--bins looks into one file, found ${sources.length}`,
    hint: "name one of them",
  });
}

import { Args, Flags } from "@oclif/core";
import { BaseCommand } from "../../cli/base-command.ts";
import { outputFlags } from "../../cli/flags.ts";
import { printReport } from "../../cli/report-output.ts";
import { mergeCellFiles } from "../../cli/sweep/merge-cells.ts";
import { assembleSweep } from "../../cli/sweep/sweep-result.ts";
import { reportSweep, SWEEP_FIGURES } from "../../report/sweep-report.ts";

export default class SweepMerge extends BaseCommand {
  static override summary = "Put the shards of a sweep together, as if it were one.";
  static override examples = [
    "<%= config.bin %> sweep merge part1.jsonl part2.jsonl",
    "<%= config.bin %> sweep merge part*.json --json -o whole.json",
  ];

  static override strict = false;
  static override args = {
    file: Args.string({
      required: true,
      ignoreStdin: true,
      description: "FILE of sweep --cells or of sweep --json -o; several may follow.",
    }),
  };

  static override flags = {
    chart: Flags.option({
      options: SWEEP_FIGURES,
      default: "load" as const,
      summary: "Figure that the bars show.",
    })(),
    ...outputFlags,
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(SweepMerge);
    const { grid, cells } = mergeCellFiles(argv.map(String));
    await printReport(reportSweep(assembleSweep(grid, cells, null, flags.chart)), flags, undefined);
  }
}

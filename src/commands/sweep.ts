import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Args, Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { outputFlags } from "../cli/flags.ts";
import { printReport } from "../cli/report-output.ts";
import { readSeeds, readSetupWords, simulationFlags } from "../cli/simulation-flags.ts";
import { parseAxis } from "../cli/sweep/axis.ts";
import { openCellFile } from "../cli/sweep/cell-file.ts";
import type { CellResult } from "../cli/sweep/cell-result.ts";
import { checkGrid, countCells, type Grid, readMachines, setUpCells } from "../cli/sweep/grid.ts";
import { runCells } from "../cli/sweep/run-cells.ts";
import { assembleSweep, type Shard } from "../cli/sweep/sweep-result.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { reportSweep, SWEEP_FIGURES } from "../report/sweep-report.ts";

const DEFAULT_VARIANT = "sg-csum";

export default class Sweep extends BaseCommand {
  static override summary = "Simulate every combination of the parameters that are varied.";
  static override description =
    "The result is the same whatever the number of threads or shards. With --cells a sweep that was stopped goes on where it was.";
  static override examples = [
    "<%= config.bin %> sweep --vary chunk=256..65536 --vary l2.size=128K,512K",
    "<%= config.bin %> sweep --vary variant=no-sg,sg-csum --vary irq.toSender=0..1/4 --seeds 8",
    "<%= config.bin %> sweep --vary chunk=64..1M --cells part1.jsonl --shard 1/2",
    "<%= config.bin %> sweep merge part1.jsonl part2.jsonl --format csv",
  ];

  static override args = {
    variant: Args.string({
      ignoreStdin: true,
      description: `A kernel of the mail, ${DEFAULT_VARIANT} by default; left out where \`variant\` is varied.`,
    }),
  };

  static override flags = {
    vary: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      required: true,
      helpValue: "NAME=LIST",
      summary:
        "Parameter, variant, machine or nic, and its values: a,b or A..B (doubling) or A..B/N (even steps).",
    }),
    chart: Flags.option({
      options: SWEEP_FIGURES,
      default: "load" as const,
      summary: "Figure that the bars show.",
    })(),
    cells: Flags.string({
      helpValue: "FILE",
      summary: "Append each finished cell to this file, and take from it what it has already.",
    }),
    shard: Flags.string({
      helpValue: "I/N",
      summary: "Simulate part I of N only, for a batch system; see sweep merge.",
    }),
    workers: Flags.integer({
      min: 1,
      max: 1024,
      helpValue: "N",
      summary: "Threads; by default as many as there are processors.",
    }),
    ...simulationFlags,
    ...outputFlags,
  };

  async run(): Promise<void> {
    const { args, flags, metadata } = await this.parse(Sweep);
    const { variant, machine, nic, settings } = readSetupWords(args.variant ?? DEFAULT_VARIANT, flags);
    const axes = flags.vary.map(parseAxis);
    const typed = [
      ...(args.variant === undefined ? [] : ["variant"]),
      ...(metadata.flags["machine"]?.setFromDefault === true ? [] : ["machine"]),
      ...(nic === undefined ? [] : ["nic"]),
    ];
    const machines = await readMachines(machine, axes);
    const grid: Grid = {
      version: this.config.version,
      variant,
      machine,
      machines,
      nic: nic ?? null,
      settings,
      seeds: readSeeds(flags),
      axes,
    };
    checkGrid(grid, typed);
    const shard = flags.shard === undefined ? null : parseShard(flags.shard);
    const isWanted = (index: number): boolean => shard === null || index % shard.of === shard.index - 1;
    const wanted = Array.from({ length: countCells(grid) }, (_, i) => i).filter(isWanted);
    // Every cell is looked at before the first one is simulated, and before a file is begun.
    const cells = setUpCells(grid, machines, wanted);
    const file = flags.cells === undefined ? null : openCellFile(flags.cells, grid);
    const results: CellResult[] = (file?.cells ?? []).filter(({ index }) => isWanted(index));
    const known = new Set(results.map(({ index }) => index));
    const open = cells.filter(({ index }) => !known.has(index));
    const task = this.openProgress(flags).start("sweep", {
      unit: "placements",
      total: open.length * grid.seeds.length,
    });
    await runCells(
      open,
      {
        workers: flags.workers ?? availableParallelism(),
        workerPath: join(this.config.root, "dist/cli/sweep/cell-worker.js"),
      },
      {
        onPlacements: (done) => task.update(done),
        onCell: (result) => {
          file?.append(result);
          results.push(result);
        },
      },
    );
    task.finish();
    await printReport(reportSweep(assembleSweep(grid, results, shard, flags.chart)), flags, undefined);
  }
}

function parseShard(text: string): Shard {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (shard.index >= 1 && shard.index <= shard.of) return shard;
  throw new ZcprofError("usage", {
    code: "sweep/bad-shard",
    message: `--shard ${text}: expected I/N with 1 <= I <= N`,
    hint: "--shard 1/4 to --shard 4/4 together are the whole grid",
  });
}

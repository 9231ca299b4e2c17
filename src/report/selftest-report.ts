import type { SelftestCell } from "../analysis/selftest.ts";
import type { ClaimOutcome } from "../analysis/selftest-claims.ts";
import type { SelftestTruth } from "../analysis/selftest-run.ts";
import { toJsonInterval } from "./json-number.ts";
import { NoteList } from "./note-list.ts";
import type { Cell, Facts, Report, Table } from "./report.ts";
import { EMPTY, shareCell } from "./table-cells.ts";

/** A run of the selftest: what was drawn, what came of it, and what it says of the claims. */
export interface SelftestRun {
  readonly seed: number;
  /** Trials a cell. */
  readonly trials: number;
  readonly cells: readonly SelftestCell[];
  readonly claims: readonly ClaimOutcome[];
}

const TRUTHS: Readonly<Record<SelftestTruth, string>> = {
  independent: "free",
  slid: "slid",
  cut: "cut",
};

/** Reports the selftest: every cell with its figures, then every claim with the figures it is held against. */
export function reportSelftest(run: SelftestRun): Report {
  const { seed, trials, cells, claims } = run;
  const notes = new NoteList();
  const claimed = claimTable(run, notes);
  notes.add({
    code: "selftest/counts",
    message:
      "Counts: free, every symbol for itself; slid, ticks slide between two neighbours from run to run; cut, the listing shows " +
      "the larger half of symbols of many sizes. disp.: true variance between runs over sampling noise. x1.5: the share of " +
      "planted changes of that size that was found.",
  });
  const left = claims.flatMap((outcome) => outcome.cells).filter(({ holds }) => !holds).length;
  return {
    schema: "zcprof.selftest/1",
    toJson: () => selftestJson(run, left === 0, notes.toJson()),
    blocks: [
      {
        kind: "facts",
        rows: [
          {
            label: "selftest",
            cells: [
              { kind: "text", text: `seed ${seed}` },
              { kind: "text", text: `${trials} trials a cell` },
              left === 0
                ? { kind: "text", text: "every claim holds", tone: "strong" }
                : {
                    kind: "text",
                    text: left === 1 ? "1 figure left its band" : `${left} figures left their bands`,
                    tone: "up",
                  },
            ],
          },
        ],
      },
      { kind: "facts", rows: methodFacts(cells) },
      cellTable(cells),
      claimed,
      notes.toBlock(),
    ],
  };
}

function methodFacts(cells: readonly SelftestCell[]): Facts["rows"] {
  const methods = new Map(cells.map(({ runs, method }) => [runs, method]));
  return [...methods].map(([runs, method]) => ({
    label: `${runs} a side`,
    cells: [{ kind: "text", text: method }],
  }));
}

function cellTable(cells: readonly SelftestCell[]): Table {
  const ratios = [...new Set(cells.flatMap(({ power }) => power.map(({ ratio }) => ratio)))].sort(
    (a, b) => a - b,
  );
  return {
    kind: "table",
    id: "cells",
    main: true,
    columns: [
      { id: "runs", title: "a side", kind: "number", priority: 0 },
      { id: "truth", title: "counts", kind: "text", priority: 0 },
      { id: "dispersion", title: "disp.", kind: "number", priority: 0 },
      { id: "mean_ticks", title: "ticks/run", kind: "number", priority: 5 },
      { id: "false_alarms", title: "alarms", kind: "share", priority: 0 },
      { id: "coverage", title: "coverage", kind: "share", priority: 0 },
      ...ratios.map((ratio) => ({
        id: `power_x${ratio}`,
        title: `x${ratio}`,
        kind: "share" as const,
        priority: 0,
      })),
      { id: "coverage_claim", title: "coverage is", kind: "text", priority: 2 },
      { id: "method", title: "method", kind: "name", priority: 6, hidden: true },
    ],
    rows: cells.map(
      ({ method, truth, runs, dispersion, meanTicks, falseAlarms, coverage, power, claim }): Cell[] => [
        { kind: "number", value: runs, digits: 0 },
        { kind: "text", text: TRUTHS[truth] },
        { kind: "number", value: dispersion, digits: Number.isInteger(dispersion) ? 0 : 2 },
        { kind: "number", value: meanTicks, digits: 0 },
        shareCell(falseAlarms),
        shareCell(coverage),
        ...ratios.map((wanted): Cell => {
          const planted = power.find(({ ratio }) => ratio === wanted);
          return planted === undefined ? EMPTY : shareCell(planted.found);
        }),
        { kind: "text", text: claim === "claimed" ? claim : `not claimed: ${claim}`, tone: "faint" },
        { kind: "name", text: method },
      ],
    ),
    omitted: null,
  };
}

function claimTable({ cells, claims }: SelftestRun, notes: NoteList): Table {
  return {
    kind: "table",
    id: "claims",
    main: false,
    columns: [
      { id: "claim", title: "claim", kind: "text", priority: 0 },
      { id: "band", title: "band", kind: "shareInterval", priority: 0 },
      { id: "measured", title: "measured", kind: "shareInterval", priority: 0 },
      { id: "cells", title: "cells", kind: "number", priority: 3 },
      { id: "outcome", title: "outcome", kind: "text", priority: 0 },
    ],
    rows: claims.map(({ claim, cells: held }): Cell[] => {
      const note = notes.add({ code: `selftest/${claim.id}`, message: claim.reason });
      const values = held.map(({ value }) => value);
      const left = held.filter(({ holds }) => !holds);
      return [
        { kind: "text", text: claim.text },
        { kind: "shareInterval", low: claim.low, high: claim.high, level: 1 },
        values.length === 0
          ? EMPTY
          : { kind: "shareInterval", low: Math.min(...values), high: Math.max(...values), level: 1 },
        { kind: "number", value: held.length, digits: 0 },
        left.length === 0
          ? { kind: "text", text: "holds", note }
          : {
              kind: "text",
              text: `left at ${left.map(({ cell }) => nameCell(cells[cell])).join(", ")}`,
              tone: "up",
              note,
            },
      ];
    }),
    omitted: null,
  };
}

function nameCell({ runs, truth, dispersion }: SelftestCell): string {
  return `${runs} a side, ${TRUTHS[truth]}, dispersion ${dispersion}`;
}

function selftestJson(
  { seed, trials, cells, claims }: SelftestRun,
  holds: boolean,
  notes: readonly Record<string, unknown>[],
): Record<string, unknown> {
  return {
    schema: "zcprof.selftest/1",
    seed,
    trials,
    cells,
    claims: claims.map(({ claim, cells: held }) => ({
      ...claim,
      cells: held.map((cell) => ({ ...cell, interval: toJsonInterval(cell.interval) })),
    })),
    holds,
    notes,
  };
}

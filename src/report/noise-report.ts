import type { NoiseEntry, NoiseFile } from "../analysis/noise-file.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { formatCount } from "../text/format-count.ts";
import { formatLevel } from "../text/format-level.ts";
import { toJsonNumber } from "./json-number.ts";
import { LazyRows } from "./lazy-rows.ts";
import { NoteList } from "./note-list.ts";
import type { Cell, Column, Facts, Report, Table } from "./report.ts";
import { EMPTY, nameCell } from "./table-cells.ts";

/** Which rows of a noise file people are shown; a program gets all of them. */
export interface NoiseView {
  readonly sort: "ticks" | "dispersion" | "name";
  /** Rows of a table, Infinity for all. */
  readonly top: number;
  /** What else a reader should know, such as the project file in force. */
  readonly notes: readonly Diagnostic[];
}

interface NoiseRow extends NoiseEntry {
  readonly name: string;
  readonly module: string;
}

/** Reports a noise file: which runs it comes from and what they say of themselves, then the noise of groups and symbols. */
export function reportNoise(noise: NoiseFile, view: NoiseView): Report {
  const notes = makeNotes(noise);
  for (const note of view.notes) notes.add(note);
  return {
    schema: "zcprof.noise/1",
    toJson: () => noiseJson(noise),
    blocks: [
      { kind: "facts", rows: originFacts(noise) },
      {
        kind: "facts",
        rows: [{ label: "total", cells: [{ kind: "text", text: "dispersion" }, ...entryFacts(noise.total)] }],
      },
      noiseTable(
        "group",
        noise.groups.map((entry) => ({ ...entry, name: entry.group, module: "" })),
        { ...view, top: Number.POSITIVE_INFINITY },
      ),
      noiseTable(
        "symbol",
        noise.symbols.map((entry) => ({ ...entry, name: entry.symbol })),
        view,
      ),
      notes.toBlock(),
    ],
  };
}

function originFacts({ sources, runs, event, unit, normalize, facts }: NoiseFile): Facts["rows"] {
  const rows: Facts["rows"][number][] = [
    {
      label: "runs",
      cells: [
        { kind: "number", value: runs, digits: 0 },
        {
          kind: "name",
          text: sources[0]?.path ?? "",
          ...(runs > 1 ? { detail: `and ${runs - 1} more` } : {}),
        },
        { kind: "text", text: event === unit ? unit : `${event}, in ${unit}` },
      ],
    },
    { label: "per", cells: [{ kind: "text", text: normalize === "none" ? "run" : normalize }] },
  ];
  const machine = [facts.host, facts.kernel, facts.cpus === undefined ? undefined : `${facts.cpus} CPUs`];
  const clock = [
    facts.hz === undefined ? undefined : `${facts.hz} Hz`,
    facts.stepBytes === undefined ? undefined : `${facts.stepBytes} bytes a counter`,
    facts.profileType,
  ];
  const said: readonly [string, readonly (string | undefined)[]][] = [
    ["machine", machine],
    ["workload", [facts.commandLine]],
    ["profile", clock],
  ];
  for (const [label, texts] of said) {
    const cells = texts.flatMap((text): Cell[] => (text === undefined ? [] : [{ kind: "name", text }]));
    // What nobody said cannot be checked later: better seen than missed.
    rows.push({
      label,
      cells: cells.length > 0 ? cells : [{ kind: "text", text: "not stated", tone: "faint" }],
    });
  }
  return rows;
}

function entryFacts({ phi, interval }: NoiseEntry): Cell[] {
  return [
    { kind: "number", value: phi, digits: 2 },
    { kind: "interval", ...interval, digits: 2 },
  ];
}

function noiseTable(what: "group" | "symbol", rows: readonly NoiseRow[], { sort, top }: NoiseView): Table {
  const ordered = [...rows].sort((a, b) =>
    sort === "name"
      ? compareNames(a, b)
      : (sort === "ticks" ? b.meanTicks - a.meanTicks : b.phi - a.phi) || compareNames(a, b),
  );
  const shown = ordered.slice(0, top);
  const more = rows.length - shown.length;
  return {
    kind: "table",
    id: `${what}s`,
    main: true,
    columns: columnsOf(what, rows[0]?.interval.level ?? 0.95),
    rows: new LazyRows(shown.length, (i) => rowCells(what, shown[i])),
    omitted: more > 0 ? `${formatCount(more)} more ${more === 1 ? "row" : "rows"} (--top 0)` : null,
  };
}

function columnsOf(what: "group" | "symbol", level: number): Column[] {
  return [
    { id: "kind", title: "kind", kind: "text", priority: 0, hidden: true },
    { id: "name", title: what, kind: "name", priority: 0, flexible: true },
    { id: "mean_ticks", title: "ticks/run", kind: "number", priority: 0 },
    { id: "dispersion", title: "dispersion", kind: "number", priority: 0 },
    { id: "dispersion_interval", title: formatLevel(level), kind: "interval", priority: 0 },
    { id: "shrunk", title: "shrunk", kind: "number", priority: 2 },
    ...(what === "symbol"
      ? [{ id: "module", title: "module", kind: "name" as const, priority: 4 }]
      : [{ id: "module", title: "module", kind: "name" as const, priority: 4, hidden: true }]),
  ];
}

function rowCells(what: string, { name, module, meanTicks, phi, interval, shrunk }: NoiseRow): Cell[] {
  return [
    { kind: "text", text: what },
    { kind: "name", text: name },
    { kind: "number", value: meanTicks, digits: 1 },
    { kind: "number", value: phi, digits: 2 },
    interval.high > 0 ? { kind: "interval", ...interval } : EMPTY,
    { kind: "number", value: shrunk, digits: 2 },
    nameCell(module),
  ];
}

function compareNames(a: NoiseRow, b: NoiseRow): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function makeNotes({ runs, df, prior, rare }: NoiseFile): NoteList {
  const notes = new NoteList();
  notes.add({
    code: "noise/dispersion",
    message:
      "Dispersion: variance between the runs over sampling noise; 1 is sampling noise alone. " +
      "diff takes the upper end of the interval, and 1 at least; a group no less than its symbols: a file of few runs makes it careful.",
  });
  notes.add({
    code: "noise/shrunk",
    message:
      `Shrunk: what a row is taken for once its family was heard. The other symbols are worth ` +
      `${Number.isFinite(prior.symbols.df) ? prior.symbols.df.toFixed(1) : "infinitely many"} degrees of freedom beside its own ${df}.`,
  });
  notes.add({
    code: "noise/session",
    message: `${runs} runs tell of their own session: another boot, machine or workload has noise of its own.`,
  });
  if (rare.length > 0) {
    notes.add({
      code: "noise/rare",
      message: `${formatCount(rare.length)} more symbols were seen, with too few ticks for a dispersion of their own.`,
    });
  }
  return notes;
}

/** The file itself: JSON has no infinity, so a prior of infinitely many degrees of freedom is null there. */
function noiseJson(noise: NoiseFile): Record<string, unknown> {
  const { symbols, groups } = noise.prior;
  return {
    ...noise,
    prior: {
      symbols: { ...symbols, df: toJsonNumber(symbols.df) },
      groups: { ...groups, df: toJsonNumber(groups.df) },
    },
  };
}

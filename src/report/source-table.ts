import type { DiffResult } from "../analysis/diff-result.ts";
import type { Provenance } from "../model/provenance.ts";
import type { Cell, Column, Table } from "./report.ts";
import { nameCell, numberCell } from "./table-cells.ts";

const COLUMNS: readonly Column[] = [
  { id: "side", title: "side", kind: "text", priority: 0 },
  { id: "source", title: "source", kind: "name", priority: 0, flexible: true },
  { id: "format", title: "read as", kind: "name", priority: 0 },
  { id: "reason", title: "because", kind: "name", priority: 3 },
  { id: "origin", title: "origin", kind: "name", priority: 0 },
  { id: "bytes", title: "bytes of work", kind: "number", priority: 1 },
  { id: "seconds", title: "seconds", kind: "number", priority: 1 },
  { id: "load", title: "stated load, %", kind: "number", priority: 1 },
  { id: "checksum", title: "checksum", kind: "name", priority: 2 },
];

/** Makes the table of all inputs of a comparison: what was read, as what and why, and what it says of its run. */
export function sourceTable({ base, next }: DiffResult): Table {
  const sides = [
    ["base", base],
    ["next", next],
  ] as const;
  return {
    kind: "table",
    id: "sources",
    main: false,
    columns: COLUMNS,
    rows: sides.flatMap(([side, { provenance }]) => provenance.map((source) => sourceCells(side, source))),
    omitted: null,
  };
}

function sourceCells(side: "base" | "next", source: Provenance): Cell[] {
  const { path, listing, format, formatReason, exposure, statedLoadPercent, checksum } = source;
  return [
    { kind: "text", text: side },
    { kind: "name", text: listing.of > 1 ? `${path}#${listing.index}` : path },
    nameCell(format),
    nameCell(formatReason),
    nameCell(describeOrigin(source)),
    numberCell(exposure.bytes ?? Number.NaN, 0),
    numberCell(exposure.seconds ?? Number.NaN, 2),
    numberCell(statedLoadPercent ?? Number.NaN, 1),
    nameCell(checksum ?? ""),
  ];
}

function describeOrigin({ origin, facts }: Provenance): string {
  const parts =
    origin.kind === "measured" ? ["measured"] : [`simulated: ${origin.variant}, seed ${origin.seed}`];
  if (facts.kernel !== undefined) parts.push(`kernel ${facts.kernel}`);
  if (facts.host !== undefined) parts.push(`host ${facts.host}`);
  if (facts.commandLine !== undefined) parts.push(facts.commandLine);
  return parts.join(", ");
}

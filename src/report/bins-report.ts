import type { SymbolBin } from "../model/symbol-bin.ts";
import { formatOffset } from "../text/format-offset.ts";
import { LazyRows } from "./lazy-rows.ts";
import type { Cell, Report, Table } from "./report.ts";
import { describeRest } from "./rest-text.ts";
import { nameCell, shareCell } from "./table-cells.ts";

/** The bins of one symbol. */
export interface SymbolBins {
  readonly source: string;
  readonly symbol: string;
  readonly bins: readonly SymbolBin[];
}

/** Reports where in a symbol the ticks fell, by address; of more than `top` bins those with the most ticks. */
export function reportBins({ source, symbol, bins }: SymbolBins, top: number): Report {
  const ticks = sum(bins);
  const shown = bins
    .toSorted((a, b) => b.ticks - a.ticks)
    .slice(0, Math.min(top, bins.length))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
  return {
    schema: "zcprof.bins/1",
    toJson: () => ({
      schema: "zcprof.bins/1",
      source,
      symbol,
      ticks: exactly(ticks),
      bins: shown.map((bin) => ({
        address: `0x${bin.address.toString(16)}`,
        offset: bin.offset,
        ticks: exactly(bin.ticks),
        others: bin.others,
      })),
    }),
    blocks: [
      {
        kind: "facts",
        rows: [
          {
            label: "symbol",
            cells: [
              { kind: "name", text: symbol },
              { kind: "count", ...exactly(ticks), unit: "ticks" },
              { kind: "text", text: "in its bins; a bin that others share may hold theirs", tone: "faint" },
            ],
          },
        ],
      },
      binTable(shown, ticks, describeRest(bins.length - shown.length, ticks - sum(shown), 0, ticks, null)),
    ],
  };
}

function binTable(bins: readonly SymbolBin[], total: number, omitted: string | null): Table {
  const largest = bins.reduce((most, { ticks }) => Math.max(most, ticks), 0);
  return {
    kind: "table",
    id: "bins",
    main: true,
    columns: [
      { id: "address", title: "address", kind: "text", priority: 0 },
      { id: "offset", title: "offset", kind: "text", priority: 1 },
      { id: "ticks", title: "ticks", kind: "count", priority: 0 },
      { id: "share", title: "share", kind: "share", priority: 2 },
      { id: "bar", title: "", kind: "bar", priority: 6 },
      { id: "others", title: "shared with", kind: "name", priority: 3, flexible: true },
    ],
    rows: new LazyRows(bins.length, (i): Cell[] => {
      const { address, offset, ticks, others } = bins[i];
      return [
        { kind: "text", text: address.toString(16).padStart(8, "0") },
        { kind: "text", text: offset === null ? "" : formatOffset(offset) },
        { kind: "count", ...exactly(ticks) },
        shareCell(ticks / total),
        { kind: "bar", fraction: ticks / largest },
        nameCell(others.join(" ")),
      ];
    }),
    omitted,
  };
}

function sum(bins: readonly SymbolBin[]): number {
  return bins.reduce((total, { ticks }) => total + ticks, 0);
}

function exactly(count: number): { min: number; max: number; point: number } {
  return { min: count, max: count, point: count };
}

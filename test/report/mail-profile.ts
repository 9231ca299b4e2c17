import type { ProfileSummary, SummaryRow } from "../../src/analysis/summary-result.ts";
import type { Profile } from "../../src/model/profile.ts";
import { finishProfile } from "../../src/model/profile-builder.ts";
import { TextColumn } from "../../src/model/text-column.ts";
import type { ShownProfile } from "../../src/report/show-report.ts";
import { exact, mailDiff } from "./mail-diff.ts";

// The largest five rows of the mail's third listing, its total, and the sizes that ticks / load gives.
const ROWS: readonly [name: string, ticks: number, address: bigint, size: number, group: string][] = [
  ["file_read_actor", 643, 0xc01255f0n, 84, "copy"],
  ["csum_partial_copy_generic", 443, 0xc024d1ccn, 248, "checksum"],
  ["boomerang_start_xmit", 324, 0xc01d2c94n, 724, "driver"],
  ["boomerang_interrupt", 287, 0xc01d32acn, 1032, "driver"],
  ["boomerang_rx", 150, 0xc01d3a08n, 1176, "driver"],
];
const TOTAL = 3852;
const LISTED = 643 + 443 + 324 + 287 + 150;

/** The mail's third listing cut to five rows, described by hand; `rename` changes the first symbol's name. */
export function mailProfile(rename?: string): ShownProfile {
  const rows = ROWS.map(([name, ...rest], i) => [i === 0 ? (rename ?? name) : name, ...rest] as const);
  const profile: Profile = finishProfile({
    title: rename ?? "non-modular driver",
    symbols: {
      length: rows.length,
      name: TextColumn.from(rows.map(([name]) => name)),
      module: new Uint32Array(rows.length),
      moduleNames: [""],
      address: BigUint64Array.from(rows, ([, , address]) => address),
      sizeLow: Float64Array.from(rows, ([, , , size]) => size),
      sizeHigh: Float64Array.from(rows, ([, , , size]) => size),
    },
    measures: [
      {
        type: { event: "ticks", unit: "ticks", period: 1, assumes: "counts", better: "lower" },
        counts: Float64Array.from(rows, ([, ticks]) => ticks),
        total: TOTAL,
        coverage: { kind: "cut", orders: ["ticks"], smallestCount: 150, smallestLoad: null },
      },
    ],
    provenance: mailDiff().base.provenance[0],
  });
  const sum = (name: string, ticks: number, symbols: number): SummaryRow => ({
    name,
    ticks: exact(ticks),
    share: ticks / TOTAL,
    symbols,
  });
  const summary: ProfileSummary = {
    side: {
      ...mailDiff().base,
      title: profile.title,
      total: TOTAL,
      totalBounds: { min: TOTAL, max: TOTAL },
      listed: LISTED,
      rows: rows.length,
      coverage: profile.measures[0].coverage,
      cutoff: 150,
    },
    shown: LISTED / TOTAL,
    symbols: {
      length: rows.length,
      at: (rank) => {
        const [name, ticks, , size, group] = rows[rank];
        return {
          ...sum(name, ticks, 1),
          index: rank,
          module: "",
          group,
          size: { min: size, max: size },
          load: ticks / size,
          line: null,
        };
      },
    },
    groups: [sum("driver", 761, 3), sum("copy", 643, 1), sum("checksum", 443, 1)],
    modules: [sum("", LISTED, 5)],
    notes: [],
  };
  return { profile, summary, groupOf: (symbol) => rows[symbol][4], notes: [] };
}

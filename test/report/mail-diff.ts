import type {
  Comparison,
  Count,
  DiffResult,
  FamilyRow,
  GroupRow,
  RowTable,
  SideSummary,
  SymbolRow,
  SymbolTable,
} from "../../src/analysis/diff-result.ts";

/**
 * The comparison of the mail's first two listings, built by hand: counts and totals from the mail, ratio, interval and p of
 * the total from the table of docs/statistics.md, q and needed ratios rounded from the worked example in docs/cli.md.
 */
export function mailDiff(): DiffResult {
  return {
    runs: { base: 1, next: 1 },
    base: side("send(8k), no SG", 2874, 1872, 18.2, 1),
    next: side("send(8k), SG, csum copy", 3222, 2067, 20.3, 2),
    normalize: "none",
    basis: "sampling",
    method: "mid-p binomial",
    level: 0.95,
    margin: 1.05,
    correction: "bh",
    exposure: { base: 1, next: 1 },
    total: {
      ...compared(exact(2874), exact(3222), [1.0661, 1.1789], 8.28e-6, "increase"),
      breakEvenDispersion: 5.17,
    },
    groups: tableOf<GroupRow>(
      [groupRow("checksum", 436, 520, 0.04, "increase"), groupRow("copy", 548, 615, 0.15, "inconclusive")],
      ({ group }) => group,
    ),
    symbols: symbolTableOf(mailRows()),
    unlisted: { base: 1002, next: 1155, delta: 153 },
    renameCandidates: [],
    notes: [],
  };
}

/** A comparison of one row whose symbol, module, group and titles are all `name`. */
export function hostileDiff(name: string): DiffResult {
  const mail = mailDiff();
  const row = {
    ...symbolRow(name, exact(436), exact(520), [1.05, 1.35], 0.04, "increase"),
    module: name,
    group: name,
  };
  return {
    ...mail,
    base: { ...mail.base, title: name },
    next: { ...mail.next, title: name },
    symbols: symbolTableOf([row, symbolRow("after", exact(1), exact(2), null, Number.NaN, "inconclusive")]),
    groups: tableOf<GroupRow>(
      [{ ...groupRow(name, 436, 520, 0.04, "increase") }, groupRow("x", 1, 2, 1, "inconclusive")],
      ({ group }) => group,
    ),
    notes: [{ code: "test/hostile", message: `about ${name}`, hint: name }],
    renameCandidates: [{ gone: name, new: name, reasons: ["same size"] }],
  };
}

export function tableOf<Row extends FamilyRow>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): RowTable<Row> {
  return {
    length: rows.length,
    familySize: rows.filter(({ q }) => !Number.isNaN(q)).length,
    base: Float64Array.from(rows, ({ base }) => base.point),
    next: Float64Array.from(rows, ({ next }) => next.point),
    delta: Float64Array.from(rows, ({ delta }) => delta.point),
    p: Float64Array.from(rows, ({ p }) => p),
    q: Float64Array.from(rows, ({ q }) => q),
    nameAt: (index) => nameOf(rows[index]),
    at: (index) => rows[index],
  };
}

export function symbolTableOf(rows: readonly SymbolRow[]): SymbolTable {
  const directions: Partial<Record<SymbolRow["verdict"], 1 | -1>> = { increase: 1, decrease: -1 };
  return {
    ...tableOf(rows, ({ symbol }) => symbol),
    groupAt: (index) => rows[index].group,
    moduleAt: (index) => rows[index].module,
    presenceAt: (index) => rows[index].presence,
    hiddenAt: () => ({ base: [], next: [] }),
    isMappedAt: (index) => (rows[index]?.members ?? 1) > 1,
    isKnown: (name) => rows.some(({ symbol }) => symbol === name),
    isFoundAt: (index) => rows[index].q <= 0.05,
    directionAt: (index) => directions[rows[index].verdict] ?? 0,
  };
}

export function exact(count: number): Count {
  return { point: count, min: count, max: count };
}

export function symbolRow(
  symbol: string,
  base: Count,
  next: Count,
  interval: readonly [number, number] | null,
  q: number,
  verdict: Comparison["verdict"],
): SymbolRow {
  return {
    ...family(compared(base, next, interval, q, verdict), q),
    symbol,
    module: "",
    group: "other",
    members: 1,
    presence: base.point === 0 ? "new" : next.point === 0 ? "gone" : "both",
    baseLine: base.point === 0 ? null : 99,
    nextLine: next.point === 0 ? null : 118,
  };
}

function mailRows(): SymbolRow[] {
  const hidden: Count = { point: 0, min: 0, max: 47 };
  return [
    {
      ...symbolRow(
        "tcp_sendmsg_copy",
        { point: 99, min: 99, max: 193 },
        { point: 261, min: 261, max: 308 },
        [2.1, 3.33],
        1e-9,
        "increase",
      ),
      members: 2,
      group: "tcp",
      delta: { point: 162, min: 68, max: 209 },
    },
    {
      ...symbolRow("csum_partial_copy_generic", exact(436), exact(520), [1.05, 1.35], 0.04, "increase"),
      group: "checksum",
    },
    {
      ...symbolRow("file_read_actor", exact(548), exact(615), [1.0002, 1.26], 0.15, "inconclusive"),
      group: "copy",
      minimumDetectable: { up: 1.19, down: 0.84 },
    },
    {
      ...symbolRow("ip_route_input", exact(69), exact(47), [0.47, 0.99], 0.15, "inconclusive"),
      group: "ip",
      minimumDetectable: { up: 1.55, down: 0.57 },
    },
    {
      ...symbolRow("del_timer", hidden, exact(49), null, Number.NaN, "inconclusive"),
      undecided: "bounds",
      group: "sched",
    },
    {
      ...symbolRow("tcp_transmit_skb", exact(47), hidden, null, Number.NaN, "inconclusive"),
      undecided: "bounds",
      group: "tcp",
    },
    symbolRow("skb_clone", exact(85), exact(70), [0.6, 1.13], 0.6, "inconclusive"),
    symbolRow("handle_IRQ_event", exact(55), exact(56), [0.7, 1.48], 1, "inconclusive"),
  ];
}

function groupRow(
  group: string,
  base: number,
  next: number,
  q: number,
  verdict: Comparison["verdict"],
): GroupRow {
  return { ...family(compared(exact(base), exact(next), [0.9, 1.4], q, verdict), q), group, symbols: 1 };
}

function compared(
  base: Count,
  next: Count,
  interval: readonly [number, number] | null,
  p: number,
  verdict: Comparison["verdict"],
): Comparison {
  return {
    base,
    next,
    delta: { point: next.point - base.point, min: next.min - base.max, max: next.max - base.min },
    ratio: next.point / base.point,
    ratioBounds: { low: next.min / base.max, high: next.max / base.min },
    interval: interval && { low: interval[0], high: interval[1], level: 0.95 },
    p,
    pEnd: Number.isNaN(p) ? null : "point",
    z: Number.NaN,
    breakEvenDispersion: null,
    dispersion: 1,
    verdict,
    undecided: verdict === "inconclusive" ? "noise" : null,
    minimumDetectable: { up: 1.5, down: 0.6 },
  };
}

function family(row: Comparison, q: number): FamilyRow {
  return {
    ...row,
    q,
    partOfDelta: row.delta.point / 348,
    partBounds: { min: row.delta.min / 348, max: row.delta.max / 348 },
    share: { base: row.base.point / 2874, next: row.next.point / 3222 },
  };
}

function side(title: string, total: number, listed: number, load: number, index: number): SideSummary {
  return {
    title,
    provenance: [
      {
        path: "mail.txt",
        listing: { index, of: 3 },
        format: "readprofile",
        formatReason: "by hand",
        origin: { kind: "measured" },
        exposure: { bytes: null, seconds: null },
        checksum: null,
        statedLoadPercent: load,
        facts: {},
      },
    ],
    event: "ticks",
    unit: "ticks",
    total,
    totalBounds: { min: total, max: total },
    listed,
    coverage: { kind: "cut", orders: ["ticks"], smallestCount: 47, smallestLoad: null },
    cutoff: 47,
    rows: 14,
  };
}

import type { GroupRule, GroupRules } from "../analysis/group-rules.ts";
import { LazyRows } from "./lazy-rows.ts";
import type { Cell, Report, Rows, Table } from "./report.ts";
import { EMPTY, nameCell } from "./table-cells.ts";

/** A symbol, and the rule that took it: its place in the list from 0, or -1 where none did. */
export interface TakenSymbol {
  readonly symbol: string;
  readonly module: string;
  readonly ticks: number;
  readonly rule: number;
}

/** Symbols that may be made when they are asked for; an array will do. */
export interface TakenSymbols {
  readonly length: number;
  at(index: number): TakenSymbol | undefined;
  /** What the symbols leave out, as one sentence; null for nothing. */
  readonly omitted?: string | null;
}

/** Reports grouping rules in the order in which they are tried, and, of a profile, which rule took which symbol. */
export function reportGroups({ rules, groups }: GroupRules, taken: TakenSymbols | null): Report {
  const other = groups[groups.length - 1];
  const groupOf = ({ rule }: TakenSymbol): string => (rule < 0 ? other : rules[rule].name);
  return {
    schema: "zcprof.groups/1",
    blocks: taken === null ? [ruleTable(rules)] : [takenTable(taken, groupOf)],
    toJson: () => ({
      schema: "zcprof.groups/1",
      groups,
      rules: rules.map(({ name, symbol, module }) => ({
        name,
        symbol: symbol ?? null,
        module: module ?? null,
      })),
      symbols: [...listTaken(taken)].map((entry) => ({ ...entry, group: groupOf(entry) })),
    }),
  };
}

function* listTaken(taken: TakenSymbols | null): Generator<TakenSymbol> {
  for (let i = 0; i < (taken?.length ?? 0); i++) {
    const entry = taken?.at(i);
    if (entry !== undefined) yield entry;
  }
}

function ruleTable(rules: readonly GroupRule[]): Table {
  return {
    kind: "table",
    id: "rules",
    main: true,
    catalogue: true,
    columns: [
      { id: "rule", title: "rule", kind: "number", priority: 0 },
      { id: "group", title: "group", kind: "name", priority: 0 },
      { id: "symbol", title: "symbol matches", kind: "name", priority: 0, flexible: true },
      { id: "module", title: "module matches", kind: "name", priority: 1 },
    ],
    rows: rules.map(({ name, symbol, module }, i): Cell[] => [
      { kind: "number", value: i + 1, digits: 0 },
      { kind: "name", text: name },
      nameCell(symbol ?? ""),
      nameCell(module ?? ""),
    ]),
    omitted: null,
  };
}

function takenTable(taken: TakenSymbols, groupOf: (entry: TakenSymbol) => string): Table {
  const rows: Rows = new LazyRows(taken.length, (i) => {
    const entry = taken.at(i);
    if (entry === undefined) return [EMPTY, EMPTY, EMPTY, EMPTY, EMPTY];
    const { symbol, module, ticks, rule } = entry;
    return [
      { kind: "name", text: symbol },
      { kind: "count", point: ticks, min: ticks, max: ticks },
      { kind: "name", text: groupOf(entry) },
      rule < 0 ? EMPTY : { kind: "number", value: rule + 1, digits: 0 },
      nameCell(module),
    ];
  });
  return {
    kind: "table",
    id: "symbols",
    main: true,
    columns: [
      { id: "symbol", title: "symbol", kind: "name", priority: 0, flexible: true },
      { id: "ticks", title: "ticks", kind: "count", priority: 0 },
      { id: "group", title: "group", kind: "name", priority: 0 },
      { id: "rule", title: "rule", kind: "number", priority: 0 },
      { id: "module", title: "module", kind: "name", priority: 1 },
    ],
    rows,
    omitted: taken.omitted ?? null,
  };
}

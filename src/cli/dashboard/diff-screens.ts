import { type CompareOptions, compareProfiles } from "../../analysis/compare.ts";
import { findCostShifts } from "../../analysis/cost-shift.ts";
import type { DiffResult } from "../../analysis/diff-result.ts";
import { explainRowAt } from "../../analysis/explain.ts";
import { orderRows, type RowKey } from "../../analysis/row-order.ts";
import type { RowPlace, RowWish, SourcePair } from "../../report/dashboard-services.ts";
import { reportDiffScreen } from "../../report/diff-screen.ts";
import { reportExplanation } from "../../report/explain-report.ts";
import { choosePresent } from "../../report/presence-table.ts";
import type { Report } from "../../report/report.ts";
import { parseRegex } from "../selection.ts";
import type { SourceShelf } from "./source-shelf.ts";

/** Orders of the Diff view. */
export const DIFF_SORTS: readonly RowKey[] = ["delta", "ratio", "q", "base", "next", "name"];

/** Makes the reports of the Diff view; a pair is compared once. */
export class DiffScreens {
  readonly #shelf: SourceShelf;
  readonly #options: CompareOptions;
  readonly #results = new Map<string, DiffResult>();

  constructor(shelf: SourceShelf, options: CompareOptions) {
    this.#shelf = shelf;
    this.#options = options;
  }

  /** Compares two sources and reports it for browsing. Throws what the comparison refuses, and usage errors. */
  report(pair: SourcePair, wish: RowWish): Report {
    const result = this.#compare(pair);
    return reportDiffScreen(result, {
      symbols: order(result, wish),
      groups: orderRows(result.groups, { key: keyOf(wish) }),
      filter: wish.filter === "" ? null : wish.filter,
      shifts: findCostShifts(result),
    });
  }

  /** Explains a row of what `report` made. */
  explain(pair: SourcePair, wish: RowWish, { table, row }: RowPlace): Report {
    const result = this.#compare(pair);
    const all = order(result, wish);
    const shown = table === "new" || table === "gone" ? choosePresent(result, all, table) : all;
    return reportExplanation(explainRowAt(result, shown[row]), result);
  }

  #compare({ base, next }: SourcePair): DiffResult {
    const key = `${base}:${next}`;
    let result = this.#results.get(key);
    if (result === undefined) {
      result = compareProfiles(this.#shelf.profilesAt(base), this.#shelf.profilesAt(next), this.#options);
      this.#results.set(key, result);
    }
    return result;
  }
}

function keyOf({ sort }: RowWish): RowKey {
  return DIFF_SORTS.find((key) => key === sort) ?? "delta";
}

function order(result: DiffResult, wish: RowWish): Uint32Array {
  const { filter } = wish;
  const pattern = filter === "" ? null : parseRegex("filter", filter);
  return orderRows(result.symbols, {
    key: keyOf(wish),
    ...(pattern === null ? {} : { includes: (row: number) => pattern.test(result.symbols.nameAt(row)) }),
  });
}

import type { Diagnostic, Location } from "../../model/diagnostic.ts";
import type { Coverage } from "../../model/profile.ts";
import { UNKNOWN_SYMBOL } from "../../model/symbol-table.ts";
import { ZcprofError } from "../../model/zcprof-error.ts";
import { readDecimalText } from "../decimal.ts";
import { decodeLatin1 } from "../latin1-text.ts";
import type { Columns } from "./columns.ts";
import { readCoverage } from "./coverage.ts";
import type { Place } from "./records.ts";
import { TableRows, unreadable } from "./rows.ts";

/** What a table says of one profile besides its rows. */
export interface TableTotal {
  /** undefined: what the rows add up to. */
  readonly total?: number;
  readonly coverage: Coverage;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * One profile of a table: its rows, and what the table says of all of it. That stands
 *
 * - in the columns `total` and `coverage`, which convert writes, the same in every row;
 * - or, without them, in a last row called total, as spreadsheets and readprofile have it, without module and address.
 *   A row of that name with less than the rows above it is a function.
 */
export class ProfileTable {
  readonly title: string;
  readonly table: TableRows;
  readonly #columns: Columns;
  readonly #path: string;
  readonly #totalAt: number;
  readonly #coverageAt: number;
  #sum = 0;
  #unknown = 0;
  #count = 0;
  #stated: { readonly total: string; readonly coverage: string; readonly place: Location } | null = null;
  /** A row called total, until it is known whether another one follows. */
  #held: { readonly fields: readonly string[]; readonly ticks: number; readonly place: Location } | null =
    null;

  constructor(title: string, columns: Columns, path: string) {
    this.title = title;
    this.table = new TableRows(columns);
    this.#columns = columns;
    this.#path = path;
    this.#totalAt = columns.get("total") ?? -1;
    this.#coverageAt = columns.get("coverage") ?? -1;
  }

  /** Takes the next row. Throws a located parse error for a field that cannot be read. */
  add(fields: readonly string[], place: Place): void {
    if (this.#held !== null) this.#releaseHeld();
    const hasColumns = this.#totalAt >= 0 || this.#coverageAt >= 0;
    if (!hasColumns && this.#count > 0 && this.#looksLikeTotal(fields)) {
      const location = place.locate(this.#columns.get("ticks") ?? 0);
      this.#held = { fields, ticks: this.table.readTicks(fields, place), place: location };
      return;
    }
    if (hasColumns) this.#takeStatement(fields, place);
    this.#addRow(fields, place);
  }

  /** Ends the profile and says what is known of all of it. Throws where its numbers contradict each other. */
  finish(): TableTotal {
    if (this.#stated !== null) return this.#concludeStatement(this.#stated);
    const held = this.#held;
    if (held === null) return { coverage: { kind: "unstated", absent: "unknown" }, diagnostics: [] };
    const { ticks, place } = held;
    // readprofile leaves *unknown* out of its total row.
    const isWithoutUnknown = this.#equals(ticks, this.#sum - this.#unknown);
    if (!isWithoutUnknown && !this.#equals(ticks, this.#sum) && ticks < this.#sum) {
      this.#releaseHeld();
      const note = {
        code: "csv/total-below-sum",
        message: `the last row is called total, but the rows above add up to more than its ${ticks}: it counts as a function`,
        hint: "if it is the total, a row stands twice or a number was changed",
        location: place,
      };
      return { coverage: { kind: "unstated", absent: "unknown" }, diagnostics: [note] };
    }
    const isComplete = isWithoutUnknown || this.#equals(ticks, this.#sum);
    const note = {
      code: isComplete ? "csv/total-row" : "csv/rows-missing",
      message: isComplete
        ? `the last row, total ${ticks}, is what the rows above add up to: the table is complete`
        : `the last row, total ${ticks}, is taken as the total; the rows above add up to ${this.#sum}, what a row that is missing holds is not known`,
      location: place,
    };
    return {
      total: Math.max(ticks, this.#sum),
      coverage: isComplete ? { kind: "complete" } : { kind: "unstated", absent: "unknown" },
      diagnostics: [note],
    };
  }

  #addRow(fields: readonly string[], place: Place): void {
    const ticks = this.table.add(fields, place);
    this.#sum += ticks;
    this.#count += 1;
    if (fields[this.#columns.get("symbol") ?? 0] === UNKNOWN_SYMBOL) this.#unknown += ticks;
  }

  #releaseHeld(): void {
    const held = this.#held;
    if (held === null) return;
    this.#held = null;
    this.#addRow(held.fields, { line: held.place.line ?? 0, locate: () => held.place });
  }

  #looksLikeTotal(fields: readonly string[]): boolean {
    const isEmpty = (field: "module" | "address"): boolean =>
      /^(?:0x)?0*$/.test(fields[this.#columns.get(field) ?? -1] ?? "");
    const name = fields[this.#columns.get("symbol") ?? 0];
    return name.length === 5 && /^total$/i.test(name) && isEmpty("module") && isEmpty("address");
  }

  #takeStatement(fields: readonly string[], place: Place): void {
    const total = this.#totalAt < 0 ? "" : fields[this.#totalAt];
    const coverage = this.#coverageAt < 0 ? "" : fields[this.#coverageAt];
    const stated = this.#stated;
    if (stated === null) {
      this.#stated = { total, coverage, place: place.locate(Math.max(this.#totalAt, this.#coverageAt)) };
    } else if (stated.total !== total || stated.coverage !== coverage) {
      const isTotal = stated.total !== total;
      const [field, first, found] = isTotal
        ? (["total", stated.total, total] as const)
        : (["coverage", stated.coverage, coverage] as const);
      throw unreadable(
        "other-statement",
        `${JSON.stringify(decodeLatin1(first))} as on line ${stated.place.line}`,
        field,
        JSON.stringify(decodeLatin1(found)),
        place.locate(isTotal ? this.#totalAt : this.#coverageAt),
      );
    }
  }

  #concludeStatement(stated: {
    readonly total: string;
    readonly coverage: string;
    readonly place: Location;
  }): TableTotal {
    const { place } = stated;
    const total = stated.total === "" ? this.#sum : readDecimalText(stated.total);
    if (Number.isNaN(total))
      throw unreadable(
        "bad-number",
        "a number of 0 or more",
        "total",
        JSON.stringify(decodeLatin1(stated.total)),
        place,
      );
    const isSum = this.#equals(total, this.#sum);
    if (total < this.#sum && !isSum) {
      throw this.#contradiction("sum-above-total", `more than the total of ${total}`, place);
    }
    // A total alone is what readprofile's total row is: where the rows reach it, none is missing.
    const byTotal: Coverage = isSum ? { kind: "complete" } : { kind: "unstated", absent: "unknown" };
    const coverage =
      stated.coverage !== "" || stated.total === ""
        ? readCoverage(stated.coverage === "" ? "unstated" : stated.coverage)
        : byTotal;
    if (coverage === null) {
      const known = "complete, unstated, absent zero or cut by ticks at N ticks";
      throw unreadable(
        "bad-coverage",
        known,
        "coverage",
        JSON.stringify(decodeLatin1(stated.coverage)),
        place,
      );
    }
    if (coverage.kind === "complete" && !isSum) {
      throw this.#contradiction(
        "rows-missing",
        `not to the total of ${total}, and the table says it is complete`,
        place,
      );
    }
    return { total: Math.max(total, this.#sum), coverage, diagnostics: [] };
  }

  #contradiction(reason: string, what: string, place: Location): ZcprofError {
    return new ZcprofError("parse", {
      code: `csv/${reason}`,
      message: `the rows${this.title === "" ? "" : ` of ${this.title}`} add up to ${this.#sum}, ${what}`,
      hint: "a row was removed, stands twice or was changed; write the table again",
      location: { ...place, path: this.#path },
    });
  }

  // Sums of fractions may differ by their rounding, whatever the order of the rows.
  #equals(a: number, b: number): boolean {
    return Math.abs(a - b) <= Math.max(a, b) * Number.EPSILON * (this.#count + 1);
  }
}

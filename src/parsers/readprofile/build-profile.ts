import type { Diagnostic, Location } from "../../model/diagnostic.ts";
import type { Profile, SampleType } from "../../model/profile.ts";
import { finishProfile } from "../../model/profile-builder.ts";
import type { RunFacts } from "../../model/provenance.ts";
import { NO_ADDRESS, type SymbolTable } from "../../model/symbol-table.ts";
import type { ByteSource } from "../byte-source.ts";
import { measuredProvenance } from "../measured-provenance.ts";
import type { ParseOptions } from "../parser.ts";
import { sizeFromLoad } from "../printed-load.ts";
import { findCoverage } from "./coverage.ts";
import { damage } from "./damage.ts";
import type { Listing, TotalRow } from "./listing.ts";

const TICKS: SampleType = { event: "ticks", unit: "ticks", period: 1, assumes: "counts", better: "lower" };

/**
 * Makes the profile of a listing, the index-th (from 0) of so many in the source. `*unknown*` counts in its total,
 * though readprofile leaves it out of the row of that name. Throws a parse error where the rows add up to more
 * than the total row, or where one function stands in two rows.
 */
export function buildProfile(
  listing: Listing,
  index: number,
  of: number,
  source: ByteSource,
  options: ParseOptions,
): Profile {
  const { total, sum, unknownTicks, heading } = listing;
  if (total !== null && sum > total.ticks) {
    throw damage(
      "sum-above-total",
      `the rows add up to ${sum} ticks, more than the ${total.ticks} of this total row`,
      total.location,
      total.location.column ?? 1,
    );
  }
  const { symbols, counts, line } = listing.takeColumns();
  const coverage = findCoverage(listing);
  if (coverage.kind !== "complete") refuseRepeatedRow(symbols, line, source.path);
  const all = (total?.ticks ?? sum) + (unknownTicks ?? 0);
  return finishProfile({
    title: heading?.title ?? "",
    symbols,
    samples: { line },
    measures: [{ type: TICKS, counts, total: all, coverage }],
    provenance: {
      ...measuredProvenance("readprofile", source, options, {
        index: index + 1,
        of,
        facts: findFacts(total),
      }),
      statedLoadPercent: heading?.loadPercent ?? null,
    },
    diagnostics: findNotes(listing, coverage.kind, source.path),
  });
}

function findFacts(total: TotalRow | null): RunFacts {
  if (total === null) return {};
  const isFinite = total.load >= 0 && total.load < Infinity && total.ticks > 0;
  const size = isFinite ? sizeFromLoad(total.ticks, total.load) : null;
  return { statedTotal: total.ticks, ...(size === null ? {} : { textBytes: size }) };
}

// In a complete listing a row that stands twice breaks the sum; in one that was cut only its address tells.
function refuseRepeatedRow(symbols: SymbolTable, line: Uint32Array, path: string): void {
  const { address, name, module } = symbols;
  if (address === null) return;
  const sorted = address.slice().sort();
  if (!sorted.some((value, i) => value === sorted[i - 1] && value !== NO_ADDRESS)) return;
  const firstAt = new Map<bigint, number>();
  for (let i = 0; i < address.length; i++) {
    const first = firstAt.get(address[i]);
    if (first === undefined) firstAt.set(address[i], i);
    if (first === undefined || address[i] === NO_ADDRESS) continue;
    if (module[first] !== module[i] || name.at(first) !== name.at(i)) continue;
    const message = `the row of ${name.at(i)} at this address stands on line ${line[first]} already`;
    throw damage("row-twice", message, { path, line: line[i] }, 1);
  }
}

function findNotes(listing: Listing, coverage: string, path: string): Diagnostic[] {
  const { total, sum, firstLine, prose, extraColumns, oddLoads } = listing;
  const at = (line: number, text?: string): Location =>
    text === undefined ? { path, line } : { path, line, text };
  const notes: Diagnostic[] = [];
  if (prose.count > 0) {
    notes.push({
      code: "readprofile/unread-line",
      message: `${prose.count} ${prose.count === 1 ? "line" : "lines"} of prose around the listing, the first on line ${prose.firstLine}`,
      location: at(prose.firstLine, prose.firstText),
    });
  }
  if (extraColumns.count > 0) {
    notes.push({
      code: "readprofile/extra-column",
      message: `text behind the load, not read, on ${extraColumns.count} ${extraColumns.count === 1 ? "row" : "rows"}, the first on line ${extraColumns.firstLine}`,
      location: at(extraColumns.firstLine),
    });
  }
  if (oddLoads.count > 0) {
    notes.push({
      code: "readprofile/odd-load",
      message: `ticks and load fit no whole number of bytes on ${oddLoads.count} ${oddLoads.count === 1 ? "row" : "rows"}, the first on line ${oddLoads.firstLine}`,
      hint: "one of the two numbers was changed; the ticks are taken as they stand, the size as unknown",
      location: at(oddLoads.firstLine),
    });
  }
  if (total === null) {
    notes.push({
      code: "readprofile/no-total",
      message: "the listing has no total row: what its rows leave out is not known",
      hint: "keep the row called total, as `readprofile -v | sort -n -k3 | tail -15` does",
      location: at(firstLine),
    });
  } else if (coverage === "unstated") {
    notes.push({
      code: "readprofile/rows-missing",
      message: `the rows from line ${firstLine} on add up to ${sum}, ${total.ticks - sum} less than this total: rows were removed, and what one of them holds is not known`,
      hint: "take the whole listing, or cut it by `sort -n -k3 | tail`, which leaves the rows in order and above single ticks",
      location: total.location,
    });
  }
  return notes;
}

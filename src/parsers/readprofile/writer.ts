import { encodeText } from "../../model/byte-text.ts";
import { chooseMeasure } from "../../model/choose-measure.ts";
import type { Profile } from "../../model/profile.ts";
import { countSymbols } from "../../model/symbol-counts.ts";
import { NO_ADDRESS } from "../../model/symbol-table.ts";
import { headingLine } from "./heading.ts";
import { isUnknownSymbol, loadInRow, nameInRow, totalInRow, UNKNOWN_SIZE } from "./row-text.ts";

const NO_ADDRESS_TEXT = NO_ADDRESS.toString(16);

/**
 * Writes listings as `readprofile -v` prints them (util-linux `sys-utils/readprofile.c`: "%016llx %-40s %6u %8.4f"),
 * or in the default layout where no symbol has an address. A title stands above its listing, as in a mail.
 *
 * A complete listing is sorted by address, as readprofile's is; one that was cut keeps its order, which is what
 * bounds the rest. Ticks are those of the event that is shown, by leaf symbol, rounded to whole ones. A load is ticks by size;
 * where no size is known it is printed as C prints 0/0, `-nan`, which readers of columns pass over: no number would be true.
 */
export function writeReadprofile(profiles: readonly Profile[]): Uint8Array {
  return Buffer.concat(
    profiles
      .map(chooseMeasure)
      .map((profile, i) => Buffer.from(`${i > 0 ? "\n" : ""}${listingText(profile)}`, "latin1")),
  );
}

// latin1 all through: one character is one byte, so names keep theirs whatever they are, and pad as in C.
function listingText(profile: Profile): string {
  const { symbols } = profile;
  const { counts } = countSymbols(profile);
  const lines: string[] = [];
  const heading = headingLine(profile.title, profile.provenance.statedLoadPercent);
  if (heading !== "") lines.push(Buffer.from(encodeText(heading)).toString("latin1"), "");
  let sum = 0;
  let unknown: number | null = null;
  for (const symbol of rowOrder(profile)) {
    const ticks = Math.round(counts[symbol]);
    if (isUnknownSymbol(profile, symbol)) {
      unknown = (unknown ?? 0) + ticks;
      continue;
    }
    sum += ticks;
    const size = { low: symbols.sizeLow?.at(symbol) ?? 0, high: symbols.sizeHigh?.at(symbol) ?? Infinity };
    const address = symbols.address === null ? null : addressText(symbols.address[symbol]);
    lines.push(rowText(address, nameInRow(profile, symbol).text, ticks, loadInRow(ticks, size).text));
  }
  if (unknown !== null) lines.push(`${String(unknown).padStart(6)} *unknown*`);
  const total = totalInRow(profile, sum, unknown ?? 0);
  if (total !== null) {
    const address = symbols.address === null ? null : "".padStart(16, "0");
    const { text } = loadInRow(total, profile.provenance.facts.textBytes ?? UNKNOWN_SIZE);
    lines.push(rowText(address, "total", total, text));
  }
  return `${lines.join("\n")}\n`;
}

function rowText(address: string | null, name: string, ticks: number, load: string): string {
  const count = String(ticks).padStart(6);
  return address === null
    ? `${count} ${name.padEnd(40)} ${load}`
    : `${address} ${name.padEnd(40)} ${count} ${load}`;
}

// Address 0 is the total row's.
function addressText(address: bigint): string {
  return address === 0n ? NO_ADDRESS_TEXT : address.toString(16).padStart(16, "0");
}

function rowOrder({ symbols, measures }: Profile): Iterable<number> {
  const { address } = symbols;
  const order = Uint32Array.from({ length: symbols.length }, (_, i) => i);
  if (address === null || measures[0].coverage.kind !== "complete") return order;
  return order.sort((a, b) => (address[a] < address[b] ? -1 : address[a] > address[b] ? 1 : a - b));
}

import { attributeBins } from "../../model/attribution.ts";
import { splitBin } from "../../model/split-bin.ts";
import type { SymbolMap } from "../../model/symbol-map.ts";
import type { RawCounters } from "../raw-counters.ts";
import type { Arguments } from "./arguments.ts";
import type { ByteOutput } from "./byte-output.ts";
import {
  writeBin,
  writeBinsHeading,
  writeBinsTotal,
  writeCounter,
  writeRow,
  writeTotal,
  writeUnknown,
} from "./listing-rows.ts";

/** What is printed at once, or more. */
const FULL_BYTES = 2 ** 16;

/**
 * Writes readprofile's layout with each bin credited to the code that it covers. A bin that functions share stands
 * under each of them with its share; `*unknown*` holds bins below the first function and counts in the total, which
 * is the sum of all counters. The profile must fit the map (checkRawProfile).
 */
export async function writeExactListing(
  out: ByteOutput,
  { stepBytes: step, bins }: RawCounters,
  map: SymbolMap,
  asked: Arguments,
): Promise<void> {
  const { starts, symbols, textStart } = map;
  const { counts } = attributeBins(bins, step, starts);
  const functions = starts.length - 1;
  const addresses = symbols.address ?? new BigUint64Array(functions);
  const row = { names: symbols.name.bytes, nameStart: 0, nameEnd: 0, high: 0, low: 0 };
  let total = counts[functions];
  for (let i = 0; i < functions; i++) {
    const ticks = counts[i];
    total += ticks;
    if (ticks === 0 && !asked.all && !(asked.bins && asked.verbose)) continue;
    row.nameStart = symbols.name.offsets[i];
    row.nameEnd = symbols.name.offsets[i + 1];
    row.high = Number(addresses[i] >> 32n);
    row.low = Number(addresses[i] & 0xffff_ffffn);
    if (!asked.bins) writeRow(out, asked.verbose, row, ticks, starts[i + 1] - starts[i]);
    if (!asked.bins && !asked.counters) continue;
    let headed = false;
    const end = Math.min(Math.ceil(starts[i + 1] / step), bins.length);
    let bin = Math.floor(starts[i] / step);
    for (let place = bins.placeOf(bin); bin < end; bin++) {
      const inBin = bins.index[place] === bin ? bins.ticks[place++] : 0;
      const share = inBin === 0 ? 0 : shareOf(i, bin, inBin, step, starts);
      const address = textStart + BigInt(bin * step);
      if (!asked.bins) {
        writeCounter(out, row, address, bin * step - starts[i], share);
      } else if (share > 0 || asked.all) {
        if (!headed) writeBinsHeading(out, row);
        headed = true;
        writeBin(out, address, share);
      }
    }
    if (asked.bins) writeBinsTotal(out, ticks);
    if (out.length >= FULL_BYTES) await out.flush();
  }
  writeUnknown(out, counts[functions]);
  writeTotal(out, asked.verbose, total, starts[functions]);
}

function shareOf(index: number, bin: number, ticks: number, step: number, starts: Float64Array): number {
  let first = index;
  while (first >= 0 && starts[first] > bin * step) first--;
  return splitBin(ticks, bin * step, step, starts, first)[index - first];
}

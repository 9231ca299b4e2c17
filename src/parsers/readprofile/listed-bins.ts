import type { SymbolBin } from "../../model/symbol-bin.ts";

// readprofile -b: NAME: and below it \tADDR\tCOUNT; -s: \t0xADDR\tNAME+0xOFF\tCOUNT. Mails turn tabs into blanks.
const HEADER = /^(\S+):$/;
const BIN = /^\s+([0-9a-f]{4,16})\s+(\d{1,15})$/i;
const COUNTER = /^\s*0x([0-9a-f]{1,16})\s+(\S.*)\+(?:0x)?([0-9a-f]+)\s+(\d{1,15})$/i;

/**
 * Reads the bins with ticks that a listing of `readprofile -b` or `-s` prints for a symbol, credited as it credits them. -b
 * says no offset: the first bin that it prints is taken as the start. Returns null where the listing has no such bins.
 */
export function readListedBins(text: string, symbol: string): SymbolBin[] | null {
  const bins: SymbolBin[] = [];
  let header = "";
  let first: bigint | null = null;
  for (const line of text.split(/\r?\n/)) {
    const [, name] = HEADER.exec(line) ?? [];
    if (name !== undefined) {
      header = name;
      first = null;
      continue;
    }
    const [, place, count] = BIN.exec(line) ?? [];
    if (place !== undefined && header === symbol) {
      const address = BigInt(`0x${place}`);
      first ??= address;
      bins.push({ address, offset: Number(address - first), ticks: Number(count), others: [] });
      continue;
    }
    const [, at, owner, offset, ticks] = COUNTER.exec(line) ?? [];
    if (owner === symbol) {
      bins.push({
        address: BigInt(`0x${at}`),
        // The tool prints what lies before the symbol as a negative number of 64 bits without its sign.
        offset: Number(BigInt.asIntN(64, BigInt(`0x${offset}`))),
        ticks: Number(ticks),
        others: [],
      });
    }
  }
  return bins.length === 0 ? null : bins.filter((bin) => bin.ticks > 0);
}

import { decodeText, encodeText } from "../../model/byte-text.ts";
import type { SymbolBin } from "../../model/symbol-bin.ts";
import { readBinHeader, readBinLine } from "./bins.ts";
import { endOfText, skipQuotes } from "./line-edges.ts";

const LF = 10;

/**
 * Reads the bins with ticks that a listing of `readprofile -b` or `-s` prints for a symbol, credited as it credits them. -b
 * says no offsets, and its first bin need not be the symbol's, as it leaves out bins without ticks. `bins`
 * is null where the listing has none of it; `owners` are the symbols of which it has some.
 */
export function readListedBins(
  bytes: Buffer,
  symbol: string,
): { readonly bins: readonly SymbolBin[] | null; readonly owners: ReadonlySet<string> } {
  const wanted = Buffer.from(encodeText(symbol)).toString("latin1");
  const bins: SymbolBin[] = [];
  const owners = new Set<string>();
  let header = "";
  for (const line of readLines(bytes)) {
    const name = readBinHeader(line);
    if (name !== null) {
      header = name;
      continue;
    }
    const bin = readBinLine(line);
    if (bin === null || bin.kind === "total") continue;
    const owner = bin.kind === "bin" ? header : bin.owner;
    owners.add(owner);
    if (owner !== wanted) continue;
    const address = BigInt(`0x${bin.address}`);
    // The tool prints what lies before the symbol as a negative number of 64 bits without its sign.
    const offset = bin.kind === "bin" ? null : Number(BigInt.asIntN(64, BigInt(bin.offset)));
    bins.push({ address, offset, ticks: bin.count, others: [] });
  }
  return {
    bins: bins.length === 0 ? null : bins.filter(({ ticks }) => ticks > 0),
    owners: new Set(Array.from(owners, (name) => decodeText(Buffer.from(name, "latin1")))),
  };
}

/** Lines as latin1, a character a byte, without the marks of a mail. */
function* readLines(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(LF, start);
    const next = feed < 0 ? bytes.length : feed;
    const end = endOfText(bytes, start, next);
    yield bytes.toString("latin1", skipQuotes(bytes, start, end), end);
    start = next + 1;
  }
}

import type { SparseBins } from "../model/sparse-bins.ts";
import type { SymbolBin } from "../model/symbol-bin.ts";
import type { SymbolMap } from "../model/symbol-map.ts";

/**
 * Finds the bins with ticks that overlap a symbol, in the order of their addresses; of symbols of one name all are
 * searched. Returns null where the map has no such symbol.
 */
export function findBins(
  bins: SparseBins,
  stepBytes: number,
  { starts, symbols, textStart }: SymbolMap,
  symbol: string,
): SymbolBin[] | null {
  const functions = starts.length - 1;
  const found: SymbolBin[] = [];
  let isKnown = false;
  for (let f = 0; f < functions; f++) {
    if (symbols.name.at(f) !== symbol) continue;
    isKnown = true;
    const end = Math.ceil(starts[f + 1] / stepBytes);
    for (let place = bins.placeOf(Math.floor(starts[f] / stepBytes)); bins.index[place] < end; place++) {
      const bin = bins.index[place];
      found.push({
        address: textStart + BigInt(bin) * BigInt(stepBytes),
        offset: bin * stepBytes - starts[f],
        ticks: bins.ticks[place],
        others: neighboursOf(f, bin * stepBytes, (bin + 1) * stepBytes),
      });
    }
  }
  return isKnown ? found : null;

  function neighboursOf(own: number, from: number, to: number): string[] {
    const names: string[] = [];
    for (let f = own - 1; f >= 0 && starts[f + 1] > from; f--) names.unshift(symbols.name.at(f));
    for (let f = own + 1; f < functions && starts[f] < to; f++) names.push(symbols.name.at(f));
    return names;
  }
}

/** A bin of a raw profile that holds ticks of a symbol. */
export interface SymbolBin {
  readonly address: bigint;
  /** Bytes from the start of the symbol; below 0 where the bin begins before it, null where the source does not say. */
  readonly offset: number | null;
  readonly ticks: number;
  /** Other symbols that lie in the bin: its ticks may be theirs. */
  readonly others: readonly string[];
}

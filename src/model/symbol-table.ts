import type { TextColumn } from "./text-column.ts";

/** Stands in an address column where the source states none. No kernel or user text ends at the last byte of memory. */
export const NO_ADDRESS = 0xffff_ffff_ffff_ffffn;

/** The name readprofile gives to ticks outside every function; it counts in totals and shares here. */
export const UNKNOWN_SYMBOL = "*unknown*";

/**
 * Symbols as columns of equal length. Identity is module and name, never the address: addresses move between
 * builds. One name may stand in several rows (static functions of one name); they stay apart until a diff adds them.
 */
export interface SymbolTable {
  readonly length: number;
  readonly name: TextColumn;
  /** Index into `moduleNames`. */
  readonly module: Uint32Array;
  /** Names of modules, DSOs or images; "" where the source knows none. */
  readonly moduleNames: readonly string[];
  /** Start addresses (NO_ADDRESS where unknown), or null when the source states none at all. */
  readonly address: BigUint64Array | null;
  /** Size in bytes as an interval [sizeLow, sizeHigh]; equal where it is exact, 0 and Infinity where unknown; null together. */
  readonly sizeLow: SizeColumn | null;
  readonly sizeHigh: SizeColumn | null;
}

/** Numbers that are held, as those of a Float64Array, or worked out from other columns each time one is asked for. */
export interface SizeColumn extends Iterable<number> {
  readonly length: number;
  at(index: number): number | undefined;
}

import type { MissKinds } from "./miss-kinds.ts";

/** What a device may do to memory, past the caches that are before it. */
export interface DeviceMemory {
  /** Lets a device read `bytes` bytes at `address` (a frame that is sent, a descriptor). */
  dmaRead(address: number, bytes: number): void;
  /** Lets a device write `bytes` bytes at `address` (a received frame, a descriptor's status). */
  dmaWrite(address: number, bytes: number): void;
}

/** The memory of a machine with the caches before it, all processors and devices on one bus. */
export interface MachineMemory extends DeviceMemory {
  readonly processors: readonly DataCaches[];
}

/**
 * The data caches of one processor: L1 and the L2 that it shares with the instruction cache. Addresses are physical. A
 * line of a range is touched once, a store writes a word of it.
 */
export interface DataCaches {
  /** What was counted since its reader set it to 0 (see tally.ts). */
  readonly tally: Int32Array;
  /** Causes of the misses; null where nobody asked for them. */
  readonly causes: DataCauses | null;
  /** Reads the lines of `bytes` bytes; returns whether anything was counted, 0 or 1. */
  read(address: number, bytes: number): number;
  /** Stores to the lines of `bytes` bytes; returns whether anything was counted, 0 or 1. */
  write(address: number, bytes: number): number;
  /** Touches `lines` lines upwards: reads, but for a store at line `first` and every `every` lines from there. */
  walk(address: number, lines: number, first: number, every: number): void;
  /**
   * Touches the lines of a copy of `bytes` bytes; `whole` stores lines that it covers without fetching them. Where a
   * copy enters a new line of either side it touches both where their sets may meet: with two ways or more that counts
   * exactly as each dword would. A direct-mapped L1 is touched dword by dword, since there two lines in one set take
   * turns.
   */
  stream(source: number, destination: number, bytes: number, whole: boolean): void;
  /** Reads `lines` lines of text, which missed the instruction cache, from L2; lines by number. */
  readText(line: number, lines: number): void;
}

/** Where misses of the data caches are, for the kinds of each. */
export interface DataCauses {
  readonly l1dRead: MissKinds;
  readonly l1dWrite: MissKinds;
  readonly l2Read: MissKinds;
  readonly l2Owned: MissKinds;
}

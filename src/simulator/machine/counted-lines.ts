import type { CacheGeometry } from "./cache-geometry.ts";
import { CacheLines } from "./cache-lines.ts";

/** The lines of a cache with what cache.ts counts of their traffic; counters run from its first access on. */
export class CountedLines extends CacheLines {
  readFetches = 0;
  writeFetches = 0;
  readMisses = 0;
  writeMisses = 0;
  /** Blocks written back: victims, and what a flush, DMA or another processor asked for. */
  writeBacks = 0;
  /** Bytes sent below by writes that go through or around this level. */
  bytesThrough = 0;
  /** Dirty victims pushed out by this processor's own accesses; copy-backs that others asked for are not among them. */
  dirtyVictims = 0;
  /** Stores that hit a line which another cache or a DMA read had left shared. */
  upgrades = 0;
  /** The part of `readMisses` that serves a store of the level above (read for ownership). */
  ownershipMisses = 0;
  /** The part of `writeMisses` that covers its whole block and so fetches nothing. */
  wholeBlockStores = 0;
  /** The part of `wholeBlockStores` whose block the level below holds. */
  wholeStoresHeldBelow = 0;
  protected readonly blockSize: number;
  /** 1 where a write miss brings the line in. No boolean: the engine asks a field's what it is before it knows it false. */
  protected readonly allocatesOnWrite: 0 | 1;

  /** Makes room for a geometry, all of it invalid. */
  constructor(geometry: CacheGeometry) {
    super(geometry);
    this.blockSize = geometry.block | 0; // a small integer, as in CacheLines
    this.allocatesOnWrite = geometry.writeMiss === "allocate" ? 1 : 0;
  }

  /** Returns the bytes asked from below for demand fetches so far. */
  get bytesFrom(): number {
    const fetchingWrites = this.allocatesOnWrite * (this.writeMisses - this.wholeBlockStores);
    return (this.readMisses + fetchingWrites) * this.blockSize;
  }

  /** Returns the bytes sent below so far. */
  get bytesTo(): number {
    return this.writeBacks * this.blockSize + this.bytesThrough;
  }
}

import type { Bus } from "./bus.ts";
import type { CacheGeometry } from "./cache-geometry.ts";
import { CountedLines } from "./counted-lines.ts";
import { EXCLUSIVE, INVALID, MODIFIED, SHARED } from "./line-state.ts";

/**
 * One level of a cache, to be stacked on a lower one.
 *
 * The rules of the model, those of Dinero IV (its counters are the oracle in fixtures/oracle):
 * - An access is cut at block borders. Each piece counts as one fetch of this level.
 * - A miss fetches the whole block from below first and writes the dirty victim back afterwards.
 * - A write that covers its whole block fetches nothing.
 * - A write miss that does not allocate, and every write of a write-through level, goes below with its own size.
 * - The levels neither include nor exclude each other.
 */
export class Cache extends CountedLines {
  /** The state of a line after a write: MODIFIED under write-back, EXCLUSIVE (clean) under write-through. */
  private readonly writtenState: number;
  private readonly lower: Cache | null;
  /** The level below where its blocks are as large as here. */
  private readonly twin: Cache | null;
  private readonly bus: Bus | null;

  /**
   * Builds an empty level above `lower` (null: above memory). All levels of a processor get the same `bus`; null
   * means that nothing else uses memory.
   */
  constructor(geometry: CacheGeometry, lower: Cache | null, bus: Bus | null) {
    super(geometry);
    this.writtenState = geometry.write === "back" ? MODIFIED : EXCLUSIVE;
    this.lower = lower;
    this.twin = lower !== null && lower.geometry.block === geometry.block ? lower : null;
    this.bus = bus;
  }

  /** Reads `size` bytes at `address`. */
  read(address: number, size: number): void {
    const block = address >>> this.blockShift;
    const last = (address + size - 1) >>> this.blockShift;
    // The loop is apart: within one the engine asks `this` again what it is, for the first block too.
    this.readBlock(block);
    if (block !== last) this.readBlocks(block + 1, last);
  }

  private readBlocks(first: number, last: number): void {
    for (let block = first; block <= last; block++) this.readBlock(block);
  }

  /** Writes `size` bytes at `address`. */
  write(address: number, size: number): void {
    const block = address >>> this.blockShift;
    const last = (address + size - 1) >>> this.blockShift;
    if (block === last) this.writeBlock(block, address, size);
    else this.writePieces(address, size);
  }

  /** Reads one block by its number (address divided by block size) and returns its state. */
  readBlock(block: number): number {
    const base = (block & this.setMask) << this.wayShift;
    const key = block << 2;
    const word = this.promote(base, key);
    this.readFetches++;
    if (((word ^ key) - 1) >>> 0 < 3) return word & 3;
    this.readMisses++;
    // Nearly always EXCLUSIVE, and so stored before the fetch: behind it the engine would look up anew where the words are.
    this.words[base] = key | EXCLUSIVE;
    const state = this.fetch(block);
    if (state !== EXCLUSIVE) this.words[base] = key | state;
    if ((word & 3) === MODIFIED) this.evictVictim(word);
    return state;
  }

  /** Writes within one block: `size` bytes at `address`, which must not cross its border. */
  writeBlock(block: number, address: number, size: number): void {
    if (this.allocatesOnWrite === 0 && this.find(block) < 0) {
      this.writeAround(address, size);
      return;
    }
    const base = (block & this.setMask) << this.wayShift;
    const key = block << 2;
    const word = this.promote(base, key);
    this.writeFetches++;
    if (((word ^ key) - 1) >>> 0 < 3) {
      if ((word & 3) === SHARED) this.upgrade(block);
      this.words[base] = key | this.writtenState;
      if (this.writtenState !== MODIFIED) this.storeBelow(address, size);
      return;
    }
    this.writeMisses++;
    if (size === this.blockSize) this.claimWhole(block);
    else this.fetchOwned(block);
    this.words[base] = key | this.writtenState;
    if (this.writtenState !== MODIFIED) this.storeBelow(address, size);
    if ((word & 3) === MODIFIED) this.evictVictim(word);
  }

  /**
   * Stores to all of a block that nobody has to fetch (fast string). Unlike `writeBlock` of all its bytes it takes a place
   * in the level below as well, whose victim goes where that of any other store's goes.
   */
  storeWhole(block: number): void {
    const { twin } = this;
    if (twin !== null && this.allocatesOnWrite === 1 && this.find(block) < 0) this.fillWhole(block, twin);
    else this.writeBlock(block, (block << this.blockShift) >>> 0, this.blockSize);
  }

  /** Stores to all of a block that this level does not hold. */
  protected fillWhole(block: number, lower: Cache): void {
    const base = (block & this.setMask) << this.wayShift;
    const key = block << 2;
    const word = this.promote(base, key);
    this.writeFetches++;
    this.writeMisses++;
    this.wholeBlockStores++;
    if (lower.takeBlock(block)) this.wholeStoresHeldBelow++;
    this.words[base] = key | this.writtenState;
    if (this.writtenState !== MODIFIED) this.storeBelow((block << this.blockShift) >>> 0, this.blockSize);
    if ((word & 3) === MODIFIED) this.evictVictim(word);
  }

  /** Takes in a block that a store above fills whole, without reading it; tells whether it was here. */
  takeBlock(block: number): boolean {
    const base = (block & this.setMask) << this.wayShift;
    const key = block << 2;
    const word = this.promote(base, key);
    const isHeld = ((word ^ key) - 1) >>> 0 < 3;
    if (isHeld) {
      if ((word & 3) !== SHARED) return true;
      this.upgrade(block);
    } else if (this.bus !== null) {
      this.bus.claim(block);
    }
    this.words[base] = key | EXCLUSIVE;
    if (!isHeld && (word & 3) === MODIFIED) this.evictVictim(word);
    return isHeld;
  }

  /** Reads a block on behalf of a store above: after it no other cache holds the block. */
  ownBlock(block: number): void {
    const base = (block & this.setMask) << this.wayShift;
    const key = block << 2;
    const word = this.promote(base, key);
    this.readFetches++;
    if (((word ^ key) - 1) >>> 0 < 3) {
      if ((word & 3) === SHARED) {
        this.upgrade(block);
        this.words[base] = key | EXCLUSIVE;
      }
      return;
    }
    this.readMisses++;
    this.ownershipMisses++;
    this.fetchOwned(block);
    this.words[base] = key | EXCLUSIVE;
    if ((word & 3) === MODIFIED) this.evictVictim(word);
  }

  /** Writes the block at `address` back if it is dirty, here and then below; it stays valid in its LRU place. */
  copyBack(address: number): void {
    const block = address >>> this.blockShift;
    const at = this.find(block);
    if (at >= 0 && (this.words[at] & 3) === MODIFIED) {
      this.words[at] = (this.words[at] & ~3) | EXCLUSIVE;
      this.evict(block);
    }
    if (this.lower !== null) this.lower.copyBack(address);
  }

  /**
   * Answers another agent's read of a block: every copy here and below becomes SHARED, in its LRU place, and a dirty one
   * goes to memory over the bus without passing the level below. Returns the strongest state that was found.
   */
  share(address: number): number {
    const at = this.find(address >>> this.blockShift);
    let found = INVALID;
    if (at >= 0) {
      found = this.words[at] & 3;
      this.words[at] = (this.words[at] & ~3) | SHARED;
    }
    return this.lower === null ? found : Math.max(found, this.lower.share(address));
  }

  /** Drops the block at `address` without a write-back, here and below; its place becomes the next victim. */
  invalidate(address: number): void {
    this.remove(address >>> this.blockShift);
    if (this.lower !== null) this.lower.invalidate(address);
  }

  /** Writes everything dirty back, sets from high to low, in a set from least to most recently used, then below. */
  flush(): void {
    const words = this.words;
    for (let base = words.length - this.ways; base >= 0; base -= this.ways) {
      for (let i = base + this.ways - 1; i >= base; i--) {
        if ((words[i] & 3) !== MODIFIED) continue;
        words[i] = (words[i] & ~3) | EXCLUSIVE;
        this.evict(words[i] >>> 2);
      }
    }
    if (this.lower !== null) this.lower.flush();
  }

  private writePieces(address: number, size: number): void {
    const end = address + size;
    let from = address;
    while (from < end) {
      const block = from >>> this.blockShift;
      const pieceEnd = Math.min(end, (block + 1) * this.blockSize);
      this.writeBlock(block, from, pieceEnd - from);
      from = pieceEnd;
    }
  }

  private writeAround(address: number, size: number): void {
    this.writeFetches++;
    this.writeMisses++;
    this.storeBelow(address, size);
  }

  private claimWhole(block: number): void {
    this.wholeBlockStores++;
    if (this.twin !== null && this.twin.find(block) >= 0) {
      this.wholeStoresHeldBelow++;
      if (this.twin.endSharing(block)) this.upgrades++;
    }
    if (this.bus !== null) this.bus.claim(block);
  }

  private evictVictim(word: number): void {
    this.dirtyVictims++;
    this.evict(word >>> 2);
  }

  private fetch(block: number): number {
    const { twin, lower } = this;
    if (twin !== null) return twin.readBlock(block) === SHARED ? SHARED : EXCLUSIVE;
    if (lower === null) return this.bus === null ? EXCLUSIVE : this.bus.fetch(block);
    lower.read((block << this.blockShift) >>> 0, this.blockSize);
    return EXCLUSIVE;
  }

  private fetchOwned(block: number): void {
    const { twin, lower } = this;
    if (twin !== null) twin.ownBlock(block);
    else if (lower !== null) lower.read((block << this.blockShift) >>> 0, this.blockSize);
    else if (this.bus !== null) this.bus.claim(block);
  }

  private evict(block: number): void {
    this.writeBacks++;
    const { twin, lower } = this;
    if (twin !== null) twin.writeBlock(block, (block << this.blockShift) >>> 0, this.blockSize);
    else if (lower !== null) lower.write((block << this.blockShift) >>> 0, this.blockSize);
  }

  private storeBelow(address: number, size: number): void {
    this.bytesThrough += size;
    if (this.lower !== null) this.lower.write(address, size);
  }

  private upgrade(block: number): void {
    this.upgrades++;
    if (this.bus !== null) this.bus.claim(block);
    if (this.twin !== null) this.twin.endSharing(block);
  }

  /**
   * Follows an upgrade above, so that the later write-back of that line does not go to the bus a second time; tells
   * whether the line was shared here.
   */
  private endSharing(block: number): boolean {
    const at = this.find(block);
    if (at < 0 || (this.words[at] & 3) !== SHARED) return false;
    this.words[at] = (this.words[at] & ~3) | EXCLUSIVE;
    return true;
  }
}

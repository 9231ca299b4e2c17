import { Cache } from "./cache.ts";

const SMALL_SHIFT = 12;
const LARGE_SHIFT = 22;

/** Entries and ways of the two halves of a data TLB. */
export interface TlbGeometry {
  readonly smallEntries: number;
  readonly smallWays: number;
  readonly largeEntries: number;
  readonly largeWays: number;
}

/** A TLB is a cache whose line is a page: entries times page size bytes, with the same LRU. */
function makeHalf(entries: number, ways: number, page: number): Cache {
  const geometry = { size: entries * page, ways, block: page, write: "back", writeMiss: "allocate" } as const;
  return new Cache(geometry, null, null);
}

/** The data TLB of one processor: 4 KB pages (user memory) and 4 MB pages (the kernel's direct mapping) apart. */
export class Tlb {
  private readonly small: Cache;
  private readonly large: Cache;
  private lastSmall = -1;
  private lastLarge = -1;

  /** Builds an empty TLB. */
  constructor(geometry: TlbGeometry) {
    this.small = makeHalf(geometry.smallEntries, geometry.smallWays, 2 ** SMALL_SHIFT);
    this.large = makeHalf(geometry.largeEntries, geometry.largeWays, 2 ** LARGE_SHIFT);
  }

  get misses(): number {
    return this.small.readMisses + this.large.readMisses;
  }

  /** Looks a user address up; each 4 KB page that a stream enters is one look-up. */
  touchUser(address: number): void {
    const page = address >>> SMALL_SHIFT;
    // A page that is the most recent one already changes neither order nor counts that matter.
    if (page === this.lastSmall) return;
    this.lastSmall = page;
    this.small.readBlock(page);
  }

  /** Looks an address of the kernel's direct mapping up. */
  touchKernel(address: number): void {
    const page = address >>> LARGE_SHIFT;
    if (page === this.lastLarge) return;
    this.lastLarge = page;
    this.large.readBlock(page);
  }

  /** Drops the user's entries, as a change of address space does; the kernel's are global and stay. */
  switchAddressSpace(): void {
    this.small.clear();
    this.lastSmall = -1;
  }
}

import type { Bus } from "./bus.ts";
import { Cache } from "./cache.ts";
import type { CacheGeometry } from "./cache-geometry.ts";
import { INVALID } from "./line-state.ts";
import { LruStack } from "./lru-stack.ts";
import type { MissKinds } from "./miss-kinds.ts";

const SEEN = 1;
const TAKEN = 2;

/**
 * A cache level that also says why it misses (see miss-kinds.ts); hits, misses and order are those of `Cache`.
 *
 * The fully associative reference is not told of invalidations: a block that was taken away and would have been
 * pushed out anyway counts as a capacity miss, not as the fault of DMA.
 */
export class ClassifiedCache extends Cache {
  readonly kinds: MissKinds = { compulsory: 0, capacity: 0, coherence: 0, conflict: 0 };
  private readonly reference: LruStack;
  private readonly history: Uint8Array;

  /** Builds an empty level; blocks are numbered below `blocks`, the size of memory in blocks. */
  constructor(geometry: CacheGeometry, lower: Cache | null, bus: Bus | null, blocks: number) {
    super(geometry, lower, bus);
    this.reference = new LruStack(geometry.size / geometry.block, blocks);
    this.history = new Uint8Array(blocks);
  }

  override readBlock(block: number): number {
    const before = this.readMisses;
    const state = super.readBlock(block);
    this.classify(block, this.readMisses !== before);
    return state;
  }

  override writeBlock(block: number, address: number, size: number): void {
    const before = this.writeMisses;
    super.writeBlock(block, address, size);
    this.classify(block, this.writeMisses !== before);
  }

  override ownBlock(block: number): void {
    const before = this.readMisses;
    super.ownBlock(block);
    this.classify(block, this.readMisses !== before);
  }

  override invalidate(address: number): void {
    if (this.stateOf(address) !== INVALID) this.history[address >>> this.blockShift] |= TAKEN;
    super.invalidate(address);
  }

  private classify(block: number, missed: boolean): void {
    const history = this.history[block];
    this.history[block] = SEEN;
    const referenceHit = this.reference.touch(block);
    if (!missed) return;
    if ((history & SEEN) === 0) this.kinds.compulsory++;
    else if (!referenceHit) this.kinds.capacity++;
    else if ((history & TAKEN) !== 0) this.kinds.coherence++;
    else this.kinds.conflict++;
  }
}

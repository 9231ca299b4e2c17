import type { Bus } from "./bus.ts";
import { Cache } from "./cache.ts";
import type { CacheGeometry } from "./cache-geometry.ts";
import { INVALID } from "./line-state.ts";
import { LruStack } from "./lru-stack.ts";
import { type MissKinds, noMisses } from "./miss-kinds.ts";

const SEEN = 1;
const TAKEN = 2;

/**
 * A cache level that also says why it misses (see miss-kinds.ts); hits, misses and order are those of `Cache`.
 *
 * The fully associative reference is not told of invalidations: a block that was taken away and would have been
 * pushed out anyway counts as a capacity miss, not as the fault of DMA.
 */
export class ClassifiedCache extends Cache {
  /**
   * Causes of `readMisses` that serve reads; of those that serve stores above, with the stores of whole blocks above that
   * found nothing here; and of `writeMisses`.
   */
  readonly readKinds: MissKinds = noMisses();
  readonly ownershipKinds: MissKinds = noMisses();
  readonly writeKinds: MissKinds = noMisses();
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
    this.classify(block, this.readMisses !== before, this.readKinds);
    return state;
  }

  override writeBlock(block: number, address: number, size: number): void {
    const before = this.writeMisses;
    super.writeBlock(block, address, size);
    this.classify(block, this.writeMisses !== before, this.writeKinds);
  }

  override ownBlock(block: number): void {
    const before = this.readMisses;
    super.ownBlock(block);
    this.classify(block, this.readMisses !== before, this.ownershipKinds);
  }

  override takeBlock(block: number): boolean {
    const isHeld = super.takeBlock(block);
    this.classify(block, !isHeld, this.ownershipKinds);
    return isHeld;
  }

  protected override fillWhole(block: number, lower: Cache): void {
    super.fillWhole(block, lower);
    this.classify(block, true, this.writeKinds);
  }

  override invalidate(address: number): void {
    if (this.stateOf(address) !== INVALID) this.history[address >>> this.blockShift] |= TAKEN;
    super.invalidate(address);
  }

  private classify(block: number, missed: boolean, kinds: MissKinds): void {
    const history = this.history[block];
    this.history[block] = SEEN;
    const referenceHit = this.reference.touch(block);
    if (missed) countCause(history, referenceHit, kinds);
  }
}

function countCause(history: number, referenceHit: boolean, kinds: MissKinds): void {
  if ((history & SEEN) === 0) kinds.compulsory++;
  else if (!referenceHit) kinds.capacity++;
  else if ((history & TAKEN) !== 0) kinds.coherence++;
  else kinds.conflict++;
}

/**
 * A fully associative cache of `lines` blocks under LRU, which only tells hit from miss.
 *
 * Every step is constant time (a list through arrays, and a table from block to list node), where a set-associative
 * array of that many ways would search thousands of words.
 */
export class LruStack {
  private readonly nodeOf: Int32Array;
  private readonly blockOf: Int32Array;
  private readonly newer: Int32Array;
  private readonly older: Int32Array;
  private used = 0;
  private newest = -1;
  private oldest = -1;

  /** Builds an empty stack of `lines` places for blocks numbered from 0 to `blocks - 1`. */
  constructor(lines: number, blocks: number) {
    this.nodeOf = new Int32Array(blocks).fill(-1);
    this.blockOf = new Int32Array(lines);
    this.newer = new Int32Array(lines).fill(-1);
    this.older = new Int32Array(lines).fill(-1);
  }

  /** Makes a block the most recently used one and tells whether it was present. */
  touch(block: number): boolean {
    let node = this.nodeOf[block];
    if (node >= 0) {
      if (node !== this.newest) {
        this.unlink(node);
        this.link(node);
      }
      return true;
    }
    if (this.used < this.blockOf.length) {
      node = this.used++;
    } else {
      node = this.oldest;
      this.nodeOf[this.blockOf[node]] = -1;
      this.unlink(node);
    }
    this.nodeOf[block] = node;
    this.blockOf[node] = block;
    this.link(node);
    return false;
  }

  private unlink(node: number): void {
    const newer = this.newer[node];
    const older = this.older[node];
    if (newer >= 0) this.older[newer] = older;
    else this.newest = older;
    if (older >= 0) this.newer[older] = newer;
    else this.oldest = newer;
  }

  private link(node: number): void {
    this.newer[node] = -1;
    this.older[node] = this.newest;
    if (this.newest >= 0) this.newer[this.newest] = node;
    else this.oldest = node;
    this.newest = node;
  }
}

import type { Machine } from "../machine/machine-parameters.ts";
import type { PageAllocator } from "../machine/page-allocator.ts";
import type { Layout } from "./layout.ts";
import { ObjectCache } from "./object-cache.ts";
import { PageFrames } from "./page-frames.ts";

/** Bytes of struct sk_buff [C: include/linux/skbuff.h]. */
export const SKB_BYTES = 160;
/** The general caches of kmalloc, powers of two [C]; larger requests are whole pages there and a fault here. */
const SMALLEST_CLASS = 32;
const LARGEST_CLASS = 32_768;
/** Bytes of data up to which a buffer is small to the mail's skbuff_cache [M]. */
const SMALL_BUFFER = 256;
/** The per-processor arrays of each cache lie in one page of their own. */
const ARRAY_BYTES = 4096;

/** The kernel's allocators together: pages, the size classes of kmalloc, and the skb heads. */
export class KernelMemory {
  readonly frames: PageFrames;
  readonly heads: ObjectCache;
  private readonly classes = new Map<number, ObjectCache>();
  private readonly machine: Machine;

  /** The cache of their own for small buffers' data, where the variant has one. */
  readonly smallBuffers: ObjectCache | null;

  /** Builds empty allocators over a machine's pages; `skbuffCache` gives small buffers' data a cache of its own. */
  constructor(machine: Machine, layout: Layout, pages: PageAllocator, skbuffCache: boolean) {
    this.machine = machine;
    this.frames = new PageFrames(pages, layout, machine["memory.size"] / ARRAY_BYTES);
    this.heads = this.makeCache(SKB_BYTES);
    // Made in every variant, so that a seed gives all of them the same pages.
    const smallBuffers = this.makeCache(SMALL_BUFFER);
    this.smallBuffers = skbuffCache ? smallBuffers : null;
  }

  /** Returns the size class that holds `bytes` bytes. */
  sizeClass(bytes: number): ObjectCache {
    let size = SMALLEST_CLASS;
    while (size < bytes) size *= 2;
    if (size > LARGEST_CLASS) throw new RangeError(`no size class for ${bytes} bytes`);
    let cache = this.classes.get(size);
    if (cache === undefined) {
      cache = this.makeCache(size);
      this.classes.set(size, cache);
    }
    return cache;
  }

  /** Returns the cache that holds the data of a buffer of `bytes` bytes. */
  bufferCache(bytes: number): ObjectCache {
    return this.smallBuffers !== null && bytes <= SMALL_BUFFER ? this.smallBuffers : this.sizeClass(bytes);
  }

  private makeCache(size: number): ObjectCache {
    return new ObjectCache(size, this.machine["cpu.count"], this.frames.takeForSlab(), this.frames);
  }
}

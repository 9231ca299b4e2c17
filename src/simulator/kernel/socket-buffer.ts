import { functionIndex } from "./functions.ts";
import { type KernelMemory, SKB_BYTES } from "./kernel-memory.ts";
import type { ObjectCache } from "./object-cache.ts";
import type { Processor } from "./processor.ts";
import { HEADER_DATA, PAGE_STRUCT, SKB_HEAD } from "./structures.ts";

const ALLOC_SKB = functionIndex("alloc_skb");
const KMALLOC = functionIndex("kmalloc");
const KFREE = functionIndex("kfree");
const CACHE_ALLOC = functionIndex("kmem_cache_alloc");
const CACHE_FREE = functionIndex("kmem_cache_free");
const SKB_CLONE = functionIndex("skb_clone");
const FREE_SKB = functionIndex("__kfree_skb");
const RELEASE_DATA = functionIndex("skb_release_data");

/** Bytes of struct skb_shared_info with its fragment table, at the end of the data [C, zero-copy patch]. */
export const SHARED_INFO_BYTES = 60;
/** Room for link, IP and TCP headers in front of the payload (MAX_TCP_HEADER) [C]. */
export const HEADER_ROOM = 160;

/** A stretch of a page that belongs to a segment. */
export interface Fragment {
  readonly page: number;
  readonly offset: number;
  bytes: number;
}

/** The data of a buffer, which clones share. */
export interface BufferData {
  /** Address of the kmalloc'd part: headers, and without scatter-gather the payload. */
  readonly address: number;
  /** Where that part comes from. */
  readonly cache: ObjectCache;
  readonly sharedInfo: number;
  /** In their order; `addFragment` adds one. */
  fragments: readonly Fragment[];
  users: number;
}

/**
 * What buffers without fragments share. An empty literal would be an array of small integers to the engine, which compiles for
 * that whoever looks at it, and does so again at the first fragment.
 */
const NO_FRAGMENTS: readonly Fragment[] = [{ page: 0, offset: 0, bytes: 0 }].slice(1);

/** A socket buffer: a head, and data that it may share with a clone. */
export interface SocketBuffer {
  readonly head: number;
  readonly data: BufferData;
}

/** Allocates a buffer with `bytes` of linear data (alloc_skb): a head from the pool, data from the size classes. */
export function allocateBuffer(processor: Processor, memory: KernelMemory, bytes: number): SocketBuffer {
  processor.run(ALLOC_SKB);
  const head = memory.heads.allocate(processor, ALLOC_SKB);
  const rounded = Math.ceil(bytes / 16) * 16;
  const cache = memory.bufferCache(rounded + SHARED_INFO_BYTES);
  const allocator = cache === memory.smallBuffers ? CACHE_ALLOC : KMALLOC;
  processor.run(allocator);
  const address = cache.allocate(processor, allocator);
  processor.write(ALLOC_SKB, SKB_HEAD, head, SKB_BYTES);
  const sharedInfo = address + rounded;
  processor.write(ALLOC_SKB, HEADER_DATA, sharedInfo, 12);
  return { head, data: { address, cache, sharedInfo, fragments: NO_FRAGMENTS, users: 1 } };
}

/** Adds a stretch of a page to a buffer's data. */
export function addFragment(data: BufferData, fragment: Fragment): void {
  data.fragments = [...data.fragments, fragment];
}

/** Makes a second head for the same data (skb_clone). */
export function cloneBuffer(processor: Processor, memory: KernelMemory, buffer: SocketBuffer): SocketBuffer {
  processor.run(SKB_CLONE);
  processor.run(CACHE_ALLOC);
  const head = memory.heads.allocate(processor, CACHE_ALLOC);
  processor.read(SKB_CLONE, SKB_HEAD, buffer.head, SKB_BYTES);
  processor.write(SKB_CLONE, SKB_HEAD, head, SKB_BYTES);
  processor.write(SKB_CLONE, HEADER_DATA, buffer.data.sharedInfo, 4);
  buffer.data.users++;
  return { head, data: buffer.data };
}

/** Frees a head, and the data and its pages with the last one (__kfree_skb, skb_release_data). */
export function freeBuffer(processor: Processor, memory: KernelMemory, buffer: SocketBuffer): void {
  const { head, data } = buffer;
  processor.run(FREE_SKB);
  processor.read(FREE_SKB, SKB_HEAD, head, SKB_BYTES);
  processor.run(RELEASE_DATA);
  processor.write(RELEASE_DATA, HEADER_DATA, data.sharedInfo, 4);
  if (--data.users === 0) {
    if (data.fragments.length > 0) {
      processor.read(RELEASE_DATA, HEADER_DATA, data.sharedInfo, 12 + 8 * data.fragments.length);
    }
    for (const { page } of data.fragments) memory.frames.put(processor, RELEASE_DATA, page);
    releaseData(processor, memory, data);
  }
  processor.run(CACHE_FREE);
  processor.write(FREE_SKB, SKB_HEAD, head, 32);
  memory.heads.release(processor, CACHE_FREE, head);
}

function releaseData(processor: Processor, memory: KernelMemory, { address, cache }: BufferData): void {
  if (cache === memory.smallBuffers) {
    processor.run(CACHE_FREE);
    cache.release(processor, CACHE_FREE, address);
    return;
  }
  processor.run(KFREE);
  // kfree() finds the cache of an object through its page.
  processor.read(KFREE, PAGE_STRUCT, memory.frames.structOf(address), 8);
  cache.release(processor, KFREE, address);
}

/** Writes the protocol headers in front of the payload. */
export function writeHeaders(processor: Processor, fn: number, buffer: SocketBuffer, bytes: number): void {
  processor.write(fn, HEADER_DATA, buffer.data.address + HEADER_ROOM - bytes, bytes);
}

/** Returns where the linear payload of a buffer starts. */
export function payloadOf(buffer: SocketBuffer): number {
  return buffer.data.address + HEADER_ROOM;
}

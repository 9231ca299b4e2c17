import { PAGE, type PageAllocator } from "../machine/page-allocator.ts";
import { functionIndex } from "./functions.ts";
import { type Layout, PAGE_STRUCT_BYTES } from "./layout.ts";
import type { Processor } from "./processor.ts";
import { PAGE_LISTS, PAGE_STRUCT } from "./structures.ts";

const RMQUEUE = functionIndex("rmqueue");
const FREE_PAGES = functionIndex("__free_pages_ok");

/** Page frames with their use counts: what alloc_page, get_page and put_page do and touch. */
export class PageFrames {
  private readonly allocator: PageAllocator;
  private readonly layout: Layout;
  private readonly uses: Int32Array;
  private nextColour = 0;

  /** Puts use counts, all 0, over an allocator of `frames` frames. */
  constructor(allocator: PageAllocator, layout: Layout, frames: number) {
    this.allocator = allocator;
    this.layout = layout;
    this.uses = new Int32Array(frames);
  }

  /** Returns the address of a page's struct page. */
  structOf(page: number): number {
    return this.layout.pageStructs + Math.floor(page / PAGE) * PAGE_STRUCT_BYTES;
  }

  /** Takes a page with one user (rmqueue). */
  allocate(processor: Processor): number {
    processor.run(RMQUEUE);
    processor.write(RMQUEUE, PAGE_LISTS, this.layout.zone, 64);
    const page = this.allocator.allocate(this.nextColour++);
    processor.write(RMQUEUE, PAGE_STRUCT, this.structOf(page), 48);
    this.uses[page / PAGE] = 1;
    return page;
  }

  /** Takes a page at start-up, when nobody counts. */
  takeForSlab(): number {
    const page = this.allocator.allocate(this.nextColour++);
    this.uses[page / PAGE] = 1;
    return page;
  }

  /** Adds a user to a page (get_page). */
  get(processor: Processor, fn: number, page: number): void {
    processor.write(fn, PAGE_STRUCT, this.structOf(page) + 16, 4);
    this.uses[page / PAGE]++;
  }

  /** Takes a user away (put_page); the last one frees the page. */
  put(processor: Processor, fn: number, page: number): void {
    processor.write(fn, PAGE_STRUCT, this.structOf(page) + 16, 4);
    if (--this.uses[page / PAGE] > 0) return;
    processor.run(FREE_PAGES);
    processor.write(FREE_PAGES, PAGE_STRUCT, this.structOf(page), 48);
    // The buddy's struct page is looked at before the page goes to the head of the free list.
    processor.read(FREE_PAGES, PAGE_STRUCT, this.structOf(page ^ PAGE), 4);
    processor.write(FREE_PAGES, PAGE_LISTS, this.layout.zone, 64);
    this.allocator.release(page);
  }
}

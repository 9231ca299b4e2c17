import { describe, expect, it } from "vitest";
import { PAGE, PageAllocator } from "../../../src/simulator/machine/page-allocator.ts";
import { createRandom } from "../../../src/stats/random.ts";

describe("PageAllocator", () => {
  it("hands out every page of its range once and then says that memory is full", () => {
    const pages = new PageAllocator(16, 64, 1, createRandom(1));
    const taken = Array.from({ length: 48 }, () => pages.allocate(0) / PAGE);
    expect([...taken].sort((a, b) => a - b)).toEqual(Array.from({ length: 48 }, (_, i) => 16 + i));
    expect(taken).not.toEqual([...taken].sort((a, b) => a - b));
    expect(() => pages.allocate(0)).toThrow("no free page");
  });

  it("hands the page that was freed last out first", () => {
    const pages = new PageAllocator(0, 64, 1, createRandom(1));
    const [first, second] = [pages.allocate(0), pages.allocate(0)];
    pages.release(first);
    pages.release(second);
    expect([pages.allocate(0), pages.allocate(0)]).toEqual([second, first]);
  });

  it("gives the colour that is asked for while it lasts, and the next one afterwards", () => {
    const pages = new PageAllocator(0, 16, 8, createRandom(1));
    const colours = Array.from({ length: 3 }, () => (pages.allocate(5) / PAGE) % 8);
    expect(colours).toEqual([5, 5, 6]);
  });
});

import { describe, expect, it } from "vitest";
import { Tlb } from "../../../src/simulator/machine/tlb.ts";

const geometry = { smallEntries: 64, smallWays: 4, largeEntries: 8, largeWays: 4 };

describe("Tlb", () => {
  it("misses once a page for 64 consecutive pages and on every page for 80 in a ring", () => {
    const tlb = new Tlb(geometry);
    for (let turn = 0; turn < 2; turn++) for (let page = 0; page < 64; page++) tlb.touchUser(page * 4096);
    expect(tlb.misses).toBe(64);
    const ring = new Tlb(geometry);
    for (let turn = 0; turn < 2; turn++) for (let page = 0; page < 80; page++) ring.touchUser(page * 4096);
    expect(ring.misses).toBe(160);
  });

  it("keeps the kernel's large pages when the address space changes", () => {
    const tlb = new Tlb(geometry);
    for (let turn = 0; turn < 2; turn++) {
      tlb.touchUser(0x0804_8000);
      tlb.touchKernel(0xc030_0000);
      tlb.touchKernel(0xc03f_ffff);
      tlb.switchAddressSpace();
    }
    expect(tlb.misses).toBe(3);
  });
});

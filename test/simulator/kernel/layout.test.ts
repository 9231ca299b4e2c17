import { describe, expect, it } from "vitest";
import { KERNEL_FUNCTIONS } from "../../../src/simulator/kernel/functions.ts";
import { makeLayout } from "../../../src/simulator/kernel/layout.ts";
import { layTexts, takeTextPages } from "../../../src/simulator/kernel/text-range.ts";
import { defaultsOf } from "../../../src/simulator/parameters/resolve-parameters.ts";
import { SIMULATION_PARAMETERS } from "../../../src/simulator/simulation-parameters.ts";
import { createRandom } from "../../../src/stats/random.ts";

const parameters = defaultsOf(SIMULATION_PARAMETERS);
const layouts = Array.from({ length: 400 }, (_, seed) => makeLayout(parameters, createRandom(seed)));
/** An L2 of 128 KB and four ways repeats after this many bytes. */
const WAY = 32 * 1024;

describe("makeLayout", () => {
  it("lays no two objects over each other, nor over the pages that are handed out", () => {
    for (const { firstFrame, ...placed } of layouts) {
      const starts = Object.values(placed).toSorted((a, b) => a - b);
      expect(new Set(starts).size).toBe(starts.length);
      expect(starts[0]).toBeGreaterThanOrEqual(0x600000);
      expect(Math.max(...starts)).toBeLessThan(firstFrame * 4096);
    }
    const [{ socket, route, device, devicePrivate }] = layouts;
    const inOrder = [device, devicePrivate, socket, route];
    for (const [i, at] of inOrder.slice(1).entries()) expect(at - inOrder[i]).toBeGreaterThanOrEqual(512);
  });

  it("draws the sets of an object evenly, so that no seed's sets are those of all", () => {
    // 400 draws over eight page colours: 50 each, with a deviation of 6.6.
    const colours = Array.from(
      { length: 8 },
      (_, colour) => layouts.filter(({ socket }) => Math.floor((socket % WAY) / 4096) === colour).length,
    );
    for (const count of colours) expect(Math.abs(count - 50)).toBeLessThan(5 * 6.6);
  });

  it("keeps both rings in one page, and room for rings of any length", () => {
    for (const { receiveRing, transmitRing } of layouts) {
      expect(receiveRing % 4096).toBe(0);
      expect(transmitRing).toBe(receiveRing + 32 * 16);
    }
    const long = makeLayout({ ...parameters, "nic.receiveRing": 4096 }, createRandom(1));
    expect(long.device - long.receiveBuffers).toBeGreaterThanOrEqual(4096 * 2048);
  });
});

describe("takeTextPages", () => {
  it("moves a module and the user's text to pages of their own, each page once, and the kernel's nowhere", () => {
    let next = 0x900000;
    const shifts = takeTextPages(32, "module", () => (next += 4096));
    const { first } = layTexts(0.5, 32, "module");
    const placed = new Map(KERNEL_FUNCTIONS.map(({ name }, fn) => [name, (first[fn] + shifts[fn]) * 32]));
    // The user's loop, and the module's first page and its second, which two of its functions share.
    expect(next).toBe(0x900000 + 3 * 4096);
    const page = (name: string): number => Math.floor((placed.get(name) ?? 0) / 4096);
    expect(page("boomerang_interrupt")).toBe(page("boomerang_rx"));
    expect(page("boomerang_start_xmit")).not.toBe(page("boomerang_rx"));
    expect((placed.get("boomerang_rx") ?? 0) % 4096).toBe(0xa00);
    expect(placed.get("csum_partial_copy_generic")).toBe(0x24a3c0);
  });

  it("leaves a driver that is built in where the third listing has it", () => {
    const shifts = takeTextPages(32, "built-in", () => 0x900000);
    const { first } = layTexts(0.5, 32, "built-in");
    const rx = KERNEL_FUNCTIONS.findIndex(({ name }) => name === "boomerang_rx");
    expect((first[rx] + shifts[rx]) * 32).toBe(0x1d3a00);
  });
});

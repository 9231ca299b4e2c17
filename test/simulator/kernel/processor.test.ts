import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KERNEL_FUNCTIONS } from "../../../src/simulator/kernel/functions.ts";
import { Ledger } from "../../../src/simulator/kernel/ledger.ts";
import { Processor } from "../../../src/simulator/kernel/processor.ts";
import { PAGE_CACHE, SOCKET, STRUCTURES, USER_BUFFER } from "../../../src/simulator/kernel/structures.ts";
import { layTexts } from "../../../src/simulator/kernel/text-range.ts";
import { Cache } from "../../../src/simulator/machine/cache.ts";
import { MachineBuilder } from "../../../src/simulator/machine/machine-builder.ts";
import { geometryOf } from "../../../src/simulator/machine/machine-geometry.ts";
import { MACHINE_PRESETS } from "../../../src/simulator/machine/machine-presets.ts";

const FN = 3;
const NO_SHIFTS = new Int32Array(KERNEL_FUNCTIONS.length);
const WARM = Float64Array.from(KERNEL_FUNCTIONS, () => 0);

function makeProcessor(
  change: Partial<Record<"l1d.size" | "l1d.ways" | "l2.size" | "cost.tlbMiss" | "cost.l2Read", number>>,
) {
  const machine = { ...MACHINE_PRESETS.mendocino500.machine, ...change };
  const ledger = new Ledger();
  const builder = new MachineBuilder(machine, layTexts(0.5, machine["cache.line"], "module"), {
    classified: false,
  });
  const bus = builder.buildMemory();
  const caches = builder.buildProcessor(bus.processors[0], NO_SHIFTS);
  return { machine, ledger, bus, processor: new Processor(0, machine, caches, ledger, WARM) };
}

describe("Processor", () => {
  it("misses in a copy as the copy dword by dword does, at any alignment and associativity", () => {
    const copy = fc.record({
      source: fc.integer({ min: 0, max: 2000 }),
      destination: fc.integer({ min: 2200, max: 4000 }),
      bytes: fc.integer({ min: 1, max: 40 }).map((dwords) => dwords * 4),
    });
    fc.assert(
      fc.property(fc.array(copy, { maxLength: 20 }), fc.constantFrom(1, 2, 4), (copies, ways) => {
        const { processor, machine, ledger } = makeProcessor({
          "l1d.size": 512,
          "l1d.ways": ways,
          "l2.size": 1024,
        });
        const naive = new Cache(
          geometryOf(machine, "l1d"),
          new Cache(geometryOf(machine, "l2"), null, null),
          null,
        );
        for (const { source, destination, bytes } of copies) {
          processor.stream(FN, PAGE_CACHE, USER_BUFFER, source * 4, destination * 4, bytes, false);
          for (let at = 0; at < bytes; at += 4) {
            naive.read(source * 4 + at, 4);
            naive.write(destination * 4 + at, 4);
          }
        }
        const { l1Misses } = ledger.rows;
        const row = FN * STRUCTURES.length;
        expect([l1Misses[row + PAGE_CACHE], l1Misses[row + USER_BUFFER]]).toEqual([
          naive.readMisses,
          naive.writeMisses,
        ]);
      }),
    );
  });

  it("charges an isolated miss 90 cycles, an L2 hit 10, an L1 hit nothing, and books it to the structure", () => {
    const { processor, ledger } = makeProcessor({ "cost.tlbMiss": 0, "cost.l2Read": 10 });
    const row = FN * STRUCTURES.length + SOCKET;
    processor.read(FN, SOCKET, 0, 64);
    expect([ledger.rows.stallCycles[row], ledger.rows.l2Misses[row], processor.time]).toEqual([180, 2, 180]);
    processor.read(FN, SOCKET, 0, 64);
    expect(processor.time).toBe(180);
    // Four more lines of the same set push the first out of a 4-way L1 of 4 KB a way, not out of L2.
    for (let way = 1; way <= 4; way++) processor.read(FN, SOCKET, way * 4096, 4);
    processor.read(FN, SOCKET, 0, 4);
    expect(processor.time).toBe(180 + 4 * 90 + 10);
  });

  it("charges the store after a DMA read an upgrade, 15 cycles", () => {
    const { processor, bus } = makeProcessor({ "cost.tlbMiss": 0 });
    processor.write(FN, SOCKET, 0, 4);
    const before = processor.time;
    bus.dmaRead(0, 32);
    processor.write(FN, SOCKET, 0, 4);
    expect(processor.time - before).toBe(15);
  });
});

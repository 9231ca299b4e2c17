import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KERNEL_FUNCTIONS } from "../../../src/simulator/kernel/functions.ts";
import { rowOf } from "../../../src/simulator/kernel/ledger.ts";
import { MachineBuilder } from "../../../src/simulator/kernel/machine-builder.ts";
import { PAGE_CACHE, SOCKET, USER_BUFFER } from "../../../src/simulator/kernel/structures.ts";
import { layTexts } from "../../../src/simulator/kernel/text-range.ts";
import { Cache } from "../../../src/simulator/machine/cache.ts";
import { geometryOf } from "../../../src/simulator/machine/machine-geometry.ts";
import { MACHINE_PRESETS } from "../../../src/simulator/machine/machine-presets.ts";

const FN = 3;
const NO_SHIFTS = new Int32Array(KERNEL_FUNCTIONS.length);
const WARM = Float64Array.from(KERNEL_FUNCTIONS, () => 0);

function makeProcessor(
  change: Partial<Record<"l1d.size" | "l1d.ways" | "l2.size" | "cost.tlbMiss" | "cost.l2Read", number>>,
) {
  const machine = { ...MACHINE_PRESETS.mendocino500.machine, ...change };
  const texts = layTexts(0.5, machine["cache.line"], "module");
  const builder = new MachineBuilder(machine, texts, WARM, { classified: false, core: null });
  const { processors, devices, ledger } = builder.build(NO_SHIFTS);
  return { machine, ledger, devices, processor: processors[0] };
}

describe("ModelledProcessor", () => {
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
        const missesOf = (structure: number): number => ledger.at("l1Misses", rowOf(FN, structure));
        expect([missesOf(PAGE_CACHE), missesOf(USER_BUFFER)]).toEqual([naive.readMisses, naive.writeMisses]);
      }),
    );
  });

  it("charges an isolated miss 90 cycles, an L2 hit 10, an L1 hit nothing, and books it to the structure", () => {
    const { processor, ledger } = makeProcessor({ "cost.tlbMiss": 0, "cost.l2Read": 10 });
    const row = rowOf(FN, SOCKET);
    processor.read(FN, SOCKET, 0, 64);
    expect([ledger.at("stallCycles", row), ledger.at("l2Misses", row), processor.time]).toEqual([
      180, 2, 180,
    ]);
    processor.read(FN, SOCKET, 0, 64);
    expect(processor.time).toBe(180);
    // Four more lines of the same set push the first out of a 4-way L1 of 4 KB a way, not out of L2.
    for (let way = 1; way <= 4; way++) processor.read(FN, SOCKET, way * 4096, 4);
    processor.read(FN, SOCKET, 0, 4);
    expect(processor.time).toBe(180 + 4 * 90 + 10);
  });

  it("charges the store after a DMA read an upgrade, 15 cycles", () => {
    const { processor, devices } = makeProcessor({ "cost.tlbMiss": 0 });
    processor.write(FN, SOCKET, 0, 4);
    const before = processor.time;
    devices.dmaRead(0, 32);
    processor.write(FN, SOCKET, 0, 4);
    expect(processor.time - before).toBe(15);
  });
});

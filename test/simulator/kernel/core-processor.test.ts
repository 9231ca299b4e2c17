import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { compileCore } from "../../../scripts/compile-wasm.mjs";
import { KERNEL_FUNCTIONS } from "../../../src/simulator/kernel/functions.ts";
import { type BuiltMachine, MachineBuilder } from "../../../src/simulator/kernel/machine-builder.ts";
import { PAGE_CACHE, PAYLOAD, SOCKET } from "../../../src/simulator/kernel/structures.ts";
import { layTexts } from "../../../src/simulator/kernel/text-range.ts";
import { CacheCore } from "../../../src/simulator/machine/cache-core.ts";
import { MACHINE_PRESETS } from "../../../src/simulator/machine/machine-presets.ts";
import { defaultsOf } from "../../../src/simulator/parameters/resolve-parameters.ts";
import { simulate } from "../../../src/simulator/simulate.ts";
import { SIMULATION_PARAMETERS } from "../../../src/simulator/simulation-parameters.ts";
import { VARIANTS } from "../../../src/simulator/variants.ts";

const core = new CacheCore(await compileCore("cache-core"));
const SPAN = 8192;
/** So few pages that the TLBs below find them again, push them out and drop them. */
const USER_PAGES = 12;
const KERNEL_PAGES = 8;
/** Fractions, as calibrated ones are: a sum in another order would have other last digits. */
const WARM = Float64Array.from(KERNEL_FUNCTIONS, (_, fn) => 100 + fn / 7);

const SHIFTS = Int32Array.from(KERNEL_FUNCTIONS, (_, fn) => 3 * fn);

const step = fc.record({
  kind: fc.constantFrom(
    "run",
    "spend",
    "read",
    "write",
    "walk",
    "stream",
    "whole",
    "user",
    "kernel",
    "switch",
    "dmaRead",
    "dmaWrite",
  ),
  cpu: fc.nat(1),
  fn: fc.nat(KERNEL_FUNCTIONS.length - 1),
  address: fc.nat(SPAN),
  other: fc.nat(SPAN),
  bytes: fc.integer({ min: 1, max: 700 }),
});
type Step = { kind: string; cpu: number; fn: number; address: number; other: number; bytes: number };

function power(least: number, most: number): fc.Arbitrary<number> {
  return fc.integer({ min: least, max: most }).map((exponent) => 2 ** exponent);
}

function apply({ processors, devices }: BuiltMachine, one: Step): void {
  const { kind, cpu, fn, address, other, bytes } = one;
  const processor = processors[cpu];
  if (kind === "run") processor.run(fn);
  else if (kind === "spend") processor.spend(fn, bytes / 3);
  else if (kind === "read") processor.read(fn, SOCKET, address, bytes);
  else if (kind === "write") processor.write(fn, SOCKET, address, bytes);
  else if (kind === "walk") processor.walkUser(fn, SOCKET, address, bytes >> 4, bytes % 5, 5);
  else if (kind === "user") processor.lookUpUser((address % USER_PAGES) * 4096);
  else if (kind === "kernel") processor.lookUpKernel((address % KERNEL_PAGES) * 2 ** 22);
  else if (kind === "switch") processor.switchAddressSpace();
  else if (kind === "dmaRead") devices.dmaRead(address, bytes);
  else if (kind === "dmaWrite") devices.dmaWrite(address, bytes);
  else processor.stream(fn, PAGE_CACHE, PAYLOAD, address, other, bytes, kind === "whole");
}

/** What the processors have booked, by place; places that hold nothing are left out. */
function bookOf({ ledger }: BuiltMachine): number[][] {
  const { cells, calls, instructionCycles } = ledger;
  return [cells, calls, instructionCycles].map((column) =>
    [...column.entries()].filter(([, value]) => value !== 0).flat(),
  );
}

/** Machines of four sets and more. From 32 on a copy goes by fours, below it goes step by step. */
const shape = fc
  .record({
    "cache.line": power(4, 6),
    "l1d.size": power(8, 12),
    "l1d.ways": power(0, 2),
    "l1i.size": power(10, 12),
    "l1i.ways": power(0, 2),
    "l2.size": power(9, 13),
    "l2.ways": power(0, 3),
    "tlb.smallEntries": power(3, 5),
    "tlb.smallWays": power(0, 3),
    "tlb.largeEntries": power(2, 3),
    "tlb.largeWays": power(0, 2),
  })
  .map((geometry) => ({ ...MACHINE_PRESETS.mendocino500.machine, ...geometry, "memory.size": 2 ** 23 }))
  .filter((machine) => core.canModel(machine));

describe("CoreProcessor", () => {
  it("books like the general model after every step, whatever the geometry", () => {
    fc.assert(
      fc.property(shape, fc.array(step, { maxLength: 200, size: "max" }), (machine, steps) => {
        const texts = layTexts(0.5, machine["cache.line"], "module");
        const [general, fast] = [null, core].map((each) =>
          new MachineBuilder(machine, texts, WARM, { classified: false, core: each }).build(SHIFTS),
        );
        const [expected, times] = [general, fast].map((built) =>
          steps.flatMap((one) => {
            apply(built, one);
            return built.processors.map(({ time }) => time);
          }),
        );
        expect(times).toEqual(expected);
        expect(bookOf(fast)).toEqual(bookOf(general));
      }),
      { numRuns: 100 },
    );
  });

  it("remembers texts in turn, and simulates them where its memo is full, as the general model does", () => {
    // The largest instruction caches leave the memo room for two states.
    const machine = {
      ...MACHINE_PRESETS.mendocino500.machine,
      "cache.line": 16,
      "l1i.size": 2 ** 26,
      "l1i.ways": 4,
    };
    const texts = layTexts(0.5, 16, "module");
    const [general, fast] = [null, core].map((each) =>
      new MachineBuilder(machine, texts, WARM, { classified: false, core: each }).build(SHIFTS),
    );
    for (let turn = 0; turn < 3; turn++) {
      for (let fn = 0; fn < KERNEL_FUNCTIONS.length; fn++) {
        for (const { processors } of [general, fast]) processors[turn % 2].run(fn);
      }
    }
    expect(bookOf(fast)).toEqual(bookOf(general));
    expect(fast.processors[0].time).toBe(general.processors[0].time);
  });

  it.each([
    ["no-sg", {}],
    ["sg-csum", { "irq.toSender": 0.5 }],
    ["sg-choose", { "l1d.ways": 1, "l2.size": 2 ** 18 }],
  ])("simulates %s to the same last digit", (name, change) => {
    const parameters = {
      ...defaultsOf(SIMULATION_PARAMETERS),
      "work.wraps": 0.02,
      "work.warmUp": 0.02,
      ...change,
    };
    const variant = VARIANTS.find((each) => each.name === name) ?? VARIANTS[0];
    const [fast, general] = [core, null].map((each) => simulate(variant, parameters, [1, 2], { core: each }));
    expect(fast).toEqual(general);
  });

  it("leaves a machine to the general model where its memory cannot grow", () => {
    const crowded = vi.spyOn(core, "build").mockReturnValue(null);
    const parameters = { ...defaultsOf(SIMULATION_PARAMETERS), "work.wraps": 0.01, "work.warmUp": 0.02 };
    const [without, general] = [core, null].map((each) =>
      simulate(VARIANTS[0], parameters, [1], { core: each }),
    );
    expect(crowded).toHaveBeenCalled();
    expect(without).toEqual(general);
    crowded.mockRestore();
  });

  it("declines what it does not have", () => {
    const { machine } = MACHINE_PRESETS.mendocino500;
    expect(core.canModel(machine)).toBe(true);
    expect(core.canModel({ ...machine, "l1d.write": "through" })).toBe(false);
    expect(core.canModel({ ...machine, "l2.writeMiss": "around" })).toBe(false);
    expect(core.canModel({ ...machine, "l1d.ways": 256 })).toBe(false);
    expect(core.canModel({ ...machine, "l1d.ways": 128 })).toBe(true);
    expect(core.canModel({ ...machine, "cpu.count": 3 })).toBe(false);
  });
});

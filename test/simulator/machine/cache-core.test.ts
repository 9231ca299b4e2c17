import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { compileCore } from "../../../scripts/compile-wasm.mjs";
import { CacheCore } from "../../../src/simulator/machine/cache-core.ts";
import type { MachineMemory } from "../../../src/simulator/machine/machine-memory.ts";
import { MACHINE_PRESETS } from "../../../src/simulator/machine/machine-presets.ts";
import { modelMemory } from "../../../src/simulator/machine/modelled-memory.ts";
import { defaultsOf } from "../../../src/simulator/parameters/resolve-parameters.ts";
import { simulate } from "../../../src/simulator/simulate.ts";
import { SIMULATION_PARAMETERS } from "../../../src/simulator/simulation-parameters.ts";
import { VARIANTS } from "../../../src/simulator/variants.ts";

const core = new CacheCore(await compileCore("cache-core"));
const SPAN = 8192;

const step = fc.record({
  kind: fc.constantFrom("read", "write", "walk", "stream", "whole", "text", "dmaRead", "dmaWrite"),
  cpu: fc.nat(1),
  address: fc.nat(SPAN),
  other: fc.nat(SPAN),
  bytes: fc.integer({ min: 1, max: 300 }),
});
type Step = { kind: string; cpu: number; address: number; other: number; bytes: number };

function power(least: number, most: number): fc.Arbitrary<number> {
  return fc.integer({ min: least, max: most }).map((exponent) => 2 ** exponent);
}

function apply(memory: MachineMemory, { kind, cpu, address, other, bytes }: Step): void {
  const caches = memory.processors[cpu];
  if (kind === "read") caches.read(address, bytes);
  else if (kind === "write") caches.write(address, bytes);
  else if (kind === "walk") caches.walk(address, bytes >> 4, bytes % 5, 5);
  else if (kind === "stream" || kind === "whole") caches.stream(address, other, bytes, kind === "whole");
  else if (kind === "text") caches.readText(address >> 5, bytes >> 5);
  else if (kind === "dmaRead") memory.dmaRead(address, bytes);
  else memory.dmaWrite(address, bytes);
}

describe("CacheCore", () => {
  it("counts like the general model after every step, whatever the geometry", () => {
    const shape = fc.record({
      "cache.line": power(4, 6),
      "l1d.size": power(8, 10),
      "l1d.ways": power(0, 2),
      "l2.size": power(9, 12),
      "l2.ways": power(0, 3),
    });
    fc.assert(
      fc.property(shape, fc.array(step, { maxLength: 300 }), (geometry, steps) => {
        const machine = { ...MACHINE_PRESETS.mendocino500.machine, ...geometry };
        const general = modelMemory(machine, false);
        const fast = core.modelMemory(machine);
        if (fast === null) throw new Error("no memory for the core");
        for (const one of steps) {
          apply(general, one);
          apply(fast, one);
          for (const cpu of [0, 1])
            expect([...fast.processors[cpu].tally]).toEqual([...general.processors[cpu].tally]);
        }
      }),
      { numRuns: 150 },
    );
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
    const crowded = vi.spyOn(core, "modelMemory").mockReturnValue(null);
    const parameters = { ...defaultsOf(SIMULATION_PARAMETERS), "work.wraps": 0.01, "work.warmUp": 0.02 };
    const [without, general] = [core, null].map((each) =>
      simulate(VARIANTS[0], parameters, [1], { core: each }),
    );
    expect(crowded).toHaveBeenCalled();
    expect(without).toEqual(general);
    crowded.mockRestore();
  });

  it("declines policies that it does not have", () => {
    const { machine } = MACHINE_PRESETS.mendocino500;
    expect(core.canModel(machine)).toBe(true);
    expect(core.canModel({ ...machine, "l1d.write": "through" })).toBe(false);
    expect(core.canModel({ ...machine, "l2.writeMiss": "around" })).toBe(false);
  });
});

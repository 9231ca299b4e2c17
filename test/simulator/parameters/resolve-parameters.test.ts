import { describe, expect, it } from "vitest";
import { MACHINE_PARAMETERS } from "../../../src/simulator/machine/machine-parameters.ts";
import { MACHINE_PRESETS } from "../../../src/simulator/machine/machine-presets.ts";
import { findMachineFaults, readMachine } from "../../../src/simulator/machine/read-machine.ts";
import { SIMULATION_PARAMETERS } from "../../../src/simulator/simulation-parameters.ts";

describe("readMachine", () => {
  it("lays nested and dotted names over the preset that is named", () => {
    const { machine, faults } = readMachine({ extends: "katmai500", l2: { ways: 8 }, "cpu.count": 1 });
    expect(faults).toEqual([]);
    expect([machine["l2.size"], machine["l2.ways"], machine["cpu.count"]]).toEqual([512 * 1024, 8, 1]);
  });

  it.each([
    [{ extends: "athlon" }, "extends", "none of mendocino500, coppermine650, katmai500, xeon500-2m"],
    [{ l2: { size: 100_000 } }, "l2.size", "not a power of two"],
    [{ l2: { size: "128K" } }, "l2.size", '"128K" is not a number'],
    [{ l2: { ways: 65_536 } }, "l2.ways", "only 4096 lines"],
    [{ l2: { colour: 3 } }, "l2.colour", "under l2. there are l2.size, l2.ways"],
    [{ cores: 4 }, "cores", "groups are cpu, memory, l1d"],
    [{ cpu: { count: 3 } }, "cpu.count", "outside 1 to 2"],
    [{ cpu: { count: 1.5 } }, "cpu.count", "whole number"],
    [{ cost: { memoryRead: -1 } }, "cost.memoryRead", "outside 1 to 1000 cycles"],
    [{ l1d: { write: "behind" } }, "l1d.write", "none of back, through"],
    [{ tlb: { smallWays: 128 } }, "tlb.smallWays", "only 64 entries"],
    [{ l2: { size: null } }, "l2.size", "null is not a number"],
  ])("refuses %j and says why", (given, name, message) => {
    const { faults } = readMachine(given);
    expect(faults.map((fault) => fault.name)).toEqual([name]);
    expect(faults[0].message).toContain(message);
  });

  it("finds no fault in any preset", () => {
    const faults = Object.values(MACHINE_PRESETS).flatMap(({ machine }) => findMachineFaults(machine));
    expect(faults).toEqual([]);
  });
});

describe("the parameters", () => {
  it("each have a default within their range, a sentence, and a source with its mark", () => {
    for (const [name, parameter] of Object.entries(SIMULATION_PARAMETERS)) {
      expect(parameter.meaning, name).toMatch(/^\S.*\w.*[.)]$/);
      expect(parameter.source, name).toMatch(/^[MCDFP]: /);
      if (parameter.type === "choice") continue;
      expect(parameter.default, name).toBeGreaterThanOrEqual(parameter.min);
      expect(parameter.default, name).toBeLessThanOrEqual(parameter.max);
    }
  });

  it("describe the mail's machine: 16 KB and 128 KB, 4-way, 32-byte lines", () => {
    const { machine } = MACHINE_PRESETS.mendocino500;
    expect(Object.keys(machine)).toEqual(Object.keys(MACHINE_PARAMETERS));
    expect([machine["l1d.size"], machine["l2.size"], machine["l2.ways"], machine["cache.line"]]).toEqual([
      16_384, 131_072, 4, 32,
    ]);
  });
});

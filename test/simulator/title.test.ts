import { describe, expect, it } from "vitest";
import { MACHINE_PRESETS } from "../../src/simulator/machine/machine-presets.ts";
import { defaultsOf } from "../../src/simulator/parameters/resolve-parameters.ts";
import {
  SIMULATION_PARAMETERS,
  type SimulationParameters,
} from "../../src/simulator/simulation-parameters.ts";
import { titleOf } from "../../src/simulator/title.ts";
import { VARIANTS } from "../../src/simulator/variants.ts";

const [noSg] = VARIANTS;
const titled = (settings: Partial<SimulationParameters>): string =>
  titleOf(noSg, { ...defaultsOf(SIMULATION_PARAMETERS), ...settings });

describe("the title of a simulation", () => {
  it("is the mail's own where everything is as in the mail", () => {
    for (const variant of VARIANTS) {
      expect(titleOf(variant, defaultsOf(SIMULATION_PARAMETERS))).toBe(variant.title);
    }
  });

  it("names what is not: call and chunk in the mail's words, settings as --set takes them", () => {
    expect(titled({ "work.chunk": 4096 })).toBe("send(4k), no SG");
    expect(titled({ "work.chunk": 1000, "l2.size": 512 * 1024 })).toBe("send(1000), no SG, l2.size=512K");
    expect(titled({ "nic.driver": "built-in", "cpu.count": 1 })).toBe(
      "send(8k), no SG, cpu.count=1, nic.driver=built-in",
    );
  });

  it("names the machine, and what differs from it", () => {
    for (const [name, { machine }] of Object.entries(MACHINE_PRESETS).slice(1)) {
      expect(titled(machine)).toBe(`send(8k), no SG, ${name}`);
      expect(titled({ ...machine, "cpu.count": 1 })).toBe(`send(8k), no SG, ${name}, cpu.count=1`);
    }
  });

  it("lists ten settings, and counts what a few lines do not hold", () => {
    const ten = {
      "cpu.count": 1,
      "cpu.clock": 499,
      "l1d.size": 8192,
      "l2.ways": 8,
      "l2.size": 1_048_576,
      "nic.driver": "built-in",
      "nic.checksum": "off",
      "nic.mitigation": "off",
      "work.bufferOffset": 64,
      "profile.seconds": 5,
    } as const;
    expect(titled(ten).split("=")).toHaveLength(11);
    expect(titled(ten)).toContain("l2.size=1M");
    expect(titled({ ...ten, "profile.rate": 200 })).toMatch(/^(?:[^=]*=){4}[^=]*, 7 more settings$/);
  });
});

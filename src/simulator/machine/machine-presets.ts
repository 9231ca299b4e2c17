import { defaultsOf } from "../parameters/resolve-parameters.ts";
import { MACHINE_PARAMETERS, type Machine } from "./machine-parameters.ts";

const KILO = 1024;
const mendocino500 = defaultsOf(MACHINE_PARAMETERS);

/**
 * Costs of memory for a 100 MHz bus in place of the Mendocino's 66 MHz one, in cycles at 500 MHz [P]: a line's
 * transfer takes two thirds of the time, of which about half is bus.
 */
const BUS_100 = {
  "cost.memoryRead": 40,
  "cost.ownership": 50,
  "cost.writeBack": 45,
  "cost.wholeLine": 64,
  "cost.isolated": 75,
} as const;

function scaleMemory(machine: typeof BUS_100, factor: number): Record<keyof typeof BUS_100, number> {
  return {
    "cost.memoryRead": machine["cost.memoryRead"] * factor,
    "cost.ownership": machine["cost.ownership"] * factor,
    "cost.writeBack": machine["cost.writeBack"] * factor,
    "cost.wholeLine": machine["cost.wholeLine"] * factor,
    "cost.isolated": machine["cost.isolated"] * factor,
  };
}

/** The machines that can be named, with the sentence that introduces each. Only the first one is calibrated. */
export const MACHINE_PRESETS: Readonly<
  Record<string, { readonly title: string; readonly machine: Machine }>
> = {
  mendocino500: {
    title: "dual Celeron 500 (Mendocino), 128 KB L2 at full speed: the mail's machine",
    machine: mendocino500,
  },
  coppermine650: {
    title: "dual Pentium III 650 (Coppermine), 256 KB 8-way L2 at full speed, 100 MHz bus",
    machine: {
      ...mendocino500,
      ...scaleMemory(BUS_100, 1.3),
      "cpu.clock": 650,
      "l2.size": 256 * KILO,
      "l2.ways": 8,
      "cost.l2Read": 7,
      "cost.l2Write": 7,
      "cost.programmedIo": 520,
    },
  },
  katmai500: {
    title: "dual Pentium III 500 (Katmai), 512 KB L2 at half speed, 100 MHz bus",
    machine: { ...mendocino500, ...BUS_100, "l2.size": 512 * KILO, "cost.l2Read": 20, "cost.l2Write": 20 },
  },
  "xeon500-2m": {
    title: 'dual Pentium III Xeon 500, 2 MB L2 at full speed, 100 MHz bus: the "toy" of the mail',
    machine: { ...mendocino500, ...BUS_100, "l2.size": 2048 * KILO },
  },
};

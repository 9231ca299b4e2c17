import { CALIBRATED_COSTS } from "../calibration/calibrated-costs.ts";
import type { ChoiceParameter, NumberParameter, ValuesOf } from "../parameters/parameter.ts";

type Range = readonly [from: number, to: number];

function count(
  value: number,
  [min, max]: Range,
  unit: string,
  meaning: string,
  source: string,
): NumberParameter {
  return { type: "integer", default: value, min, max, unit, meaning, source };
}

function power(
  value: number,
  [min, max]: Range,
  unit: string,
  meaning: string,
  source: string,
): NumberParameter {
  return { type: "power-of-two", default: value, min, max, unit, meaning, source };
}

function cycles(value: number, [min, max]: Range, meaning: string, source: string): NumberParameter {
  return { type: "number", default: value, min, max, unit: "cycles", meaning, source };
}

const WRITE: ChoiceParameter<"back" | "through"> = {
  type: "choice",
  choices: ["back", "through"],
  default: "back",
  meaning: "When a written line goes to the level below: when it is evicted, or at once.",
  source: "M: P6 family manuals",
};

const WRITE_MISS: ChoiceParameter<"allocate" | "around"> = {
  type: "choice",
  choices: ["allocate", "around"],
  default: "allocate",
  meaning: "Whether a store that misses brings its line in.",
  source: "M: P6 family manuals",
};

const KILO = 1024;
const MEGA = KILO * KILO;
const SIZES: Range = [256, 64 * MEGA];
const LINES: Range = [16, 128];
const CPUID = "M: CPUID leaf 2 of the Mendocino";

const fitted = CALIBRATED_COSTS.costs;

/**
 * Everything that a machine file may set. Costs are cycles of this machine's own clock, so a preset with another
 * clock states its own; ranges are those of the 500 MHz machine of the mail, widened by four for other machines.
 */
export const MACHINE_PARAMETERS = {
  "cpu.clock": {
    ...cycles(500, [1, 10_000], "Processor clock.", 'M: "dual 500 MHz" in the mail'),
    unit: "MHz",
  },
  "cpu.count": count(2, [1, 2], "", "Processors with coherent caches.", "M: dual Celeron"),
  "memory.size": power(
    64 * MEGA,
    [32 * MEGA, 1024 * MEGA],
    "bytes",
    "Physical memory; the file set must fit.",
    "P: holds 22 MB of files",
  ),
  "memory.colouring": {
    type: "choice",
    choices: ["off", "on"],
    default: "off",
    meaning: "Whether pages are handed out by the cache colour that the caller asks for.",
    source: "C: Linux 2.4 does not colour pages",
  } satisfies ChoiceParameter<"off" | "on">,

  "l1d.size": power(16 * KILO, SIZES, "bytes", "Data of the first-level data cache.", CPUID),
  "l1d.ways": power(4, [1, 65_536], "", "Ways of the first-level data cache.", CPUID),
  "l1d.write": WRITE,
  "l1d.writeMiss": WRITE_MISS,
  "l1i.size": power(16 * KILO, SIZES, "bytes", "Code in the first-level instruction cache.", CPUID),
  "l1i.ways": power(4, [1, 65_536], "", "Ways of the first-level instruction cache.", CPUID),
  "l2.size": power(128 * KILO, SIZES, "bytes", "Data and code in the second-level cache.", CPUID),
  "l2.ways": power(4, [1, 65_536], "", "Ways of the second-level cache.", CPUID),
  "l2.write": WRITE,
  "l2.writeMiss": WRITE_MISS,
  "cache.line": power(32, LINES, "bytes", "Line of all levels and of the bus.", CPUID),
  "tlb.smallEntries": power(64, [1, 4096], "", "Data TLB entries for 4 KB pages.", CPUID),
  "tlb.smallWays": power(4, [1, 4096], "", "Their ways.", CPUID),
  "tlb.largeEntries": power(8, [1, 4096], "", "Data TLB entries for 4 MB pages (the kernel's).", CPUID),
  "tlb.largeWays": power(4, [1, 4096], "", "Their ways.", CPUID),

  "cost.memoryRead": cycles(
    50,
    [1, 1000],
    "A line read from memory in a stream.",
    "M: 320 MB/s read on that machine; 50-60",
  ),
  "cost.ownership": cycles(
    63,
    [1, 1000],
    "A store's read for ownership (F).",
    "F: F + W = 123 from 130 MB/s written; 53-105",
  ),
  "cost.writeBack": cycles(
    60,
    [0, 1000],
    "Write-back of a dirty victim (W).",
    "F: F + W = 123 from 130 MB/s written; 20-70",
  ),
  "cost.l2Read": cycles(
    fitted["cost.l2Read"].value,
    [0, 1000],
    "A read that misses L1 and hits L2, a line.",
    "F: calibrated within 4-24",
  ),
  "cost.l2Write": cycles(10, [0, 1000], "A store that misses L1 and hits L2, a line.", "F: 4-24"),
  "cost.upgrade": cycles(
    15,
    [0, 1000],
    "A store to a line that a DMA read or the other processor left shared.",
    "F: 8-50",
  ),
  "cost.wholeLine": cycles(
    fitted["cost.wholeLine"].value,
    [0, 1000],
    "A fast-string store to a line absent from L2, in place of F.",
    "F: calibrated within 25-80 on the page-aligned pair and the third listing's copies",
  ),
  "cost.isolated": cycles(90, [1, 2000], "A memory access outside a stream.", "P: 75-100"),
  "cost.tlbMiss": cycles(20, [0, 1000], "A page walk that finds its entries in the cache.", "P: 10-40"),
  "cost.fastString": cycles(
    fitted["cost.fastString"].value,
    [0, 1000],
    "Fast string, a line with everything in L1.",
    "F: calibrated within 6-14",
  ),
  "cost.checksumCopy": cycles(
    fitted["cost.checksumCopy"].value,
    [0, 1000],
    "csum_partial_copy, a line with everything in L1.",
    "F: calibrated within 14-26",
  ),
  "cost.slowString": cycles(
    22,
    [0, 1000],
    "rep movsl that is not fast string, a line with everything in L1.",
    "F: 19-30",
  ),
  "cost.straddle": cycles(
    fitted["cost.straddle"].value,
    [0, 1000],
    "A dword that straddles two lines.",
    "F: calibrated within 6-12",
  ),
  "cost.programmedIo": cycles(
    fitted["cost.programmedIo"].value,
    [0, 10_000],
    "One programmed I/O access to the NIC.",
    "F: calibrated within 350-440 on the third listing's driver",
  ),
  "cost.systemCall": cycles(
    350,
    [0, 20_000],
    "Entry to and exit from a system call.",
    "M: null call 325 cycles on a 466 MHz sister machine (0.70 us), +-20 %",
  ),
} as const;

/** A machine: the value of each parameter. */
export type Machine = ValuesOf<typeof MACHINE_PARAMETERS>;

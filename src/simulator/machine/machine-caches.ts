import { Cache } from "./cache.ts";
import type { CacheGeometry } from "./cache-geometry.ts";
import { ClassifiedCache } from "./classified-cache.ts";
import type { Machine } from "./machine-parameters.ts";
import type { MemorySystem } from "./memory-system.ts";
import { Tlb } from "./tlb.ts";

/** The caches of one processor. */
export interface MachineCaches {
  readonly l1d: Cache;
  readonly l1i: Cache;
  readonly l2: Cache;
  readonly tlb: Tlb;
}

/** Returns the shape of one cache of a machine. */
export function geometryOf(machine: Machine, level: "l1d" | "l1i" | "l2"): CacheGeometry {
  const isCode = level === "l1i";
  return {
    size: machine[`${level}.size`],
    ways: machine[`${level}.ways`],
    block: machine["cache.line"],
    write: isCode ? "back" : machine[`${level}.write`],
    writeMiss: isCode ? "allocate" : machine[`${level}.writeMiss`],
  };
}

/** Builds a processor's caches on a memory bus; `classified` ones also say why they miss, at about half the speed. */
export function makeCaches(machine: Machine, memory: MemorySystem, classified: boolean): MachineCaches {
  const bus = memory.port();
  const blocks = machine["memory.size"] / machine["cache.line"];
  const make = (level: "l1d" | "l1i" | "l2", lower: Cache | null): Cache =>
    classified
      ? new ClassifiedCache(geometryOf(machine, level), lower, bus, blocks)
      : new Cache(geometryOf(machine, level), lower, bus);
  const l2 = make("l2", null);
  const l1d = make("l1d", l2);
  memory.attach(l1d);
  const tlb = new Tlb({
    smallEntries: machine["tlb.smallEntries"],
    smallWays: machine["tlb.smallWays"],
    largeEntries: machine["tlb.largeEntries"],
    largeWays: machine["tlb.largeWays"],
  });
  return { l1d, l1i: make("l1i", l2), l2, tlb };
}

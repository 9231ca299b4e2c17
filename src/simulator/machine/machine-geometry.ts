import type { CacheGeometry } from "./cache-geometry.ts";
import type { Machine } from "./machine-parameters.ts";

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

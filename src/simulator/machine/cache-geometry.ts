import { isPowerOfTwo } from "../parameters/power-of-two.ts";

/** The shape and the policies of one cache level. */
export interface CacheGeometry {
  /** Bytes of data, a power of two. */
  readonly size: number;
  /** Lines a set, a power of two; `size / block` of them is fully associative. */
  readonly ways: number;
  /** Bytes a line, a power of two, at least 4 (two bits of a 32-bit word hold the line's state). */
  readonly block: number;
  /** `back`: a written line goes down when it is evicted; `through`: each write goes down at once. */
  readonly write: "back" | "through";
  /** Whether a write miss brings the line in. */
  readonly writeMiss: "allocate" | "around";
}

const SMALLEST_BLOCK = 4;
const LARGEST_CACHE = 2 ** 28;

/** Lists what makes a geometry impossible, as `[field, reason]` pairs; an empty list means that it can be built. */
export function findGeometryFaults(geometry: CacheGeometry): [keyof CacheGeometry, string][] {
  const faults: [keyof CacheGeometry, string][] = [];
  for (const field of ["size", "ways", "block"] as const) {
    if (!isPowerOfTwo(geometry[field])) faults.push([field, `${geometry[field]} is not a power of two`]);
  }
  if (faults.length > 0) return faults;
  if (geometry.block < SMALLEST_BLOCK)
    faults.push(["block", `${geometry.block} bytes is below ${SMALLEST_BLOCK}`]);
  if (geometry.size > LARGEST_CACHE)
    faults.push(["size", `${geometry.size} bytes is above ${LARGEST_CACHE}`]);
  if (geometry.block > geometry.size) {
    faults.push(["block", `${geometry.block} bytes do not fit into a cache of ${geometry.size}`]);
  } else if (geometry.ways > geometry.size / geometry.block) {
    faults.push(["ways", `${geometry.ways} ways, but only ${geometry.size / geometry.block} lines`]);
  }
  return faults;
}

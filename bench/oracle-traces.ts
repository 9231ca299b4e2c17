import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { CacheGeometry } from "../src/simulator/machine/cache-geometry.ts";
import { median, reportFigure } from "./harness.ts";

/** References of one run. */
export const REFERENCES = 1e7;

const FOLDER = "fixtures/oracle";
const level = { ways: 4, block: 32, write: "back", writeMiss: "allocate" } as const;

/** The levels of the oracle's configuration `celeron`. */
export const L1: CacheGeometry = { ...level, size: 16384 };
export const L2: CacheGeometry = { ...level, size: 131072 };

/** References of the oracle's kind: 0 a read, 1 a write, 4 a copy back, the rest an invalidation. */
export interface Traces {
  readonly addresses: Uint32Array;
  readonly sizes: Uint16Array;
  readonly types: Uint8Array;
}

/** Returns the seven traces of the oracle, one after the other. */
export function loadTraces(): Traces {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".bin.gz"));
  const bytes = Buffer.concat(names.sort().map((name) => gunzipSync(readFileSync(`${FOLDER}/${name}`))));
  const count = bytes.length / 8;
  const addresses = new Uint32Array(count);
  const sizes = new Uint16Array(count);
  const types = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    addresses[i] = bytes.readUInt32LE(i * 8);
    sizes[i] = bytes.readUInt16LE(i * 8 + 4);
    types[i] = bytes[i * 8 + 6];
  }
  return { addresses, sizes, types };
}

/** Reports the rate of 10 million references or lines, and what they cost in reference loops. */
export function reportRate(
  job: string,
  seconds: readonly number[],
  reference: number,
  target: number | null,
): void {
  const used = median(seconds);
  reportFigure(job, REFERENCES / 1e6 / used, "M/s", target);
  reportFigure(`${job}, in reference loops of 1e8 turns`, used / reference, "loops", null);
}

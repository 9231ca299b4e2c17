import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { Cache } from "../../../src/simulator/machine/cache.ts";
import type { CacheGeometry } from "../../../src/simulator/machine/cache-geometry.ts";

interface DineroLevel {
  size: number;
  assoc: number;
  bsize: number;
  walloc: string;
  wback: string;
}
interface Counters {
  fetchR: number;
  fetchW: number;
  missR: number;
  missW: number;
  bytesFrom: number;
  bytesTo: number;
}
interface Run {
  trace: string;
  config: string;
  expected: { l1: Counters; l2: Counters | null };
}

const FOLDER = new URL("../../../fixtures/oracle/", import.meta.url);
const {
  configs,
  runs,
}: {
  configs: Record<string, { l1: DineroLevel; l2: DineroLevel | null }>;
  runs: Run[];
} = JSON.parse(readFileSync(new URL("expected.json", FOLDER), "utf8"));
const traces = Object.fromEntries(
  [...new Set(runs.map((run) => run.trace))].map((name) => [
    name,
    gunzipSync(readFileSync(new URL(name, FOLDER))),
  ]),
);

function toGeometry(level: DineroLevel): CacheGeometry {
  return {
    size: level.size,
    ways: level.assoc,
    block: level.bsize,
    write: level.wback === "a" ? "back" : "through",
    writeMiss: level.walloc === "a" ? "allocate" : "around",
  };
}

function replay(trace: Buffer, top: Cache): void {
  for (let at = 0; at < trace.length; at += 8) {
    const address = trace.readUInt32LE(at);
    const size = trace.readUInt16LE(at + 4);
    const type = trace[at + 6];
    if (type === 0) top.read(address, size);
    else if (type === 1) top.write(address, size);
    else if (type === 4) top.copyBack(address);
    else top.invalidate(address);
  }
  top.flush();
}

function count(cache: Cache): Counters {
  return {
    fetchR: cache.readFetches,
    fetchW: cache.writeFetches,
    missR: cache.readMisses,
    missW: cache.writeMisses,
    bytesFrom: cache.bytesFrom,
    bytesTo: cache.bytesTo,
  };
}

describe("Dinero IV's counters", () => {
  it("are there for 7 traces on 13 configurations", () => {
    expect(runs).toHaveLength(91);
  });

  it.each(runs)("are met exactly by $trace on $config", ({ trace, config, expected }) => {
    const { l1, l2 } = configs[config];
    const lower = l2 === null ? null : new Cache(toGeometry(l2), null, null);
    const top = new Cache(toGeometry(l1), lower, null);
    replay(traces[trace], top);
    expect({ l1: count(top), l2: lower === null ? null : count(lower) }).toEqual({
      l1: expected.l1,
      l2: expected.l2 ?? null,
    });
  });
});

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Profile, StringTable } from "pprof-format";
import { createRandom, type Random } from "../src/stats/random.ts";

const SAMPLES = 200_000;
const FUNCTIONS = 6_000;
const ENTRIES = 40;
export const CALLS = 6;
const LEAVES = 10;
const PATHS = 70_000;
const DEEPEST = 64;
const WORDS = ["http", "serve", "json", "decode", "alloc", "map", "assign", "conn", "read", "gc", "scan"];

/** Two profiles of one program. */
export interface PprofFiles {
  readonly base: string;
  readonly next: string;
}

/**
 * Writes two CPU profiles of 200,000 samples into `folder`, the same on every machine, or takes those that are there.
 *
 * Shaped like a large Go service: 6,000 functions in one mapping, each with six calls in its body; paths that grow from
 * paths that are there by one to four calls, so that a stack adds about four frames to the tree (recorded profiles: 1.8
 * to 2.7); ten addresses a function at the leaf, so that three samples share a stack of symbols (recorded: 2.2 to 5.4);
 * a tenth of the calls inlined, two values a sample, ids in the order of first use.
 */
export function generatePprofFiles(folder: string): PprofFiles {
  const files = { base: join(folder, "base.pb.gz"), next: join(folder, "next.pb.gz") };
  if (Object.values(files).every((path) => existsSync(path))) return files;
  mkdirSync(folder, { recursive: true });
  const program = drawProgram(createRandom(2001), PATHS);
  writeFileSync(files.base, drawProfile(program, createRandom(1)));
  writeFileSync(files.next, drawProfile(program, createRandom(2)));
  return files;
}

/** Call c of function f is the location f * CALLS + c and leads to callees[f * CALLS + c]; a path is locations, root first. */
export interface Program {
  readonly names: readonly string[];
  readonly callees: readonly number[];
  readonly paths: readonly (readonly number[])[];
}

/** Draws a program and paths through it that grow from one another. */
export function drawProgram(random: Random, pathCount: number): Program {
  const word = (): string => WORDS[below(random, WORDS.length)];
  const names = Array.from(
    { length: FUNCTIONS },
    (_, i) => `github.com/example/${word()}/${word()}.(*${word()}Reader).${word()}${i}`,
  );
  // Mostly a later function, now and then the caller itself.
  const callees = Array.from({ length: FUNCTIONS * CALLS }, (_, call) => {
    const caller = Math.floor(call / CALLS);
    const step = random.nextUniform() < 0.02 ? 0 : 1 + below(random, FUNCTIONS / 16);
    return Math.min(caller + step, FUNCTIONS - 1);
  });
  const paths: number[][] = [];
  for (let i = 0; i < pathCount; i++) {
    const grows = i >= ENTRIES && random.nextUniform() < 0.8;
    const path = grows ? [...paths[below(random, i)]] : [];
    let caller = path.length === 0 ? below(random, ENTRIES) : callees[path[path.length - 1]];
    for (let more = grows ? 1 + below(random, 4) : 5 + below(random, 15); more > 0; more--) {
      const call = caller * CALLS + below(random, CALLS);
      path.push(call);
      caller = callees[call];
    }
    paths.push(path.slice(0, DEEPEST));
  }
  return { names, callees, paths };
}

function drawProfile({ names, callees, paths }: Program, random: Random): Uint8Array {
  const stringTable = new StringTable();
  const text = (string: string): number => stringTable.dedup(string);
  const ids = new Map<number, number>();
  const idOf = (location: number): number => {
    const known = ids.get(location);
    if (known === undefined) ids.set(location, ids.size + 1);
    return known ?? ids.size;
  };
  const drawn = new Set<number>();
  const sample: { locationId: number[]; value: number[] }[] = [];
  while (sample.length < SAMPLES) {
    const path = below(random, PATHS);
    const leaf = below(random, LEAVES);
    if (drawn.has(path * LEAVES + leaf)) continue;
    drawn.add(path * LEAVES + leaf);
    const caller = callees[paths[path][paths[path].length - 1]];
    // Leaf addresses stand after all calls.
    const locationId = [FUNCTIONS * CALLS + caller * LEAVES + leaf, ...[...paths[path]].reverse()].map(idOf);
    const count = 1 + below(random, 20 * random.nextUniform());
    sample.push({ locationId, value: [count, count * 10_000_000] });
  }
  const samples = { type: text("samples"), unit: text("count") };
  const cpu = { type: text("cpu"), unit: text("nanoseconds") };
  const profile = new Profile({
    stringTable,
    sampleType: [samples, cpu],
    periodType: cpu,
    period: 10_000_000,
    durationNanos: 30_000_000_000,
    mapping: [
      { id: 1, memoryStart: 0x400000, memoryLimit: 0x4000000, filename: text("service"), hasFunctions: true },
    ],
    function: names.map((name, i) => ({
      id: i + 1,
      name: text(name),
      systemName: text(name),
      filename: text(`/src/${name.split("/")[2]}/${i >> 4}.go`),
    })),
    location: [...ids].map(([location, id]) => {
      const isCall = location < FUNCTIONS * CALLS;
      const caller = isCall
        ? Math.floor(location / CALLS)
        : Math.floor((location - FUNCTIONS * CALLS) / LEAVES);
      const line = [{ functionId: caller + 1, line: 10 + (location % 97) }];
      if (isCall && location % 10 === 0)
        line.unshift({ functionId: 1 + ((location * 7) % FUNCTIONS), line: 3 });
      return { id, mappingId: 1, address: 0x400000 + location * 16, line };
    }),
    sample,
  });
  return gzipSync(profile.encode());
}

function below(random: Random, limit: number): number {
  return Math.floor(random.nextUniform() * limit);
}

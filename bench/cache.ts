/**
 * Measures the cache simulation: millions of references a second on the seven oracle traces, repeated to ten million
 * (configuration `celeron`), of line operations a second with one call a line, and
 * of line operations where every page copied is new to both levels (each misses twice and evicts). CPU seconds, and as a ratio
 * to a reference loop in the same run, because only ratios travel between machines.
 */
import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { warmCycles } from "../src/simulator/calibration/warm-cycles.ts";
import { KERNEL_FUNCTIONS } from "../src/simulator/kernel/functions.ts";
import { MachineBuilder } from "../src/simulator/kernel/machine-builder.ts";
import { layTexts } from "../src/simulator/kernel/text-range.ts";
import { Cache } from "../src/simulator/machine/cache.ts";
import type { CacheGeometry } from "../src/simulator/machine/cache-geometry.ts";
import { MACHINE_PRESETS } from "../src/simulator/machine/machine-presets.ts";
import { modelMemory } from "../src/simulator/machine/modelled-memory.ts";
import { median, reportFigure, secondsOf } from "./harness.ts";
import { runReferenceLoop } from "./reference-loop.ts";

const REFERENCES = 1e7;
const REPEATS = 7;
const TRACES = "fixtures/oracle";

const level = { ways: 4, block: 32, write: "back", writeMiss: "allocate" } as const;
const L1: CacheGeometry = { ...level, size: 16384 };
const L2: CacheGeometry = { ...level, size: 131072 };
const { machine } = MACHINE_PRESETS.mendocino500;
const builder = new MachineBuilder(machine, layTexts(0.5, machine["cache.line"], "module"), warmCycles(), {
  classified: false,
});

function loadTraces(): { addresses: Uint32Array; sizes: Uint16Array; types: Uint8Array } {
  const names = readdirSync(TRACES).filter((name) => name.endsWith(".bin.gz"));
  const bytes = Buffer.concat(names.sort().map((name) => gunzipSync(readFileSync(`${TRACES}/${name}`))));
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

function replay(top: Cache, { addresses, sizes, types }: ReturnType<typeof loadTraces>, count: number): void {
  for (let i = 0; i < count; i++) {
    const type = types[i];
    if (type === 0) top.read(addresses[i], sizes[i]);
    else if (type === 1) top.write(addresses[i], sizes[i]);
    else if (type === 4) top.copyBack(addresses[i]);
    else top.invalidate(addresses[i]);
  }
}

/** The same trace, one call a line: what the simulator does, which knows lines and not sizes. */
function replayLines(top: Cache, { addresses, types }: ReturnType<typeof loadTraces>, count: number): void {
  for (let i = 0; i < count; i++) {
    if (types[i] === 0) top.readBlock(addresses[i] >>> 5);
    else if (types[i] === 1) top.writeBlock(addresses[i] >>> 5, addresses[i], 4);
  }
}

const traces = loadTraces();
const rows = {
  reference: [] as number[],
  trace: [] as number[],
  lines: [] as number[],
  copy: [] as number[],
  core: [] as number[],
};
for (let turn = 0; turn < REPEATS; turn++) {
  rows.reference.push(secondsOf(runReferenceLoop));
  rows.trace.push(
    secondsOf(() => {
      const top = new Cache(L1, new Cache(L2, null, null), null);
      for (let left = REFERENCES; left > 0; left -= traces.types.length) {
        replay(top, traces, Math.min(left, traces.types.length));
      }
    }),
  );
  rows.lines.push(
    secondsOf(() => {
      const top = new Cache(L1, new Cache(L2, null, null), null);
      for (let left = REFERENCES; left > 0; left -= traces.types.length) {
        replayLines(top, traces, Math.min(left, traces.types.length));
      }
    }),
  );
  const general = modelMemory(machine, false).processors[0];
  rows.copy.push(
    secondsOf(() => {
      for (let page = 0; page * 256 < REFERENCES; page++) {
        general.stream((page % 5600) * 4096, 2 ** 25 + (page % 24) * 4096, 4096, false);
      }
    }),
  );
  const [fast] = builder.build(new Int32Array(KERNEL_FUNCTIONS.length)).processors;
  rows.core.push(
    secondsOf(() => {
      for (let page = 0; page * 256 < REFERENCES; page++) {
        fast.stream(0, 0, 1, (page % 5600) * 4096, 2 ** 25 + (page % 24) * 4096, 4096, false);
      }
    }),
  );
}
const reference = median(rows.reference);
for (const [job, seconds, target] of [
  ["cache simulation, mixed trace", rows.trace, 60],
  ["cache simulation, one call a line", rows.lines, 55],
  ["cache simulation, copy of fresh pages", rows.copy, null],
  ["cache simulation, copy of fresh pages, compiled core", rows.core, 85],
] as const) {
  if (seconds.length === 0) continue;
  const used = median(seconds);
  reportFigure(job, REFERENCES / 1e6 / used, "M/s", target);
  reportFigure(`${job}, in reference loops of 1e8 turns`, used / reference, "loops", null);
}

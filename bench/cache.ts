/**
 * Measures the cache model as simulations use it: millions of line operations a second with one call a line, on the seven
 * oracle traces repeated to ten million references, and where every page copied is new to both levels (each misses twice and
 * evicts). CPU seconds, and as a ratio to a reference loop in the same run, because only ratios travel between machines.
 */
import { warmCycles } from "../src/simulator/calibration/warm-cycles.ts";
import { KERNEL_FUNCTIONS } from "../src/simulator/kernel/functions.ts";
import { MachineBuilder } from "../src/simulator/kernel/machine-builder.ts";
import { layTexts } from "../src/simulator/kernel/text-range.ts";
import { Cache } from "../src/simulator/machine/cache.ts";
import { MACHINE_PRESETS } from "../src/simulator/machine/machine-presets.ts";
import { modelMemory } from "../src/simulator/machine/modelled-memory.ts";
import { median, secondsOf } from "./harness.ts";
import { L1, L2, loadTraces, REFERENCES, reportRate, type Traces } from "./oracle-traces.ts";
import { runReferenceLoop } from "./reference-loop.ts";

const REPEATS = 7;

const { machine } = MACHINE_PRESETS.mendocino500;
const builder = new MachineBuilder(machine, layTexts(0.5, machine["cache.line"], "module"), warmCycles(), {
  classified: false,
});

/** The trace, one call a line: what the simulator does, which knows lines and not sizes. */
function replayLines(top: Cache, { addresses, types }: Traces, count: number): void {
  for (let i = 0; i < count; i++) {
    if (types[i] === 0) top.readBlock(addresses[i] >>> 5);
    else if (types[i] === 1) top.writeBlock(addresses[i] >>> 5, addresses[i], 4);
  }
}

const traces = loadTraces();
const rows = {
  reference: [] as number[],
  lines: [] as number[],
  copy: [] as number[],
  core: [] as number[],
};
for (let turn = 0; turn < REPEATS; turn++) {
  rows.reference.push(secondsOf(runReferenceLoop));
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
reportRate("cache simulation, one call a line", rows.lines, reference, 55);
reportRate("cache simulation, copy of fresh pages", rows.copy, reference, null);
reportRate("cache simulation, copy of fresh pages, compiled core", rows.core, reference, 85);

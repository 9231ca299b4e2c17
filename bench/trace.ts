/**
 * Measures the cache model on the seven oracle traces, repeated to ten million references (configuration `celeron`): millions of
 * references a second of CPU, and as a ratio to a reference loop in the same run, because only ratios travel between
 * machines. A part of its own: the engine compiles a cache for all that a process does with one, and a machine with
 * processors and a bus, as in `cache`, makes the trace a tenth slower.
 */
import { Cache } from "../src/simulator/machine/cache.ts";
import { median, secondsOf } from "./harness.ts";
import { L1, L2, loadTraces, REFERENCES, reportRate, type Traces } from "./oracle-traces.ts";
import { runReferenceLoop } from "./reference-loop.ts";

const REPEATS = 9;

function replay(top: Cache, { addresses, sizes, types }: Traces, count: number): void {
  for (let i = 0; i < count; i++) {
    const type = types[i];
    if (type === 0) top.read(addresses[i], sizes[i]);
    else if (type === 1) top.write(addresses[i], sizes[i]);
    else if (type === 4) top.copyBack(addresses[i]);
    else top.invalidate(addresses[i]);
  }
}

const traces = loadTraces();
const length = traces.types.length;
const reference: number[] = [];
const trace: number[] = [];
for (let turn = 0; turn < REPEATS; turn++) {
  reference.push(secondsOf(runReferenceLoop));
  const top = new Cache(L1, new Cache(L2, null, null), null);
  trace.push(
    secondsOf(() => {
      for (let left = REFERENCES; left > 0; left -= length) replay(top, traces, Math.min(left, length));
    }),
  );
}
reportRate("cache simulation, mixed trace", trace, median(reference), 60);

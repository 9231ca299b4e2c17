import { PairInterner } from "../model/pair-interner.ts";
import { PerfEvents } from "./perf-events.ts";
import { NONE, type SampleSink } from "./perf-memo.ts";
import { StackSamples } from "./stack-samples.ts";

/** The samples of a recording, by stack and event. */
export class PerfSamples implements SampleSink {
  readonly columns = new StackSamples();
  readonly events = new PerfEvents(this.columns);
  // Event and comm + 1: what the first lines of samples say that matters, one number for all threads of a name.
  readonly #heads = new PairInterner();

  /** Returns the number of an event, bytes[start .. end), together with the symbol of a comm (NONE where none is stated). */
  internHead(bytes: Uint8Array, start: number, end: number, comm: number): number {
    return this.#heads.intern(this.events.intern(bytes, start, end), comm + 1);
  }

  count(sample: number, head: number, period: number): void {
    this.events.add(this.#heads.first(head), sample, period);
  }

  countStack(frames: Int32Array, depth: number, head: number, line: number, period: number): number {
    const placed = this.#placeInlined(frames, depth, this.#heads.second(head) - 1);
    const sample = this.columns.sampleOf(this.columns.stacks.internLeafFirst(placed, depth), line);
    this.count(sample, head, period);
    return sample;
  }

  // The frames, with each inlined one (-2 - name) in the module of the function around it, which comes later.
  #placeInlined(frames: Int32Array, depth: number, comm: number): Int32Array {
    let inlined = 0;
    while (inlined < depth && frames[inlined] >= 0) inlined += 1;
    if (inlined === depth) return frames;
    const placed = frames.slice(0, depth);
    const { symbols } = this.columns;
    let module = 0;
    const outermost = comm === NONE ? depth - 1 : depth - 2;
    for (let i = outermost; i >= 0; i--) {
      if (placed[i] < 0) placed[i] = symbols.internNamed(-2 - placed[i], module);
      else module = symbols.moduleOf(placed[i]);
    }
    return placed;
  }
}

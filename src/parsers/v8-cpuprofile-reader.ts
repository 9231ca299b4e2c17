import type { Profile, SampleType } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import type { ByteSource } from "./byte-source.ts";
import { JsonDocument } from "./json-document.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";
import { scriptModule } from "./script-module.ts";
import { StackSamples } from "./stack-samples.ts";

const SAMPLES: SampleType = {
  event: "samples",
  unit: "count",
  period: 1,
  assumes: "counts",
  better: "lower",
};

const TIME: SampleType = {
  event: "time",
  unit: "microseconds",
  period: null,
  assumes: "repeated",
  better: "lower",
};

/** Reads the one profile of a .cpuprofile. */
export async function readV8CpuProfile(
  source: ByteSource,
  options: ParseOptions,
): Promise<readonly Profile[]> {
  const document = await JsonDocument.read(source, "v8-cpuprofile");
  const samples = new StackSamples();
  samples.addMeasure();
  samples.addMeasure();
  const nodes = document.get("nodes").list();
  const stackOf = readStacks(nodes, samples);
  for (const node of nodes) {
    const hits = node.get("hitCount").number();
    if (!(hits >= 0)) node.get("hitCount").fail("expected a count");
    if (hits > 0) samples.add(samples.sampleOf(stackOf.get(node.get("id").number())!, 0), 0, hits);
  }
  const ids = document.get("samples");
  const hasTimes = !ids.isMissing;
  if (hasTimes) {
    const times = readTimes(document);
    for (const [i, id] of ids.numbers(0).entries()) {
      const stack = stackOf.get(id) ?? ids.fail(`expected ids of nodes, ${id} is none`);
      samples.add(samples.sampleOf(stack, 0), 1, times[i]);
    }
  }
  const columns = samples.toColumns();
  const seconds = (document.get("endTime").number() - document.get("startTime").number()) / 1e6;
  const coverage = { kind: "complete" } as const;
  const count = { type: SAMPLES, counts: columns.counts[0], coverage };
  const time = { type: TIME, counts: columns.counts[1], coverage };
  return [
    finishProfile({
      symbols: columns.symbols,
      stacks: columns.stacks,
      samples: { stack: columns.stack },
      measures: hasTimes ? [count, time] : [count],
      provenance: measuredProvenance("v8-cpuprofile", source, options, {
        seconds: seconds > 0 ? seconds : null,
      }),
    }),
  ];
}

/** Returns the stack of each node id. The root stands for no function, so its children are the roots of stacks. */
function readStacks(nodes: readonly JsonDocument[], samples: StackSamples): Map<number, number> {
  const byId = new Map(nodes.map((node) => [node.get("id").number(), node]));
  const parentOf = new Map<number, number>();
  for (const node of nodes) {
    const children = node.get("children");
    const id = node.get("id").number();
    for (const child of children.isMissing ? [] : children.numbers(0)) {
      if (parentOf.has(child) || !byId.has(child)) children.fail(`expected nodes without another parent`);
      parentOf.set(child, id);
    }
  }
  const stackOf = new Map<number, number>();
  const { symbols, stacks } = samples;
  const queue = [...byId.keys()].filter((id) => !parentOf.has(id));
  for (let next = 0; next < queue.length; next++) {
    const id = queue[next];
    const node = byId.get(id)!;
    const frame = node.get("callFrame");
    const name = frame.get("functionName").string() || "(anonymous)";
    const module = symbols.internModule(
      scriptModule(frame.get("url").isMissing ? "" : frame.get("url").string()),
    );
    const parent = parentOf.get(id);
    const isBelowRoot = parent === undefined || !parentOf.has(parent);
    stackOf.set(
      id,
      stacks.intern(isBelowRoot ? -1 : stackOf.get(parent)!, symbols.internString(name, module)),
    );
    const children = node.get("children");
    if (!children.isMissing) for (const child of children.numbers(0)) queue.push(child);
  }
  if (stackOf.size < byId.size) nodes[0].fail("expected a tree of nodes; some are their own callers");
  return stackOf;
}

function readTimes(document: JsonDocument): Float64Array {
  const count = document.get("samples").array().length;
  const deltas = document.get("timeDeltas");
  // V8 measures on several clocks: a sample may come a little before the one that was taken before it.
  const values = deltas.isMissing ? [] : deltas.numbers(-Infinity);
  if (values.length !== count) deltas.fail(`expected ${count} numbers, one a sample`);
  const times = new Float64Array(count);
  let now = document.get("startTime").number();
  for (let i = 0; i < count; i++) {
    now += values[i];
    times[i] = Math.max(0, (i + 1 < count ? now + values[i + 1] : document.get("endTime").number()) - now);
  }
  return times;
}

import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile, SampleType } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import type { ByteSource } from "./byte-source.ts";
import { readThreadStacks } from "./firefox-stacks.ts";
import { JsonDocument } from "./json-document.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";
import { StackSamples } from "./stack-samples.ts";

/**
 * Versions whose threads hold their own tables, with strings in `stringArray` or (before 41) `stringTable`, or, in 55,
 * in `shared`. Later ones move more tables, and reading them by guess would give wrong names.
 */
const OLDEST_VERSION = 24;
const NEWEST_VERSION = 55;

/** Reads the profile of each thread that has samples. */
export async function readFirefox(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
  const document = await JsonDocument.read(source, "firefox");
  const version = document.get("meta").get("preprocessedProfileVersion");
  if (!(version.number() >= OLDEST_VERSION && version.number() <= NEWEST_VERSION)) {
    version.fail(
      `expected a version from ${OLDEST_VERSION} to ${NEWEST_VERSION}`,
      "open it in profiler.firefox.com, or convert it with samply, and save it as one of these",
    );
  }
  const interval = document.get("meta").get("interval");
  const threads = document
    .get("threads")
    .list()
    .filter((thread) => thread.get("samples").get("stack").array().length > 0);
  if (threads.length === 0) document.get("threads").fail("expected a thread with samples");
  return threads.map((thread, i) => {
    const samples = new StackSamples();
    samples.addMeasure();
    const without = readThread(thread, document.get("shared"), samples);
    const { symbols, stacks, stack, counts } = samples.toColumns();
    const name = thread.get("name");
    const diagnostics: Diagnostic[] =
      without === 0
        ? []
        : [
            {
              code: "firefox/no-stack",
              message: `${without} samples have no stack; they count as [unknown]`,
            },
          ];
    return finishProfile({
      title: name.isMissing ? "" : name.string(),
      symbols,
      stacks,
      samples: { stack },
      measures: [
        { type: describeType(thread), counts: counts[0], coverage: { kind: "unstated", absent: "zero" } },
      ],
      provenance: measuredProvenance("firefox", source, options, {
        index: i + 1,
        of: threads.length,
        facts: !interval.isMissing && interval.number() > 0 ? { hz: 1000 / interval.number() } : {},
      }),
      diagnostics,
    });
  });
}

function describeType(thread: JsonDocument): SampleType {
  const weightType = thread.get("samples").get("weightType");
  const kind = weightType.isMissing ? "samples" : weightType.string();
  if (kind === "samples")
    return { event: "samples", unit: "count", period: 1, assumes: "counts", better: "lower" };
  if (kind === "tracing-ms") {
    return { event: "time", unit: "milliseconds", period: null, assumes: "repeated", better: "lower" };
  }
  if (kind === "bytes")
    return { event: "bytes", unit: "bytes", period: null, assumes: "repeated", better: "lower" };
  return weightType.fail("expected samples, tracing-ms or bytes");
}

/** Adds the samples of a thread; returns how many have no stack. */
function readThread(thread: JsonDocument, shared: JsonDocument, samples: StackSamples): number {
  const stackOf = readThreadStacks(thread, shared, samples);
  const table = thread.get("samples");
  const indices = table.get("stack").indices(stackOf.length, true);
  const weight = table.get("weight");
  const weights = weight.isMissing ? null : weight.numbers(0);
  if (weights !== null && weights.length !== indices.length)
    weight.fail(`expected ${indices.length} numbers`);
  let without = 0;
  for (const [i, index] of indices.entries()) {
    if (index < 0) without += 1;
    const stack =
      index < 0 ? samples.stacks.intern(-1, samples.symbols.internString("[unknown]", 0)) : stackOf[index];
    samples.add(samples.sampleOf(stack, 0), 0, weights?.[i] ?? 1);
  }
  return without;
}

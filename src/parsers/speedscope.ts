import type { Profile, SampleType } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import type { ByteSource } from "./byte-source.ts";
import { headText } from "./head-text.ts";
import { JsonDocument } from "./json-document.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { Head, ParseOptions, Parser, Sniff } from "./parser.ts";
import { scriptModule } from "./script-module.ts";
import { describeSpeedscopeLosses, SPEEDSCOPE_SCHEMA, writeSpeedscope } from "./speedscope-writer.ts";
import { StackSamples } from "./stack-samples.ts";

/**
 * speedscope's own JSON, sampled and evented:
 *
 *     {"$schema":"https://www.speedscope.app/file-format-schema.json","shared":{"frames":[{"name":"main"},…]},
 *      "profiles":[{"type":"sampled","name":"t","unit":"none","samples":[[0,1],…],"weights":[3,…],…}]}
 *
 * Stacks stand root first. Each profile of the file is one profile; of an evented one the time between two events
 * belongs to the frame that is open. Weights without a unit are taken for counts.
 * Format: https://github.com/jlfwong/speedscope/blob/main/src/lib/file-format-spec.ts
 */
export const speedscope: Parser = {
  id: "speedscope",
  title: "speedscope JSON",
  priority: 210,
  sniff,
  parse,
  losses: describeSpeedscopeLosses,
  write: writeSpeedscope,
};

function sniff(head: Head): Sniff {
  const text = headText(head);
  return /^\s*\{/.test(text) && text.includes(SPEEDSCOPE_SCHEMA)
    ? { answer: "yes", reason: "names the schema of speedscope" }
    : { answer: "no", reason: "does not name the schema of speedscope" };
}

async function parse(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
  const document = await JsonDocument.read(source, "speedscope");
  const frames = document.get("shared").get("frames").list();
  const profiles = document.get("profiles").list();
  if (profiles.length === 0) document.get("profiles").fail("expected at least one profile");
  return profiles.map((profile, i) => {
    const samples = new StackSamples();
    samples.addMeasure();
    const symbols = frames.map((frame) => {
      const file = frame.get("file");
      const module = samples.symbols.internModule(file.isMissing ? "" : scriptModule(file.string()));
      return samples.symbols.internString(frame.get("name").string(), module);
    });
    const type = profile.get("type").string();
    if (type === "sampled") readSampled(profile, symbols, samples);
    else if (type === "evented") readEvented(profile, symbols, samples);
    else profile.get("type").fail("expected sampled or evented");
    const { symbols: table, stacks, stack, counts } = samples.toColumns();
    const name = profile.get("name");
    return finishProfile({
      title: name.isMissing ? "" : name.string(),
      symbols: table,
      stacks,
      samples: { stack },
      measures: [
        {
          type: describeType(profile.get("unit").string()),
          counts: counts[0],
          coverage: { kind: "unstated", absent: "zero" },
        },
      ],
      provenance: measuredProvenance("speedscope", source, options, { index: i + 1, of: profiles.length }),
    });
  });
}

function describeType(unit: string): SampleType {
  if (unit === "none")
    return { event: "samples", unit: "count", period: null, assumes: "counts", better: "lower" };
  const event = unit === "bytes" ? "bytes" : "time";
  return { event, unit, period: null, assumes: "repeated", better: "lower" };
}

function readSampled(profile: JsonDocument, symbols: readonly number[], samples: StackSamples): void {
  const stacks = profile.get("samples").list();
  const weights = profile.get("weights").numbers(0);
  if (weights.length !== stacks.length)
    profile.get("weights").fail(`expected ${stacks.length} weights, one a sample`);
  const unknown = samples.symbols.internString("[unknown]", 0);
  for (const [i, frames] of stacks.entries()) {
    let stack = -1;
    for (const frame of frames.indices(symbols.length)) stack = samples.stacks.intern(stack, symbols[frame]);
    if (stack < 0) stack = samples.stacks.intern(-1, unknown);
    samples.add(samples.sampleOf(stack, 0), 0, weights[i]);
  }
}

function readEvented(profile: JsonDocument, symbols: readonly number[], samples: StackSamples): void {
  const open: { readonly frame: number; readonly stack: number }[] = [];
  let now = profile.get("startValue").number();
  for (const event of profile.get("events").list()) {
    const at = event.get("at").number();
    if (!(at >= now)) event.get("at").fail(`expected no time before ${now}`);
    const top = open.at(-1);
    if (top !== undefined && at > now) samples.add(samples.sampleOf(top.stack, 0), 0, at - now);
    now = at;
    const frame = event.get("frame").number();
    if (symbols[frame] === undefined) event.get("frame").fail(`expected an index below ${symbols.length}`);
    const type = event.get("type").string();
    if (type === "O") open.push({ frame, stack: samples.stacks.intern(top?.stack ?? -1, symbols[frame]) });
    else if (type !== "C") event.get("type").fail("expected O or C");
    else if (open.pop()?.frame !== frame) event.fail("expected the frame that was opened last to close");
  }
  if (open.length > 0) profile.get("events").fail(`expected every frame to close, ${open.length} stay open`);
}

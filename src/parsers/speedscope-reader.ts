import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile, SampleType } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import type { ByteSource } from "./byte-source.ts";
import { JsonDocument } from "./json-document.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";
import { scriptModule } from "./script-module.ts";
import { StackSamples } from "./stack-samples.ts";

/** Reads every profile of a speedscope file. */
export async function readSpeedscope(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
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
    const unit = profile.get("unit").string();
    const stackless = readWeights(profile, symbols, samples);
    const { symbols: table, stacks, stack, counts } = samples.toColumns();
    const name = profile.get("name");
    return finishProfile({
      title: name.isMissing ? "" : name.string(),
      symbols: table,
      stacks,
      samples: { stack },
      measures: [
        {
          type: describeType(unit),
          counts: counts[0],
          coverage: { kind: "unstated", absent: "zero" },
        },
      ],
      provenance: measuredProvenance("speedscope", source, options, { index: i + 1, of: profiles.length }),
      diagnostics: describeStackless(stackless, unit),
    });
  });
}

function describeStackless(weight: number, unit: string): Diagnostic[] {
  if (weight === 0) return [];
  const message =
    unit === "none"
      ? `a weight of ${weight} has no stack and counts as [unknown]`
      : `${weight} ${unit} have no stack and count as [unknown]`;
  return [{ code: "speedscope/no-stack", message }];
}

/** Adds weight to a stack, -1 for none. */
type AddWeight = (stack: number, weight: number) => void;

function describeType(unit: string): SampleType {
  if (unit === "none")
    return { event: "samples", unit: "count", period: null, assumes: "counts", better: "lower" };
  const event = unit === "bytes" ? "bytes" : "time";
  return { event, unit, period: null, assumes: "repeated", better: "lower" };
}

/** Adds what a profile holds to `samples`; returns the weight that has no stack. */
function readWeights(profile: JsonDocument, symbols: readonly number[], samples: StackSamples): number {
  const type = profile.get("type").string();
  if (type !== "sampled" && type !== "evented") profile.get("type").fail("expected sampled or evented");
  let stackless = 0;
  const add = (stack: number, weight: number): void => {
    let known = stack;
    if (stack < 0) {
      stackless += weight;
      known = samples.stacks.intern(-1, samples.symbols.internString("[unknown]", 0));
    }
    samples.add(samples.sampleOf(known, 0), 0, weight);
  };
  if (type === "sampled") readSampled(profile, symbols, samples, add);
  else readEvented(profile, symbols, samples, add);
  return stackless;
}

function readSampled(
  profile: JsonDocument,
  symbols: readonly number[],
  { stacks }: StackSamples,
  add: AddWeight,
): void {
  const samples = profile.get("samples").list();
  const weights = profile.get("weights").numbers(0);
  if (weights.length !== samples.length)
    profile.get("weights").fail(`expected ${samples.length} weights, one a sample`);
  for (const [i, frames] of samples.entries()) {
    let stack = -1;
    for (const frame of frames.indices(symbols.length)) stack = stacks.intern(stack, symbols[frame]);
    add(stack, weights[i]);
  }
}

function readEvented(
  profile: JsonDocument,
  symbols: readonly number[],
  { stacks }: StackSamples,
  add: AddWeight,
): void {
  const open: { readonly frame: number; readonly stack: number }[] = [];
  let now = profile.get("startValue").number();
  const events = profile.get("events").list();
  for (const event of events) {
    const at = event.get("at").number();
    if (!(at >= now)) event.get("at").fail(`expected no time before ${now}`);
    const stack = open.at(-1)?.stack ?? -1;
    if (at > now) add(stack, at - now);
    now = at;
    const frame = event.get("frame").number();
    if (symbols[frame] === undefined) event.get("frame").fail(`expected an index below ${symbols.length}`);
    const type = event.get("type").string();
    if (type === "O") open.push({ frame, stack: stacks.intern(stack, symbols[frame]) });
    else if (type !== "C") event.get("type").fail("expected O or C");
    else if (open.pop()?.frame !== frame) event.fail("expected the frame that was opened last to close");
  }
  if (open.length > 0) profile.get("events").fail(`expected every frame to close, ${open.length} stay open`);
  // speedscope writes a sum of weights as the end, and sums in another order as times: they differ by rounding.
  const end = profile.get("endValue").isMissing ? now : profile.get("endValue").number();
  if (end - now > events.length * Number.EPSILON * Math.abs(end)) add(-1, end - now);
}

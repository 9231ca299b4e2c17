import { Profile as PprofMessage, Sample } from "pprof-format";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile, SampleType } from "../model/profile.ts";
import type { MeasureDraft } from "../model/profile-builder.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";
import { PprofFrames } from "./pprof-frames.ts";
import type { PprofParts } from "./pprof-framing.ts";
import { StackSamples } from "./stack-samples.ts";

type Numeric = number | bigint;

/** Marks the samples of the base in what `pprof -diff_base` writes; their values are negative. */
export const BASE_LABEL = "pprof::base";

/** What a profile counts without sampling: https://pkg.go.dev/runtime/pprof#Profile */
const EXACT = new Set(["goroutine", "threadcreate"]);

/** Reads a profile.proto whose framing was checked. Throws parse errors that name the sample. */
export function readPprof(parts: PprofParts, source: ByteSource, options: ParseOptions): readonly Profile[] {
  const message = PprofMessage.decode(parts.tables);
  const types = message.sampleType ?? [];
  const fail = (code: string, problem: string, hint?: string): never => {
    throw new ZcprofError("parse", {
      code: `pprof/${code}`,
      message: problem,
      ...(hint === undefined ? {} : { hint }),
      location: { path: source.path },
    });
  };
  if (types.length === 0) fail("no-sample-type", "expected at least one sample type, found none");
  const strings = message.stringTable?.strings ?? [];
  const text = (index: Numeric): string =>
    strings[Number(index)] ?? fail("dangling-string", `string ${index} of ${strings.length} is missing`);
  const columns = types.length;
  const inputBytes = parts.samples.reduce((sum, sample) => sum + sample.length, parts.tables.length);
  const samples = new StackSamples();
  for (let i = 0; i < 2 * columns; i++) samples.addMeasure();
  const frames = new PprofFrames(message, samples.symbols, text, inputBytes, fail);
  let isDifferential = false;
  for (const [index, bytes] of parts.samples.entries()) {
    const sample = Sample.decode(bytes);
    const values = sample.value ?? [];
    if (values.length !== columns) {
      fail("value-count", `sample ${index + 1} has ${values.length} values for ${columns} sample types`);
    }
    const isBase = (sample.label ?? []).some(
      ({ key, str }) => text(key) === BASE_LABEL && text(str) === "true",
    );
    if (isBase) isDifferential = true;
    const depth = frames.readStack(sample.locationId ?? [], index);
    const row = samples.sampleOf(samples.stacks.internLeafFirst(frames.stack, depth), 0);
    for (let column = 0; column < columns; column++) {
      const value = signed(values[column]) * (isBase ? -1 : 1);
      if (value < 0) {
        fail(
          "negative-value",
          `sample ${index + 1} has ${text(types[column].type)} of ${values[column]}, ` +
            (isBase
              ? "although it is of the base of a differential"
              : "and no label says that it is a base's"),
          "pprof -base subtracts; give both profiles, or what -diff_base wrote",
        );
      }
      if (value > Number.MAX_SAFE_INTEGER) {
        fail(
          "value-too-large",
          `sample ${index + 1} has ${text(types[column].type)} of ${value}, above 2^53`,
        );
      }
      samples.add(row, column + (isBase ? columns : 0), value);
    }
  }
  const { symbols, stacks, stack, counts } = samples.toColumns();
  const seconds = Number(message.durationNanos) > 0 ? Number(message.durationNanos) / 1e9 : null;
  const sampleTypes = types.map((_, column) => describeType(message, column, text));
  const sides = isDifferential ? ["base", "next"] : [""];
  return sides.map((title, side) =>
    finishProfile({
      title,
      symbols,
      stacks,
      samples: { stack },
      measures: sampleTypes.map((type, column): MeasureDraft => {
        const offset = isDifferential && side === 0 ? columns : 0;
        return { type, counts: counts[column + offset], coverage: { kind: "complete" } };
      }),
      provenance: measuredProvenance("pprof", source, options, {
        index: side + 1,
        of: sides.length,
        seconds,
      }),
      diagnostics: [...describeOddities(message, frames.nameless, text)],
    }),
  );
}

function describeType(message: PprofMessage, column: number, text: (index: Numeric) => string): SampleType {
  const event = text(message.sampleType[column].type);
  const unit = text(message.sampleType[column].unit);
  const { periodType } = message;
  const hasPeriod = periodType != null && text(periodType.type) === event && text(periodType.unit) === unit;
  const isSamples = event === "samples" && unit === "count";
  const stated = hasPeriod ? Number(message.period) || null : null;
  const period = EXACT.has(event) || isSamples ? 1 : stated;
  // A sample that stands for one is a count; one that stands for a period or was scaled up adds many at once.
  const assumes = EXACT.has(event) ? "exact" : period === 1 ? "counts" : "repeated";
  return { event, unit, period, assumes, better: "lower" };
}

function* describeOddities(
  message: PprofMessage,
  nameless: number,
  text: (index: Numeric) => string,
): Generator<Diagnostic> {
  if (nameless > 0) {
    yield {
      code: "pprof/no-symbols",
      message: `${nameless} locations have an address but no function; each counts as [unknown] in its mapping`,
      hint: "let pprof add symbols: pprof -proto -symbolize=local BINARY FILE",
    };
  }
  const hidden = text(message.dropFrames ?? 0);
  if (hidden !== "") {
    yield {
      code: "pprof/drop-frames",
      message: `the profile asks viewers to hide frames that match ${hidden}; they are kept here`,
    };
  }
}

// The decoder gives what is above 2^28 as a bigint without sign.
function signed(value: Numeric): number {
  return typeof value === "bigint" ? Number(BigInt.asIntN(64, value)) : value;
}

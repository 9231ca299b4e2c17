import { MAX_COUNT } from "../model/count-limit.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import type { MeasureDraft } from "../model/profile-builder.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";
import { PprofFacts } from "./pprof-facts.ts";
import { BASE_LABEL, type PprofFields } from "./pprof-framing.ts";
import { readPprofLocations } from "./pprof-locations.ts";
import { PprofStack } from "./pprof-stack.ts";
import { PprofStrings } from "./pprof-strings.ts";
import { StackSamples } from "./stack-samples.ts";
import { VarintCursor } from "./varint-cursor.ts";

/** Field of a sample. */
const VALUES = 2;

/** Reads a profile.proto whose framing was checked. Throws parse errors that name the sample. */
export function readPprof(
  fields: PprofFields,
  source: ByteSource,
  options: ParseOptions,
): readonly Profile[] {
  const fail = (code: string, problem: string, hint?: string): never => {
    throw new ZcprofError("parse", {
      code: `pprof/${code}`,
      message: problem,
      ...(hint === undefined ? {} : { hint }),
      location: { path: source.path },
    });
  };
  const cursor = new VarintCursor(fields.bytes, source.path);
  const strings = new PprofStrings(fields, fail);
  const facts = new PprofFacts(fields, cursor, strings);
  const types = facts.sampleTypes();
  if (types.length === 0) fail("no-sample-type", "expected at least one sample type, found none");
  const columns = types.length;
  const samples = new StackSamples();
  for (let i = 0; i < 2 * columns; i++) samples.addMeasure();
  const locations = readPprofLocations(fields, source.path, strings, samples.symbols, fail);
  const stack = new PprofStack(fields.bytes, cursor, locations, fail);
  const values = new Float64Array(columns);
  const label = Array.from({ length: 5 }, (): number | bigint => 0);
  const bounds = fields.bounds(2);
  let isDifferential = false;
  for (let index = 0; index * 2 < bounds.length; index++) {
    cursor.at = bounds[index * 2];
    const sampleEnd = bounds[index * 2 + 1];
    let valueCount = 0;
    let isBase = false;
    while (cursor.at < sampleEnd) {
      const tag = cursor.readSmall();
      // Numbers are packed behind a length, or stand alone.
      const length = (tag & 7) === 0 ? 1 : cursor.readSmall();
      const end = cursor.at + length;
      if (tag >>> 3 === 1) stack.pushUpTo(end, index);
      else if (tag >>> 3 === VALUES) while (cursor.at < end) values[valueCount++] = cursor.readSigned();
      else {
        cursor.readScalars(end, label);
        if (strings.at(label[1]) === BASE_LABEL && strings.at(label[2]) === "true") isBase = true;
      }
    }
    if (valueCount !== columns) {
      fail("value-count", `sample ${index + 1} has ${valueCount} values for ${columns} sample types`);
    }
    if (isBase) isDifferential = true;
    const row = samples.sampleOf(stack.intern(samples, index), 0);
    for (let column = 0; column < columns; column++) {
      const value = values[column] * (isBase ? -1 : 1);
      if (value < 0) {
        fail(
          "negative-value",
          `sample ${index + 1} has ${types[column].event} of ${exactValue(cursor, bounds, index, column)}, ` +
            (isBase
              ? "although it is of the base of a differential"
              : "and no label says that it is a base's"),
          "pprof -base subtracts; give both profiles, or what -diff_base wrote",
        );
      }
      if (value > MAX_COUNT) {
        fail(
          "value-too-large",
          `sample ${index + 1} has ${types[column].event} of ${exactValue(cursor, bounds, index, column)}, ` +
            `beyond what is taken, ${MAX_COUNT} (2^53 - 1)`,
        );
      }
      samples.add(row, column + (isBase ? columns : 0), value);
    }
  }
  const { counts, stack: sampleStacks, ...tables } = samples.toColumns();
  const sides = isDifferential ? ["base", "next"] : [""];
  return sides.map((title, side) =>
    finishProfile({
      title,
      symbols: tables.symbols,
      stacks: tables.stacks,
      samples: { stack: sampleStacks },
      measures: types.map((type, column): MeasureDraft => {
        const offset = isDifferential && side === 0 ? columns : 0;
        return { type, counts: counts[column + offset], coverage: { kind: "complete" } };
      }),
      provenance: measuredProvenance("pprof", source, options, {
        index: side + 1,
        of: sides.length,
        seconds: facts.seconds(),
        facts: columns > 1 ? { defaultEvent: facts.defaultEvent() } : {},
      }),
      diagnostics: [...describeOddities(locations.nameless, facts.dropFrames())],
    }),
  );
}

/** Reads a value of a sample once more, as it stands in the file: what is added up is rounded beyond 2^53. */
function exactValue(cursor: VarintCursor, bounds: Uint32Array, sample: number, column: number): bigint {
  const values: bigint[] = [];
  cursor.at = bounds[sample * 2];
  while (cursor.at < bounds[sample * 2 + 1]) {
    const tag = cursor.readSmall();
    const numbers: (number | bigint)[] = [];
    if ((tag & 7) === 0) numbers.push(cursor.readNumber());
    else {
      const end = cursor.readSmall() + cursor.at;
      if (tag >>> 3 !== VALUES) cursor.at = end;
      while (cursor.at < end) numbers.push(cursor.readNumber());
    }
    if (tag >>> 3 === VALUES) for (const number of numbers) values.push(BigInt.asIntN(64, BigInt(number)));
  }
  return values[column];
}

function* describeOddities(nameless: number, hidden: string): Generator<Diagnostic> {
  if (nameless > 0) {
    yield {
      code: "pprof/no-symbols",
      message: `${nameless} locations have an address but no function; each counts as [unknown] in its mapping`,
      hint: "let pprof add symbols: pprof -proto -symbolize=local BINARY FILE",
    };
  }
  if (hidden !== "") {
    yield {
      code: "pprof/drop-frames",
      message: `the profile asks viewers to hide frames that match ${hidden}; they are kept here`,
    };
  }
}

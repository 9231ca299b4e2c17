import { GrowingIndices } from "../model/growing-columns.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Head, Sniff } from "./parser.ts";

/** Marks the samples of the base in what `pprof -diff_base` writes; their values are negative. */
export const BASE_LABEL = "pprof::base";

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** What a field of profile.proto is: a number, a text, packed numbers, or a message of its own. */
type Field = "number" | "text" | "numbers" | Schema;
/** The fields of a message by their numbers; there is none of number 0. */
type Schema = readonly (Field | undefined)[];

const VALUE_TYPE: Schema = [undefined, "number", "number"];
const LABEL: Schema = [undefined, "number", "number", "number", "number"];
const SAMPLE: Schema = [undefined, "numbers", "numbers", LABEL];
const LINE: Schema = [undefined, "number", "number", "number"];
const NUMBERS: Schema = [undefined, ...Array.from({ length: 10 }, (): Field => "number")];
const LOCATION: Schema = NUMBERS.with(4, LINE);
const PROFILE: Schema = [
  undefined,
  VALUE_TYPE,
  SAMPLE,
  NUMBERS,
  LOCATION,
  NUMBERS,
  "text",
  "number",
  "number",
  "number",
  "number",
  VALUE_TYPE,
  "number",
  "numbers",
  "number",
  "number",
];

/** Decides by the protocol buffer's frame: fields of profile.proto from the first byte on, a sample type among them. */
export function sniffPprof(head: Head): Sniff {
  const no: Sniff = { answer: "no", reason: "is no protocol buffer of profile.proto" };
  const walk = new Walk(head.bytes, !head.whole);
  const fault = walk.message(PROFILE, 0, head.bytes.length);
  if (fault !== null || head.bytes.length === 0) return no;
  const has = (field: number): boolean => walk.bounds[field] !== undefined;
  const seen = walk.bounds.filter((bounds) => bounds !== undefined).length;
  const isProfile = has(1) || (seen >= 3 && has(2));
  return isProfile ? { answer: "yes", reason: "is a protocol buffer with the fields of profile.proto" } : no;
}

/** A pprof file whose framing was checked. */
export interface PprofFields {
  readonly bytes: Uint8Array;
  /** Returns where the values of a field of the outermost message start and end: two offsets for each. */
  bounds(field: number): Uint32Array;
}

/**
 * Checks that every length and number of a pprof file ends inside what holds it, so that whoever reads it need not,
 * and a file that was cut does not give fewer samples. Throws a parse error with the byte offset.
 */
export function framePprof(bytes: Uint8Array, path: string): PprofFields {
  const walk = new Walk(bytes, false);
  const fault = walk.message(PROFILE, 0, bytes.length);
  if (fault !== null) {
    throw new ZcprofError("parse", {
      code: "pprof/broken",
      message: `at byte ${fault.offset}: ${fault.problem}`,
      hint: "the file is cut or damaged; fetch it again",
      location: { path },
    });
  }
  return { bytes, bounds: (field) => walk.bounds[field]?.toArray() ?? new Uint32Array(0) };
}

interface Fault {
  readonly offset: number;
  readonly problem: string;
}

class Walk {
  /** Of each field of the outermost message that was met, where its values start and end. */
  readonly bounds: (GrowingIndices | undefined)[] = [];
  readonly #bytes: Uint8Array;
  readonly #mayBeCut: boolean;
  #at = 0;

  constructor(bytes: Uint8Array, mayBeCut: boolean) {
    this.#bytes = bytes;
    this.#mayBeCut = mayBeCut;
  }

  /** Returns the first fault of the message in bytes[start .. end), or null. */
  message(schema: Schema, start: number, end: number): Fault | null {
    const isWhole = schema === PROFILE;
    this.#at = start;
    while (this.#at < end) {
      const offset = this.#at;
      const tag = this.#varint(end);
      if (tag < 0) return this.#isCut(end) ? null : { offset, problem: "a number does not end" };
      const wire = tag & 7;
      const field = schema[tag >>> 3];
      // Fields from 16 on need tags of two bytes, which the decoder does not read; profile.proto has none.
      if (tag > 127 || field === undefined || (wire !== VARINT && wire !== LENGTH_DELIMITED)) {
        return { offset, problem: `field ${tag >>> 3} of wire type ${wire} is not of profile.proto` };
      }
      if ((wire === VARINT) !== (field === "number") && field !== "numbers") {
        return { offset, problem: `field ${tag >>> 3} has wire type ${wire}` };
      }
      const valueAt = this.#at;
      const value = this.#varint(end);
      if (value < 0 && wire === LENGTH_DELIMITED)
        return this.#isCut(end) ? null : { offset, problem: "a length does not end" };
      if (value === UNENDED) return this.#isCut(end) ? null : { offset, problem: "a number does not end" };
      if (wire === VARINT) {
        if (isWhole) this.#addBounds(tag >>> 3, valueAt, this.#at);
        continue;
      }
      const from = this.#at;
      const to = from + value;
      if (to > end) {
        return this.#isCut(end) && this.#mayBeCut
          ? null
          : { offset, problem: `${value} bytes are announced, ${end - from} are left` };
      }
      if (isWhole) this.#addBounds(tag >>> 3, from, to);
      if (field === "numbers") {
        if (value > 0 && this.#bytes[to - 1] > 127)
          return { offset: to - 1, problem: "a number does not end" };
      } else if (typeof field === "object") {
        const fault = this.message(field, from, to);
        if (fault !== null) return fault;
      }
      this.#at = to;
    }
    return null;
  }

  #addBounds(field: number, from: number, to: number): void {
    const bounds = (this.bounds[field] ??= new GrowingIndices());
    bounds.push(from);
    bounds.push(to);
  }

  #isCut(end: number): boolean {
    return this.#mayBeCut && end === this.#bytes.length;
  }

  // Value of a varint below 2^31, TOO_LARGE for any other, UNENDED where it does not end in ten bytes.
  #varint(end: number): number {
    const bytes = this.#bytes;
    const first = bytes[this.#at];
    if (first < 128 && this.#at < end) {
      this.#at += 1;
      return first;
    }
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 10 && this.#at < end; i++) {
      const byte = bytes[this.#at++];
      if (i < 5) value += (byte & 127) * factor;
      else if ((byte & 127) !== 0) value = Infinity;
      if (byte < 128) return value < 2 ** 31 ? value : TOO_LARGE;
      factor *= 128;
    }
    return UNENDED;
  }
}

const TOO_LARGE = -1;
const UNENDED = -2;

import { decodeText } from "../model/byte-text.ts";
import type { PprofFields } from "./pprof-framing.ts";

type Numeric = number | bigint;

/** The string table of a pprof file, decoded text by text where somebody asks. */
export class PprofStrings {
  readonly #bytes: Uint8Array;
  readonly #bounds: Uint32Array;
  readonly #fail: (code: string, problem: string) => never;

  constructor(fields: PprofFields, fail: (code: string, problem: string) => never) {
    this.#bytes = fields.bytes;
    this.#bounds = fields.bounds(6);
    this.#fail = fail;
  }

  /** Returns the bytes of a string as a view; fails where there is none of this number. */
  bytesAt(index: Numeric): Uint8Array {
    const at = Number(index) * 2;
    if (!(at < this.#bounds.length)) {
      this.#fail("dangling-string", `string ${index} of ${this.#bounds.length / 2} is missing`);
    }
    return this.#bytes.subarray(this.#bounds[at], this.#bounds[at + 1]);
  }

  /** Returns a string; fails where there is none of this number. */
  at(index: Numeric): string {
    return decodeText(this.bytesAt(index));
  }
}

import { ZcprofError } from "../model/zcprof-error.ts";

/** Bits that are added up as a double before a number goes on as a bigint: seven bytes of seven bits, below 2^53. */
const PLAIN_BYTES = 7;
const LONGEST_BYTES = 10;

/**
 * Reads the numbers of a protocol buffer, one after another, from bytes whose framing was checked.
 * Encoding: https://protobuf.dev/programming-guides/encoding/
 */
export class VarintCursor {
  /** Offset of the next byte. */
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #path: string;

  constructor(bytes: Uint8Array, path: string) {
    this.#bytes = bytes;
    this.#path = path;
  }

  /** Reads a number of 64 bits without sign, as a bigint where it is above 2^53. Throws a parse error where it is longer. */
  readNumber(): number | bigint {
    const bytes = this.#bytes;
    let byte = bytes[this.at++];
    if (byte < 128) return byte;
    let value = byte & 127;
    let factor = 128;
    for (let i = 1; i < PLAIN_BYTES; i++) {
      byte = bytes[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
    let wide = BigInt(value);
    for (let i = PLAIN_BYTES; i < LONGEST_BYTES; i++) {
      byte = bytes[this.at++];
      wide |= BigInt(byte & 127) << BigInt(7 * i);
      if (byte >= 128) continue;
      wide = BigInt.asUintN(64, wide);
      return wide <= Number.MAX_SAFE_INTEGER ? Number(wide) : wide;
    }
    throw new ZcprofError("parse", {
      code: "pprof/broken",
      message: `at byte ${this.at - LONGEST_BYTES}: a number does not end`,
      hint: "the file is cut or damaged; fetch it again",
      location: { path: this.#path },
    });
  }

  /** Reads a number that the framing has shown to be small: a tag or a length. */
  readSmall(): number {
    return Number(this.readNumber());
  }

  /** Reads a signed number of 64 bits; beyond 2^53 it is rounded. */
  readSigned(): number {
    const value = this.readNumber();
    return typeof value === "bigint" ? Number(BigInt.asIntN(64, value)) : value;
  }

  /** Reads a message up to `end`: its numbers into values[field], 0 where there is none. Texts and messages are passed over. */
  readScalars(end: number, values: (number | bigint)[]): void {
    values.fill(0);
    while (this.at < end) {
      const tag = this.readSmall();
      const value = this.readNumber();
      if ((tag & 7) === 0) values[tag >>> 3] = value;
      else this.at += Number(value);
    }
  }
}

import { ZcprofError } from "../model/zcprof-error.ts";
import { type ByteSource, readAll } from "./byte-source.ts";

/** The longest string that every supported engine holds (V8: 2^29 - 24 characters). */
const MAX_TEXT_BYTES = 2 ** 29 - 24;

/**
 * A JSON value with its path in the document, so that whatever is missing or of another kind can be named:
 * `$.profiles[0].weights: expected an array of numbers`.
 */
export class JsonDocument {
  readonly #value: unknown;
  readonly #path: string;
  readonly #format: string;
  readonly #source: string;

  private constructor(value: unknown, path: string, format: string, source: string) {
    this.#value = value;
    this.#path = path;
    this.#format = format;
    this.#source = source;
  }

  /** Reads a source whole; throws a parse error where it is no JSON or longer than a string can be. */
  static async read(source: ByteSource, format: string): Promise<JsonDocument> {
    const bytes = await readAll(source);
    const document = new JsonDocument(undefined, "$", format, source.path);
    if (bytes.length > MAX_TEXT_BYTES)
      document.fail(`expected at most ${MAX_TEXT_BYTES} bytes, found ${bytes.length}`);
    try {
      const value: unknown = JSON.parse(
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8"),
      );
      return new JsonDocument(value, "$", format, source.path);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new ZcprofError("parse", {
        code: `${format}/no-json`,
        message: `expected JSON: ${error.message}`,
        hint: "a file that was cut ends inside a value",
        location: { path: source.path },
      });
    }
  }

  /** Returns a member, which may be missing. */
  get(key: string): JsonDocument {
    const members = this.#value;
    const value: unknown =
      typeof members === "object" && members !== null
        ? Object.getOwnPropertyDescriptor(members, key)?.value
        : undefined;
    return this.#child(value, `.${key}`);
  }

  get isMissing(): boolean {
    return this.#value === undefined || this.#value === null;
  }

  list(): JsonDocument[] {
    return this.array().map((value, i) => this.#child(value, `[${i}]`));
  }

  array(): readonly unknown[] {
    return Array.isArray(this.#value) ? this.#value : this.fail("expected an array");
  }

  /** Returns an array of numbers, each at least `low`. */
  numbers(low: number): readonly number[] {
    return this.array().map((value, i) =>
      typeof value === "number" && value >= low && value <= Number.MAX_SAFE_INTEGER
        ? value
        : this.#child(value, `[${i}]`).fail(`expected a number from ${low} to 2^53`),
    );
  }

  /** Returns an array of indices below `end`; null where `isNullable` becomes -1. */
  indices(end: number, isNullable = false): Int32Array {
    return Int32Array.from(this.array(), (value, i) => {
      if (isNullable && value === null) return -1;
      if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value < end) return value;
      return this.#child(value, `[${i}]`).fail(`expected an index below ${end}`);
    });
  }

  number(): number {
    const value = this.#value;
    return typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER
      ? value
      : this.fail("expected a number up to 2^53");
  }

  string(): string {
    return typeof this.#value === "string" ? this.#value : this.fail("expected a text");
  }

  fail(problem: string, hint?: string): never {
    const found = JSON.stringify(this.#value)?.slice(0, 60) ?? "nothing";
    throw new ZcprofError("parse", {
      code: `${this.#format}/unexpected`,
      message: `${this.#path}: ${problem}, found ${found}`,
      ...(hint === undefined ? {} : { hint }),
      location: { path: this.#source },
    });
  }

  #child(value: unknown, step: string): JsonDocument {
    return new JsonDocument(value, this.#path + step, this.#format, this.#source);
  }
}

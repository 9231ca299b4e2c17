import { putText } from "./byte-format.ts";

/** Collects output in one array, to be printed and used again; it grows by doubling where more is written in between. */
export class ByteOutput {
  /** Room to write in, from `length` on, as far as reserve() promised. */
  bytes: Uint8Array;
  length = 0;
  readonly #print: (bytes: Uint8Array) => Promise<void>;

  /** `print` gets the bytes and must have used them when its promise is kept. */
  constructor(capacity: number, print: (bytes: Uint8Array) => Promise<void>) {
    this.bytes = new Uint8Array(capacity);
    this.#print = print;
  }

  /** Makes room for `count` bytes more. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** Appends a text of ASCII. */
  text(text: string): void {
    this.reserve(text.length);
    this.length = putText(this.bytes, this.length, text);
  }

  /** Appends bytes. */
  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Prints what was written so far. */
  async flush(): Promise<void> {
    if (this.length === 0) return;
    const { length } = this;
    this.length = 0;
    await this.#print(this.bytes.subarray(0, length));
  }
}

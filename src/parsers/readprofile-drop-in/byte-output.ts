import { putText } from "./byte-format.ts";

/** Collects output in one array that grows by doubling. */
export class ByteOutput {
  /** Room to write in, from `length` on, as far as reserve() promised. */
  bytes: Uint8Array;
  length = 0;

  /** Takes the bytes that are expected; memory that is never touched costs nothing, copies do. */
  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room for `count` bytes more. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    grown.set(this.toBytes());
    this.bytes = grown;
  }

  /** Appends a text of ASCII. */
  text(text: string): void {
    this.reserve(text.length);
    this.length = putText(this.bytes, this.length, text);
  }

  /** Returns what was written, as a view. */
  toBytes(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

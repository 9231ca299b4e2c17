import { TextColumn } from "../model/text-column.ts";
import type { RawCore } from "./raw-core.ts";

const SHORTEST_LINE = "0 T a\n".length;
/** A whole map has no shorter lines on average. */
const USUAL_LINE = "ffffffff81000000 T abcde\n".length;

// The halves of a 64-bit number stand as this machine orders them: no bigint is made for any line.
const LOW_HALF = new Uint32Array(BigUint64Array.of(1n).buffer)[0] === 1 ? 0 : 1;

/** Lines of a symbol map, as columns that grow: an address and a name each. */
export class CodeLines {
  length = 0;
  #address = new BigUint64Array(0);
  #halves = new Uint32Array(0);
  /** Name i is names[nameOffsets[i] .. nameOffsets[i + 1]). */
  #names = new Uint8Array(0);
  #nameOffsets = new Uint32Array(1);

  high(line: number): number {
    return this.#halves[2 * line + 1 - LOW_HALF];
  }

  low(line: number): number {
    return this.#halves[2 * line + LOW_HALF];
  }

  /** Makes room for what a whole map of `mapBytes` bytes mostly holds. */
  expect(mapBytes: number): void {
    this.#makeRoom(Math.ceil(mapBytes / USUAL_LINE), mapBytes);
  }

  /** Makes room for what `mapBytes` bytes of a map can hold. */
  reserve(mapBytes: number): void {
    this.#makeRoom(Math.ceil(mapBytes / SHORTEST_LINE), mapBytes);
  }

  #makeRoom(moreLines: number, mapBytes: number): void {
    const lines = this.length + moreLines;
    if (lines > this.#address.length) {
      const room = Math.max(lines, this.length * 2);
      const [address, nameOffsets] = [this.#address, this.#nameOffsets];
      this.#address = new BigUint64Array(room);
      this.#halves = new Uint32Array(this.#address.buffer);
      this.#nameOffsets = new Uint32Array(room + 1);
      this.#address.set(address.subarray(0, this.length));
      this.#nameOffsets.set(nameOffsets.subarray(0, this.length + 1));
    }
    const nameBytes = this.#nameOffsets[this.length] + mapBytes;
    if (nameBytes > this.#names.length) {
      const names = this.#names;
      this.#names = new Uint8Array(Math.max(nameBytes, names.length * 2));
      this.#names.set(names);
    }
  }

  /** Adds a line with the name bytes[start .. end); there must be room. */
  push(high: number, low: number, bytes: Uint8Array, start: number, end: number): void {
    const line = this.length;
    this.#halves[2 * line + 1 - LOW_HALF] = high;
    this.#halves[2 * line + LOW_HALF] = low;
    const names = this.#names;
    let to = this.#nameOffsets[line];
    for (let from = start; from < end; from++, to++) names[to] = bytes[from];
    this.length = line + 1;
    this.#nameOffsets[line + 1] = to;
  }

  /** Adds the lines that a core has read; there must be room. */
  append({ halves, nameStarts, names, codeLinesRead: count }: RawCore): void {
    const line = this.length;
    this.#halves.set(halves.subarray(0, 2 * count), 2 * line);
    const start = this.#nameOffsets[line];
    this.#names.set(names.subarray(0, nameStarts[count]), start);
    for (let i = 1; i <= count; i++) this.#nameOffsets[line + i] = start + nameStarts[i];
    this.length = line + count;
  }

  /** Returns the lines in the order of their addresses, those of one address as they stood; this one where they rise. */
  sorted(): CodeLines {
    const compare = (a: number, b: number): number =>
      this.high(a) - this.high(b) || this.low(a) - this.low(b);
    let rises = true;
    for (let line = 1; line < this.length && rises; line++) rises = compare(line - 1, line) <= 0;
    if (rises) return this;
    const order = new Uint32Array(this.length).map((_, i) => i).sort((a, b) => compare(a, b) || a - b);
    const lines = new CodeLines();
    lines.reserve(Math.max(this.#nameOffsets[this.length], this.length * SHORTEST_LINE));
    for (const line of order) {
      const [start, end] = [this.#nameOffsets[line], this.#nameOffsets[line + 1]];
      lines.push(this.high(line), this.low(line), this.#names, start, end);
    }
    return lines;
  }

  /** Leaves the lines `chosen`, whose numbers rise. Nothing is copied: the lines that stay move up. */
  keep(chosen: Uint32Array): void {
    for (let i = 0; i < chosen.length; i++) {
      this.#halves[2 * i] = this.#halves[2 * chosen[i]];
      this.#halves[2 * i + 1] = this.#halves[2 * chosen[i] + 1];
    }
    const [names, offsets] = [this.#names, this.#nameOffsets];
    let end = 0;
    for (let i = 0; i < chosen.length; ) {
      // Names of neighbours, of which there are many, move together.
      let to = chosen[i];
      const from = offsets[to];
      const start = end;
      for (; i < chosen.length && chosen[i] === to; i++, to++) {
        end = start + offsets[to + 1] - from;
        offsets[i] = start + offsets[to] - from;
      }
      if (start !== from) names.copyWithin(start, from, from + end - start);
    }
    offsets[chosen.length] = end;
    this.length = chosen.length;
  }

  /** Returns the columns, which the next call of another method may change. */
  toColumns(): { address: BigUint64Array; name: TextColumn } {
    const offsets = this.#nameOffsets.subarray(0, this.length + 1);
    return {
      address: this.#address.subarray(0, this.length),
      name: new TextColumn(this.#names.subarray(0, offsets[this.length]), offsets),
    };
  }
}

/** A Float64Array that grows by doubling, or at once to what is expected. */
export class GrowingFloats {
  #values = new Float64Array(256);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) this.reserve(this.length * 2);
    this.#values[this.length++] = value;
  }

  /** Adds many values at once. */
  append(values: Float64Array): void {
    this.#makeRoom(this.length + values.length);
    this.#values.set(values, this.length);
    this.length += values.length;
  }

  get(index: number): number {
    return this.#values[index];
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  add(index: number, value: number): void {
    this.#values[index] += value;
  }

  /** Makes room for so many values in all; memory that is never used costs nothing, growing copies all there is. */
  reserve(capacity: number): void {
    if (capacity <= this.#values.length) return;
    const grown = new Float64Array(capacity);
    grown.set(this.#values.subarray(0, this.length));
    this.#values = grown;
  }

  /** Returns a copy of the filled part. */
  toArray(): Float64Array {
    return this.#values.slice(0, this.length);
  }

  /** Returns the filled part itself: the column is done, and nothing may be added to it any more. */
  take(): Float64Array {
    return this.#values.subarray(0, this.length);
  }

  #makeRoom(length: number): void {
    if (length > this.#values.length) this.reserve(Math.max(length, this.#values.length * 2));
  }
}

/** A Uint32Array that grows in the same way. */
export class GrowingIndices {
  #values = new Uint32Array(256);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) this.reserve(this.length * 2);
    this.#values[this.length++] = value;
  }

  /** Adds many values at once. */
  append(values: Uint32Array): void {
    this.#makeRoom(this.length + values.length);
    this.#values.set(values, this.length);
    this.length += values.length;
  }

  get(index: number): number {
    return this.#values[index];
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  /** Makes room for so many values in all; memory that is never used costs nothing, growing copies all there is. */
  reserve(capacity: number): void {
    if (capacity <= this.#values.length) return;
    const grown = new Uint32Array(capacity);
    grown.set(this.#values.subarray(0, this.length));
    this.#values = grown;
  }

  /** Returns a copy of the filled part. */
  toArray(): Uint32Array {
    return this.#values.slice(0, this.length);
  }

  /** Returns the filled part itself: the column is done, and nothing may be added to it any more. */
  take(): Uint32Array {
    return this.#values.subarray(0, this.length);
  }

  #makeRoom(length: number): void {
    if (length > this.#values.length) this.reserve(Math.max(length, this.#values.length * 2));
  }
}

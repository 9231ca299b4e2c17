/** A Float64Array that grows by doubling. */
export class GrowingFloats {
  #values = new Float64Array(256);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Float64Array(this.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
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

  /** Returns a copy of the filled part. */
  toArray(): Float64Array {
    return this.#values.slice(0, this.length);
  }
}

/** A Uint32Array that grows by doubling. */
export class GrowingIndices {
  #values = new Uint32Array(256);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  get(index: number): number {
    return this.#values[index];
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  /** Returns a copy of the filled part. */
  toArray(): Uint32Array {
    return this.#values.slice(0, this.length);
  }
}

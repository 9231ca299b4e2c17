type Column = Uint8Array | Uint32Array;

/**
 * A column that grows, and is mostly equal to another one: as long as it is, nothing is copied, as memory that is touched for
 * the first time costs more than comparing.
 */
export class FollowingColumn<T extends Column> {
  length = 0;
  readonly #make: (length: number) => T;
  #values: T;
  /** Whether all values so far are those of the other column, which are not to be changed. */
  #isFollowing: boolean;
  #expected = 0;

  /** `make` makes an array of zeros; `model` is what the column may be equal to. */
  constructor(make: (length: number) => T, model: T | null = null) {
    this.#make = make;
    this.#values = model ?? make(256);
    this.#isFollowing = model !== null;
  }

  push(value: number): void {
    if (this.#isFollowing && this.#values[this.length] !== value) this.#leave();
    if (!this.#isFollowing) {
      if (this.length === this.#values.length) this.#grow(this.length * 2);
      this.#values[this.length] = value;
    }
    this.length++;
  }

  /** Adds many values at once. */
  append(values: T): void {
    const end = this.length + values.length;
    if (this.#isFollowing && !this.#goesOnWith(values)) this.#leave();
    if (!this.#isFollowing) {
      if (end > this.#values.length) this.#grow(Math.max(end, this.#values.length * 2));
      this.#values.set(values, this.length);
    }
    this.length = end;
  }

  /** Adds values[start .. end), of which there are few. */
  appendFew(values: T, start: number, end: number): void {
    if (this.#isFollowing) {
      for (let i = start; i < end; i++) this.push(values[i]);
      return;
    }
    const to = this.length + end - start;
    if (to > this.#values.length) this.#grow(Math.max(to, this.#values.length * 2));
    const own = this.#values;
    for (let i = start, j = this.length; i < end; i++, j++) own[j] = values[i];
    this.length = to;
  }

  /** Makes room for so many values in all; memory that is never used costs nothing, growing copies all there is. */
  reserve(capacity: number): void {
    this.#expected = capacity;
    if (!this.#isFollowing && capacity > this.#values.length) this.#grow(capacity);
  }

  /** Returns the filled part itself: the column is done, and nothing may be added to it any more. */
  take(): T {
    return this.#values.length === this.length ? this.#values : this.#part(0, this.length);
  }

  #goesOnWith(values: T): boolean {
    const end = this.length + values.length;
    return end <= this.#values.length && viewBytes(this.#part(this.length, end)).equals(viewBytes(values));
  }

  #leave(): void {
    this.#isFollowing = false;
    this.#grow(Math.max(256, this.#expected, this.length * 2));
  }

  #grow(capacity: number): void {
    const grown = this.#make(capacity);
    grown.set(this.#part(0, this.length));
    this.#values = grown;
  }

  #part(start: number, end: number): T {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a part of a column is of its type
    return this.#values.subarray(start, end) as T;
  }
}

function viewBytes({ buffer, byteOffset, byteLength }: Column): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

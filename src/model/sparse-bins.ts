/**
 * The bins of a raw profile: a column for those that have ticks, as a kernel runs in a small part of its text and most
 * bins have none.
 */
export class SparseBins {
  /** How many bins there are, with and without ticks. */
  readonly length: number;
  /** Numbers of the bins that have ticks, rising, and their ticks. */
  readonly index: Uint32Array;
  readonly ticks: Uint32Array;

  constructor(length: number, index: Uint32Array, ticks: Uint32Array) {
    if (index.length !== ticks.length) throw new RangeError("bins need as many ticks as numbers");
    this.length = length;
    this.index = index;
    this.ticks = ticks;
  }

  /** Returns the place in the columns of the first bin with ticks that is `bin` or a later one. */
  placeOf(bin: number): number {
    let [low, high] = [0, this.index.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.index[middle] < bin) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Returns the ticks of a bin. */
  at(bin: number): number {
    const place = this.placeOf(bin);
    return this.index[place] === bin ? this.ticks[place] : 0;
  }
}

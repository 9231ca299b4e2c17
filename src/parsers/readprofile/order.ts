/** Whether a sequence of numbers rises, falls, or does neither; equal neighbours fit both. */
export class Order {
  rises = true;
  falls = true;
  #last = Number.NaN;

  /** Takes the next number. */
  add(value: number): void {
    if (value < this.#last) this.rises = false;
    else if (value > this.#last) this.falls = false;
    this.#last = value;
  }

  /** The number that was taken last, NaN before the first. */
  get last(): number {
    return this.#last;
  }

  /** Takes many numbers at once, of which `last` is the last; `rises` and `falls` say whether they did, from this.last on. */
  addRun(last: number, rises: boolean, falls: boolean): void {
    if (!rises) this.rises = false;
    if (!falls) this.falls = false;
    this.#last = last;
  }

  /** Gives up both orders. */
  lose(): void {
    this.rises = false;
    this.falls = false;
  }

  /** Tells whether the sequence would still be in one order with `value`, and then `next`, behind it. */
  continuesWith(value: number, next: number): boolean {
    return (
      (this.rises && !(value < this.#last) && !(next < value)) ||
      (this.falls && !(value > this.#last) && !(next > value))
    );
  }
}

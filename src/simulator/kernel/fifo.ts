/** Places of a queue that has never been longer, a power of two. */
const PLACES = 16;

/**
 * A queue on a ring, first in, first out. Nothing in it moves; and the ring is of one kind from the start, where an array
 * begins as one of small integers, for which the engine compiles whatever uses it, and does so again at the first object.
 */
export class Fifo<T> {
  length = 0;
  private ring: (T | undefined)[] = placesFor(PLACES);
  private head = 0;

  /** The item that was put in last, undefined in an empty queue. */
  get last(): T | undefined {
    return this.at(this.length - 1);
  }

  /** Returns an item by its place from the oldest, which is 0; undefined where none is. */
  at(index: number): T | undefined {
    return index >= 0 && index < this.length
      ? this.ring[(this.head + index) & (this.ring.length - 1)]
      : undefined;
  }

  push(item: T): void {
    if (this.length === this.ring.length) this.grow();
    this.ring[(this.head + this.length) & (this.ring.length - 1)] = item;
    this.length++;
  }

  /** Takes the oldest item out, undefined in an empty queue. */
  shift(): T | undefined {
    if (this.length === 0) return undefined;
    const item = this.ring[this.head];
    this.ring[this.head] = undefined;
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.length--;
    return item;
  }

  private grow(): void {
    const ring = placesFor<T>(2 * this.ring.length);
    for (let i = 0; i < this.length; i++) ring[i] = this.at(i);
    this.ring = ring;
    this.head = 0;
  }
}

function placesFor<T>(count: number): (T | undefined)[] {
  return Array.from<T | undefined>({ length: count }).fill(undefined);
}

import { decodeLatin1 } from "../latin1-text.ts";
import { type Heading, readHeading, saysSomething } from "./heading.ts";
import type { Listing } from "./listing.ts";
import { type OtherLine } from "./other-line.ts";

/** Lines since the last listing that belong to none: a heading is looked for among them, a note tells of the others. */
export class Prose {
  /** The first line of all that holds something and belongs to no listing, and whether it is the only one. */
  first: string | null = null;
  isSingle = false;
  /** True while no empty line came behind the last line. */
  isAdjacent = false;
  /** The first line and the last two. */
  #kept: OtherLine[] = [];
  #count = 0;

  /** The line that came last, if it is still here. */
  get last(): OtherLine | undefined {
    return this.#kept[this.#kept.length - 1];
  }

  add(line: OtherLine): void {
    this.isSingle = this.first === null;
    this.first ??= decodeLatin1(line.text);
    this.#count += 1;
    this.isAdjacent = true;
    if (this.#kept.length > 2) this.#kept.splice(1, 1);
    this.#kept.push(line);
  }

  /** Takes the last line back, as it turned out to be none of prose. */
  takeLast(): void {
    if (this.#kept.pop() !== undefined) this.#count -= 1;
  }

  /** Takes the last line that says anything as the heading of the listing that begins. */
  takeHeading(): Heading | null {
    const line = this.#kept.findLast(({ text }) => saysSomething(decodeLatin1(text)));
    if (line === undefined) return null;
    this.#kept = this.#kept.filter((kept) => kept !== line);
    this.#count -= 1;
    return readHeading(decodeLatin1(line.text));
  }

  /** Puts what is here to a listing, which tells of it in a note. */
  giveTo({ prose }: Listing): void {
    const first = this.#kept[0];
    if (first !== undefined && prose.count === 0) {
      prose.firstLine = first.number;
      prose.firstText = decodeLatin1(first.whole);
    }
    prose.count += this.#count;
    this.#count = 0;
    this.#kept = [];
    this.isAdjacent = false;
  }
}

import { decodeLatin1 } from "../latin1-text.ts";
import { lineDamage } from "./damage.ts";
import type { OtherLine } from "./other-line.ts";

/** A function of `readprofile -b` while its bins are read. */
export class BinnedFunction {
  readonly header: OtherLine;
  readonly #latin1Name: string;
  readonly #path: string;
  #sum = 0;

  /** `latin1Name` stands in `header`, a line of the file at `path`. */
  constructor(header: OtherLine, latin1Name: string, path: string) {
    this.header = header;
    this.#latin1Name = latin1Name;
    this.#path = path;
  }

  get name(): Uint8Array {
    return Buffer.from(this.#latin1Name, "latin1");
  }

  addBin(ticks: number): void {
    this.#sum += ticks;
  }

  /** Throws a located parse error where the total on `line` is not the sum of the bins. */
  checkTotal(ticks: number, line: OtherLine): void {
    if (this.#sum === ticks) return;
    const message = `${this.#describeSum()}, not to this total of ${ticks}`;
    throw lineDamage("bins-unequal-total", message, line, this.#path);
  }

  /** Throws the like where a total is missing: only -a without -v leaves it out, where it is 0. */
  checkWithoutTotal(): void {
    if (this.#sum === 0) return;
    const message = `${this.#describeSum()}, but its total is missing`;
    throw lineDamage("bins-without-total", message, this.header, this.#path);
  }

  #describeSum(): string {
    return `the bins of ${decodeLatin1(this.#latin1Name)} add up to ${this.#sum}`;
  }
}

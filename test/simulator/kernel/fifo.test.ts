import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fifo } from "../../../src/simulator/kernel/fifo.ts";

describe("Fifo", () => {
  it("holds what an array would, in its order, however long it grows and wherever its ring begins", () => {
    // A number is put in; null takes the oldest out.
    const steps = fc.array(fc.option(fc.nat(), { freq: 3 }), { maxLength: 60, size: "max" });
    fc.assert(
      fc.property(steps, (script) => {
        const fifo = new Fifo<number>();
        const array: number[] = [];
        for (const step of script) {
          if (step === null) {
            expect(fifo.shift()).toBe(array.shift());
          } else {
            fifo.push(step);
            array.push(step);
          }
          expect(fifo.length).toBe(array.length);
          expect(fifo.last).toBe(array.at(-1));
          expect(array.map((_, index) => fifo.at(index))).toEqual(array);
          expect(fifo.at(array.length)).toBeUndefined();
        }
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { fitColumns } from "../../src/text/fit-columns.ts";

const need = (width: number, flexible: boolean) => ({ full: width, brief: width, priority: 0, flexible });

describe("columns in a width", () => {
  it("have what names of a short column leave go to the names of a long one", () => {
    const [group, symbol, ticks] = [need(6, true), need(60, true), need(20, false)];
    // 80 less 20, two gaps of 2 and the 6 of the groups; alike long, they share.
    expect(fitColumns([group, symbol, ticks], 80, 2).widths).toEqual([6, 50, 20]);
    expect(fitColumns([symbol, group, ticks], 80, 2).widths).toEqual([50, 6, 20]);
    expect(fitColumns([symbol, symbol, ticks], 80, 2).widths).toEqual([28, 28, 20]);
  });
});

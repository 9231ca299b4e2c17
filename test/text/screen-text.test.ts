import { expect, it } from "vitest";
import { measureCells } from "../../src/text/cell-width.ts";
import { UNICODE_GLYPHS } from "../../src/text/glyphs.ts";
import { fitName } from "../../src/text/screen-text.ts";

it("a name gives way to what stands behind it, by the cells that both fill", () => {
  expect(fitName({ text: "tcp_v4_rcv", detail: "vmlinux" }, 18, UNICODE_GLYPHS)).toBe("tcp_v4_rcv vmlinux");
  // Two cells a character: the detail fills 5 of 12, the blank before it among them.
  const fitted = fitName({ text: "tcp_v4_rcv", detail: "計測" }, 12, UNICODE_GLYPHS);
  expect(fitted).toMatch(/^tc.*… ?.*計測$/);
  expect(measureCells(fitted)).toBe(12);
  expect(fitName({ text: "a\x1b[31mb" }, 20, UNICODE_GLYPHS)).not.toContain("\x1b");
});

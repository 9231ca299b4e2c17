import { sniffCostFile } from "./cost-file-sniff.ts";
import type { Parser } from "./parser.ts";

/**
 * cachegrind.out files, and what cg_diff makes of two:
 *
 *     events: Ir I1mr ILmr Dr D1mr DLmr Dw D1mw DLmw
 *     fl=./csu/../csu/libc-start.c
 *     fn=__libc_start_main@@GLIBC_2.34
 *     128 2 1 1 2 0 0 0 0 0
 *     summary: 30970071 1346 1317 6984320 52469 2027 3486608 52162 1876
 *
 * Format: https://valgrind.org/docs/manual/cg-manual.html#cg-manual.impl-details.file-format
 */
export const cachegrind: Parser = {
  id: "cachegrind",
  title: "cachegrind.out, cg_diff",
  content: "text",
  priority: 400,
  sniff: (head) => sniffCostFile(head, "cachegrind"),
  parse: async (source, options) =>
    (await import("./cost-file.ts")).readCostFile("cachegrind", source, options),
};

import { sniffCostFile } from "./cost-file-sniff.ts";
import type { Parser } from "./parser.ts";

/**
 * callgrind.out files, with compressed names, relative positions, calls and jumps:
 *
 *     positions: line
 *     events: Ir
 *     fn=(592) sbrk
 *     37 2
 *     +3 2
 *     cfn=(594) brk
 *     calls=1 -35
 *     * 8
 *     totals: 30968942
 *
 * Format: https://valgrind.org/docs/manual/cl-format.html
 */
export const callgrind: Parser = {
  id: "callgrind",
  title: "callgrind.out",
  content: "text",
  priority: 410,
  sniff: (head) => sniffCostFile(head, "callgrind"),
  parse: async (source, options) =>
    (await import("./cost-file.ts")).readCostFile("callgrind", source, options),
};

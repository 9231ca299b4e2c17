import type { Parser } from "./parser.ts";
import { sniffPerfScript } from "./perf-script-sniff.ts";

/**
 * perf script text, with and without call graphs, of any set of fields:
 *
 *     zcw  5673  1065.334627:    1003009 cpu-clock:
 *     \tffffffff81687fb1 memcg1_commit_charge+0x11 ([kernel.kallsyms])
 *     \t           28d6a __memset_evex_unaligned_erms+0x6a (/usr/bin/zcw)
 *
 *             zcw  3887  1029.574147:    1003009 cpu-clock:  ffffffff816dfdb6 __d_lookup_rcu+0x56 ([kernel.kallsyms])
 *
 * Each event gives a measure of samples, and one of periods (`cycles:period`) where periods are printed. The comm
 * is the root of each stack, in the module `[comm]`. Identity is perf report's own: the DSO's file name and the
 * symbol, so one `[unknown]` a DSO.
 * Producer: https://github.com/torvalds/linux/blob/master/tools/perf/builtin-script.c
 */
export const perfScript: Parser = {
  id: "perf-script",
  title: "perf script text",
  content: "text",
  priority: 510,
  sniff: sniffPerfScript,
  parse: async (source, options) => (await import("./perf-script-reader.ts")).readPerfScript(source, options),
};

import { GPROF_PERIOD } from "./gprof-heading.ts";
import { headText } from "./head-text.ts";
import type { Head, Parser, Sniff } from "./parser.ts";

/**
 * The flat profile of gprof:
 *
 *     Each sample counts as 0.01 seconds.
 *       %   cumulative   self              self     total
 *      time   seconds   seconds    calls  us/call  us/call  name
 *      58.16      0.18     0.18    20000     9.01     9.01  copy8k
 *
 * Self seconds over the length of a sample are samples, bounded by their two decimals; calls are counted exactly,
 * where gprof knows them. The call graph below is not read: gprof makes it from averages, not from stacks.
 * Producer: https://sourceware.org/git/?p=binutils-gdb.git;f=gprof/hist.c
 */
export const gprof: Parser = {
  id: "gprof",
  title: "gprof flat profile",
  content: "text",
  priority: 540,
  sniff,
  parse: async (source, options) => (await import("./gprof-reader.ts")).readGprof(source, options),
};

function sniff(head: Head): Sniff {
  const text = headText(head);
  return GPROF_PERIOD.test(text) && /^ *% +cumulative +self/m.test(text)
    ? { answer: "yes", reason: "has the heading of gprof's flat profile" }
    : { answer: "no", reason: "has no flat profile of gprof" };
}

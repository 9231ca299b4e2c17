import { headText } from "./head-text.ts";
import type { Head, Parser, Sniff } from "./parser.ts";

/**
 * perf report --stdio, padded or with -t:
 *
 *     # Samples: 534  of event 'cpu-clock'
 *     # Event count (approx.): 535606806
 *     #
 *     # Overhead       Samples  Command  Shared Object      Symbol
 *     # ........  ............  .......  .................  .............
 *     #
 *         23.41%           125  zcw      [kernel.kallsyms]  [k] _copy_to_iter
 *
 * Each event is a measure, as in perf script; the command is the root of the stack. Of call graphs only
 * `-g folded,count` is kept.
 * Producer: https://github.com/torvalds/linux/blob/master/tools/perf/ui/stdio/hist.c
 */
export const perfReport: Parser = {
  id: "perf-report",
  title: "perf report text",
  content: "text",
  priority: 520,
  sniff,
  parse: async (source, options) => (await import("./perf-report-reader.ts")).readPerfReport(source, options),
};

function sniff(head: Head): Sniff {
  const text = headText(head);
  return /^# Samples: +[\d.]+[KMG]? +of event/m.test(text)
    ? { answer: "yes", reason: "states `# Samples: … of event`, as perf report prints it" }
    : { answer: "no", reason: "has no line `# Samples: … of event`" };
}

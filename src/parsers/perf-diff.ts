import { headText } from "./head-text.ts";
import type { Head, Parser, Sniff } from "./parser.ts";

/**
 * perf diff text, of two or more recordings:
 *
 *     # Event 'cpu-clock'
 *     #
 *     # Baseline  Delta Abs  Shared Object      Symbol
 *     # ........  .........  .................  ..............................
 *     #
 *          4.12%    +14.66%  [kernel.kallsyms]  [k] finish_task_switch.isra.0
 *                    +9.08%  [kernel.kallsyms]  [k] __pi_memcpy
 *
 * Gives a base profile and one for each other recording, in percent, as perf diff prints no counts; with -p the
 * periods as well. A blank is a symbol that the recording does not have.
 * Producer: https://github.com/torvalds/linux/blob/master/tools/perf/builtin-diff.c
 */
export const perfDiff: Parser = {
  id: "perf-diff",
  title: "perf diff text",
  content: "text",
  priority: 530,
  sniff,
  parse: async (source, options) => (await import("./perf-diff-reader.ts")).readPerfDiff(source, options),
};

function sniff(head: Head): Sniff {
  const text = headText(head);
  return /^# Event '/m.test(text) && /^# *Baseline/m.test(text)
    ? { answer: "yes", reason: "has the columns of perf diff below `# Event`" }
    : { answer: "no", reason: "has no column Baseline below `# Event`" };
}

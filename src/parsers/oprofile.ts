import { headText } from "./head-text.ts";
import type { Head, Parser, Sniff } from "./parser.ts";

/**
 * opreport -l, of one or more events, and of two sessions:
 *
 *     Counted CPU_CLK_UNHALTED events (Clock cycles when not halted) with a unit mask of 0x00 (No unit mask) count 100000
 *     samples  %        image name               symbol name
 *     65747    21.0764  vmlinux                  copy_user_generic_string
 *
 *     samples  %        diff %    symbol name
 *     435      85.6299  +5.3306   copy
 *     54       10.6299  +++       fresh
 *     12       2.3622   ---       gone
 *
 * Of two sessions the samples are those of the later one, but with --- those of the earlier; the earlier ones follow
 * from the difference, within its four decimals.
 * Producer: https://sourceforge.net/p/oprofile/oprofile/ci/master/tree/libpp/format_output.cpp
 */
export const oprofile: Parser = {
  id: "oprofile",
  title: "OProfile opreport -l",
  content: "text",
  priority: 550,
  sniff,
  parse: async (source, options) => (await import("./oprofile-reader.ts")).readOprofile(source, options),
};

function sniff(head: Head): Sniff {
  const text = headText(head);
  return /^(?:vma +)?samples +% .*symbol name/m.test(text)
    ? { answer: "yes", reason: "has the heading of opreport -l" }
    : { answer: "no", reason: "has no heading `samples  %  … symbol name`" };
}

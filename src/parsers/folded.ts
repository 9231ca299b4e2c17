import { foldedLayout } from "./folded-scanner.ts";
import { describeFoldedLosses, writeFolded } from "./folded-writer.ts";
import { type Head, type Parser, type Sniff } from "./parser.ts";

/**
 * Folded stacks, as stackcollapse-*.pl and inferno write them for flame graphs: one stack a line, root first.
 *
 *     zcw;__libc_read;entry_SYSCALL_64_after_hwframe_[k];do_syscall_64_[k] 8
 *     zcw;__libc_read 10 12
 *
 * Two numbers on every line are a differential (difffolded.pl): base, then next. The marks _[k], _[i] and _[j]
 * (kernel, inlined, JIT) become the module, as nothing else tells the module here.
 * Producer: https://github.com/brendangregg/FlameGraph
 */
export const folded: Parser = {
  id: "folded",
  title: "folded stacks, also differential",
  content: "text",
  priority: 600,
  sniff,
  parse: async (source, options) => (await import("./folded-reader.ts")).readFolded(source, options),
  losses: describeFoldedLosses,
  write: writeFolded,
};

const LINE_FEED = 10;
const SPACE = 32;
const SEMICOLON = 59;

/** "{" and "[", with which JSON begins. */
const JSON_STARTS = [123, 91];

function sniff(head: Head): Sniff {
  if (isOneLongLine(head))
    return { answer: "maybe", reason: "begins with a line of frames longer than what is looked at" };
  const layout = foldedLayout(head.bytes, head.whole);
  if (layout === null) return { answer: "no", reason: "has lines that do not end in a count" };
  const columns = layout.counts === 2 ? "two counts" : "a count";
  if (layout.hasSeparator)
    return { answer: "yes", reason: `every line is frames between semicolons and ${columns}` };
  if (layout.hasLeadingNumbers)
    return { answer: "no", reason: "has a number before and behind each name, as tables have" };
  // Many tables of names and two numbers look like a differential of bare functions; hardly any is one.
  const answer = layout.counts === 2 ? "no" : "maybe";
  return { answer, reason: `every line ends in ${columns}, but none has a semicolon` };
}

/** Whether the head holds no end of a line, but text with semicolons, as a stack of ten thousand frames does. */
function isOneLongLine({ bytes, whole }: Head): boolean {
  if (whole || JSON_STARTS.includes(bytes[0]) || bytes.includes(LINE_FEED)) return false;
  return bytes.includes(SEMICOLON) && bytes.every((byte) => byte >= SPACE);
}

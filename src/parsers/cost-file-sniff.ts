import { headText } from "./head-text.ts";
import type { Head, Sniff } from "./parser.ts";

/** Tells cachegrind's and callgrind's files apart: both state events and functions, only callgrind more. */
export function sniffCostFile(head: Head, format: "cachegrind" | "callgrind"): Sniff {
  const text = headText(head);
  if (!/^events: *\S/m.test(text) || !/^fn=/m.test(text)) {
    return { answer: "no", reason: "has no lines `events:` and `fn=`" };
  }
  const isCallgrind =
    /^(# callgrind format|version:|creator:|positions:|part:|ob=|calls=)/m.test(text) ||
    !/^(desc|cmd):/m.test(text);
  if (isCallgrind === (format === "callgrind")) {
    return { answer: "yes", reason: `has lines \`events:\` and \`fn=\` as ${format} writes them` };
  }
  return { answer: "no", reason: `has lines of ${isCallgrind ? "callgrind" : "cachegrind"}` };
}

import { headText } from "./head-text.ts";
import type { Head, Parser, Sniff } from "./parser.ts";

/**
 * .cpuprofile of V8, as `node --cpu-prof` and Chrome's developer tools write it:
 *
 *     {"nodes":[{"id":1,"callFrame":{"functionName":"(root)",…},"hitCount":0,"children":[2,3]}, …],
 *      "startTime":5786980239,"endTime":5787099556,"samples":[2,7,…],"timeDeltas":[2813,8988,…]}
 *
 * Samples are V8's `hitCount`, the ticks of its timer: the list of samples has some more, which code events force.
 * They are timed in microseconds from each to the next, the last to the end. Functions without a name are one
 * `(anonymous)` a script: their lines move between builds.
 * Format: https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile
 */
export const v8CpuProfile: Parser = {
  id: "v8-cpuprofile",
  title: "V8 .cpuprofile",
  content: "json",
  priority: 200,
  sniff,
  parse: async (source, options) =>
    (await import("./v8-cpuprofile-reader.ts")).readV8CpuProfile(source, options),
};

function sniff(head: Head): Sniff {
  const text = headText(head);
  return /^\s*\{/.test(text) && /"nodes"\s*:\s*\[/.test(text) && /"callFrame"\s*:/.test(text)
    ? { answer: "yes", reason: "is JSON with nodes of call frames" }
    : { answer: "no", reason: "has no nodes of call frames" };
}

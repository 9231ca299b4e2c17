import { headText } from "./head-text.ts";
import type { Head, Parser, Sniff } from "./parser.ts";

/**
 * Processed profiles of the Firefox Profiler, as profiler.firefox.com and samply save them:
 *
 *     {"meta":{"interval":1,"preprocessedProfileVersion":48,…},"libs":[…],
 *      "threads":[{"name":"main","samples":{"stack":[0,3,null],"weight":null,"weightType":"samples",…},
 *                  "stackTable":{"frame":[…],"prefix":[null,0,…]},"frameTable":{"func":[…]},
 *                  "funcTable":{"name":[…],"resource":[…]},"resourceTable":{"name":[…]},"stringArray":[…]}]}
 *
 * Each thread with samples is a profile. A function's module is the library or script that it comes from.
 * Format: https://github.com/firefox-devtools/profiler/blob/main/docs-developer/CHANGELOG-formats.md
 */
export const firefox: Parser = {
  id: "firefox",
  title: "Firefox Profiler, processed",
  content: "json",
  priority: 220,
  sniff,
  parse: async (source, options) => (await import("./firefox-reader.ts")).readFirefox(source, options),
};

function sniff(head: Head): Sniff {
  const text = headText(head);
  return /^\s*\{/.test(text) && /"preprocessedProfileVersion"\s*:/.test(text)
    ? { answer: "yes", reason: "states a preprocessedProfileVersion" }
    : { answer: "no", reason: "states no preprocessedProfileVersion" };
}

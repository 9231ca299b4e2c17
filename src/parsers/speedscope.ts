import { headText } from "./head-text.ts";
import type { Head, Parser, Sniff } from "./parser.ts";
import { describeSpeedscopeLosses, SPEEDSCOPE_SCHEMA, writeSpeedscope } from "./speedscope-writer.ts";

/**
 * speedscope's own JSON, sampled and evented:
 *
 *     {"$schema":"https://www.speedscope.app/file-format-schema.json","shared":{"frames":[{"name":"main"},…]},
 *      "profiles":[{"type":"sampled","name":"t","unit":"none","samples":[[0,1],…],"weights":[3,…],…}]}
 *
 * Stacks stand root first. Each profile of the file is one profile; of an evented one the time between two events
 * belongs to the frame that is open. What belongs to no frame counts as [unknown], as speedscope's own total holds it.
 * Weights without a unit are taken for counts.
 * Format: https://github.com/jlfwong/speedscope/blob/main/src/lib/file-format-spec.ts
 */
export const speedscope: Parser = {
  id: "speedscope",
  title: "speedscope JSON",
  content: "json",
  priority: 210,
  sniff,
  parse: async (source, options) => (await import("./speedscope-reader.ts")).readSpeedscope(source, options),
  losses: describeSpeedscopeLosses,
  write: writeSpeedscope,
};

function sniff(head: Head): Sniff {
  const text = headText(head);
  return /^\s*\{/.test(text) && text.includes(SPEEDSCOPE_SCHEMA)
    ? { answer: "yes", reason: "names the schema of speedscope" }
    : { answer: "no", reason: "does not name the schema of speedscope" };
}

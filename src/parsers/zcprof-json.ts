import { isFlat } from "../model/flat-profile.ts";
import type { Profile } from "../model/profile.ts";
import { showProfileJson } from "../model/show-json.ts";
import { headText } from "./head-text.ts";
import type { Head, Parser, Sniff } from "./parser.ts";

/**
 * The JSON that `zcprof show --json` prints (schema zcprof.show/1), as a baseline to compare with.
 *
 *     {"schema":"zcprof.show/1","profiles":[{"title":"send(8k), no SG","total":2874,"symbols":[{"symbol":"schedule",…
 */
export const zcprofJson = {
  id: "json",
  title: "JSON of zcprof show (zcprof.show/1)",
  content: "json",
  priority: 100,
  sniff,
  parse: async (source, options) => (await import("./zcprof-json-reader.ts")).readZcprofJson(source, options),
  losses,
  write,
} satisfies Parser;

const SCHEMA_MEMBER = /"schema"\s*:\s*"zcprof\.([^"]*)"/;

function sniff(head: Head): Sniff {
  const text = headText(head);
  if (!/^\s*\{/.test(text)) return { answer: "no", reason: "does not begin as a JSON object" };
  const member = SCHEMA_MEMBER.exec(text);
  if (member === null) return { answer: "no", reason: "is JSON without a zcprof schema near its start" };
  return { answer: "yes", reason: `says its schema is zcprof.${member[1]}` };
}

function losses(profiles: readonly Profile[]): readonly string[] {
  const sentences = profiles.flatMap((profile) => [
    ...(isFlat(profile) ? [] : ["stacks are not kept, each count goes to its leaf symbol"]),
    ...(profile.measures.length > 1 ? [`the ${profile.measures.length} events become as many profiles`] : []),
  ]);
  return [...new Set(sentences)];
}

function write(profiles: readonly Profile[]): Uint8Array {
  const shown = profiles.flatMap((profile) =>
    profile.measures.map((_, measure) => showProfileJson(profile, { measure })),
  );
  return new TextEncoder().encode(
    `${JSON.stringify({ schema: "zcprof.show/1", profiles: shown, notes: [] }, null, 1)}\n`,
  );
}

import { isFlat } from "../model/flat-profile.ts";
import type { Profile } from "../model/profile.ts";
import { showProfileJson } from "../model/show-json.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { type ByteSource, readAll } from "./byte-source.ts";
import { headText } from "./head-text.ts";
import type { Head, ParseOptions, Parser, Sniff } from "./parser.ts";
import { findBreach } from "./schema-breach.ts";
import { SHOW_SCHEMA } from "./show-schema.ts";
import { readShownProfile, type ShownProfile } from "./shown-profile.ts";

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
  parse,
  losses,
  write,
} satisfies Parser;

const SCHEMA_MEMBER = /"schema"\s*:\s*"zcprof\.([^"]*)"/;
const UTF8 = new TextDecoder("utf-8", { fatal: true });

function sniff(head: Head): Sniff {
  const text = headText(head);
  if (!/^\s*\{/.test(text)) return { answer: "no", reason: "does not begin as a JSON object" };
  const member = SCHEMA_MEMBER.exec(text);
  if (member === null) return { answer: "no", reason: "is JSON without a zcprof schema near its start" };
  return { answer: "yes", reason: `says its schema is zcprof.${member[1]}` };
}

async function parse(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
  const { path } = source;
  const value = parseJson(await readAll(source), path);
  requireSchema(value, path);
  const { profiles } = value;
  if (profiles.length === 0) {
    throw new ZcprofError("parse", {
      code: "json/no-profile",
      message: `${path} holds no profile`,
      location: { path },
    });
  }
  return profiles.map((shown, i) => readShownProfile(shown, i, profiles.length, source, options));
}

function requireSchema(value: unknown, path: string): asserts value is { profiles: readonly ShownProfile[] } {
  const found = findBreach(SHOW_SCHEMA, value);
  if (found === null) return;
  throw new ZcprofError("parse", {
    code: "json/unexpected",
    message: `${found.path}: ${found.message}`,
    hint: "only the JSON of `zcprof show` can be read back",
    location: { path },
  });
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    throw new ZcprofError("parse", {
      code: "json/not-utf8",
      message: "expected UTF-8, found other bytes",
      hint: "write it again with `zcprof show --json -o FILE`",
      location: { path },
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node names the place as an offset, of no use to a person; at the end of the text it names none.
    const place = /at position (\d+)/.exec(message);
    const before = text.slice(0, place === null ? text.length : Number(place[1])).split("\n");
    throw new ZcprofError("parse", {
      code: "json/syntax",
      message: `broken JSON: ${message.replace(/ (in JSON )?at position.*$/s, "")}`,
      hint: "copy the file again, or write it again with `zcprof show --json -o FILE`",
      location: { path, line: before.length, column: before[before.length - 1].length + 1 },
    });
  }
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

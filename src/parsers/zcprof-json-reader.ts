import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { type ByteSource, readAll } from "./byte-source.ts";
import type { ParseOptions } from "./parser.ts";
import { findBreach } from "./schema-breach.ts";
import { SHOW_SCHEMA } from "./show-schema.ts";
import { readShownProfile, type ShownProfile } from "./shown-profile.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Reads every profile of a zcprof.show/1 document. */
export async function readZcprofJson(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
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

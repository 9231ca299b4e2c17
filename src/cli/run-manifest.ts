import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { parse } from "csv-parse/sync";
import * as v from "valibot";
import type { Profile } from "../model/profile.ts";
import type { Exposure, RunFacts } from "../model/provenance.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { readJsonFile } from "./json-file.ts";
import { inputError } from "./raw-input.ts";
import { messageOf } from "./system-error.ts";

/** What a manifest says of one run; it fills in and overrides what the profile says of itself. */
interface RunEntry {
  readonly exposure: Exposure;
  readonly facts: RunFacts;
}

/** What somebody wrote down about every run. */
export interface RunManifest {
  readonly path: string;
  readonly runs: ReadonlyMap<string, RunEntry>;
}

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const text = v.nullish(
  v.pipe(
    v.string(),
    v.transform((value) => (value === "" ? null : value)),
  ),
  null,
);

const ENTRY = v.object({
  file: v.pipe(v.string(), v.minLength(1)),
  bytes: optionalNumber(positive),
  seconds: optionalNumber(positive),
  order: optionalNumber(v.pipe(v.number(), v.finite())),
  machine: text,
  kernel: text,
  workload: text,
  cpus: optionalNumber(positive),
  hz: optionalNumber(positive),
});

/**
 * Reads a manifest of runs: a JSON list of {file, bytes, seconds, order, machine, kernel, workload, cpus, hz} (also below
 * `files`), or a CSV with these columns; only `file` has to be there. Throws input and parse errors.
 */
export function readRunManifest(path: string): RunManifest {
  const found = v.safeParse(v.array(ENTRY), readEntries(path));
  if (!found.success) {
    const [issue] = found.issues;
    throw malformed(path, `${v.getDotPath(issue) ?? "the file"}: ${issue.message}`);
  }
  const runs = new Map<string, RunEntry>();
  for (const { file, bytes, seconds, order, machine, kernel, workload, cpus, hz } of found.output) {
    if (runs.has(file)) throw malformed(path, `two entries for ${JSON.stringify(file)}`);
    runs.set(file, {
      exposure: { bytes, seconds },
      facts: dropUnsaid({ order, host: machine, kernel, commandLine: workload, cpus, hz }),
    });
  }
  return { path, runs };
}

/** Returns the profiles with what the manifest says of them; an entry names a run by its path or the end of it. Throws usage errors. */
export function applyRunManifest(profiles: readonly Profile[], manifest: RunManifest): Profile[] {
  return profiles.map((profile) => {
    const { provenance } = profile;
    const { exposure, facts } = findEntry(manifest, provenance.path);
    return {
      ...profile,
      provenance: {
        ...provenance,
        exposure: {
          bytes: exposure.bytes ?? provenance.exposure.bytes,
          seconds: exposure.seconds ?? provenance.exposure.seconds,
        },
        facts: { ...provenance.facts, ...facts },
      },
    };
  });
}

function findEntry({ path: manifest, runs }: RunManifest, path: string): RunEntry {
  const named = [...runs].filter(([file]) => path === file || path.endsWith(`/${file}`));
  if (named.length === 1) return named[0][1];
  throw new ZcprofError("usage", {
    code: named.length === 0 ? "exposure/no-entry" : "exposure/ambiguous-entry",
    message: `${manifest} has ${named.length === 0 ? "no entry" : `${named.length} entries`} for ${path}`,
    hint: "its file column names a run by its path, or by the end of it",
    location: { path: manifest },
  });
}

function readEntries(path: string): unknown {
  if (extname(path).toLowerCase() !== ".csv") {
    const value = readJsonFile(path);
    const list = v.safeParse(v.object({ files: v.array(v.unknown()) }), value);
    // A list of all files of a recording also names maps and notes, of which nothing here is asked.
    return list.success ? list.output.files.filter((entry) => v.is(ENTRY, entry)) : value;
  }
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (error) {
    throw inputError(path, error);
  }
  try {
    return parse(content, { columns: true, skip_empty_lines: true, trim: true, bom: true });
  } catch (error) {
    throw malformed(path, messageOf(error));
  }
}

/** A number that may be missing, null, or (in CSV, where all is text) empty or digits. */
function optionalNumber(range: v.GenericSchema<number>) {
  return v.optional(
    v.nullable(
      v.pipe(
        v.union([v.number(), v.string()]),
        v.transform((value) => (value === "" ? null : Number(value))),
        v.nullable(range),
      ),
    ),
    null,
  );
}

function dropUnsaid(facts: { readonly [Key in keyof RunFacts]: RunFacts[Key] | null }): RunFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

function malformed(path: string, message: string): ZcprofError {
  return new ZcprofError("parse", {
    code: "exposure/malformed",
    message,
    hint: "give BASE:NEXT, or a JSON list or CSV of runs with file, bytes and seconds",
    location: { path },
  });
}

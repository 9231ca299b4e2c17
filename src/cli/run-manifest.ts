import { parse } from "csv-parse/sync";
import * as v from "valibot";
import type { Profile } from "../model/profile.ts";
import type { Exposure, RunFacts } from "../model/provenance.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { parseJson, readTextFile } from "./json-file.ts";
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
 * `files`), or a CSV with these columns; only `file` has to be there. What begins as JSON is JSON. Throws input and parse
 * errors.
 */
export function readRunManifest(path: string): RunManifest {
  const content = readTextFile(path);
  const rows = /^\s*[{[]/.test(content) ? readJsonRows(path, content) : readCsvRows(path, content);
  const runs = new Map<string, RunEntry>();
  for (const { value, line, place } of rows) {
    const found = v.safeParse(ENTRY, value);
    if (!found.success) throw malformed(path, `${place}${describeIssue(found.issues[0])}`, line);
    const { file, bytes, seconds, order, machine, kernel, workload, cpus, hz } = found.output;
    if (runs.has(file)) throw malformed(path, `${place}the second entry for ${JSON.stringify(file)}`, line);
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

/** What somebody wrote of one run, and where: a line, or words before a message. */
interface Row {
  readonly value: unknown;
  readonly line?: number;
  readonly place: string;
}

function readJsonRows(path: string, content: string): Row[] {
  const value = parseJson(path, content);
  const listed = v.safeParse(v.object({ files: v.array(v.unknown()) }), value);
  // A list of all files of a recording also names maps and notes, of which nothing here is asked.
  const list = listed.success ? listed.output.files.filter((entry) => v.is(ENTRY, entry)) : value;
  if (!Array.isArray(list)) throw malformed(path, "expected a list of runs, found an object");
  return list.map((entry: unknown, i) => ({ value: entry, place: `entry ${i + 1}: ` }));
}

const CSV_ROW = v.object({
  record: v.record(v.string(), v.string()),
  info: v.object({ lines: v.number() }),
});

function readCsvRows(path: string, content: string): Row[] {
  let columns: readonly string[] = [];
  const keepColumns = (names: string[]): string[] => {
    columns = names;
    return names;
  };
  let rows: unknown;
  try {
    rows = parse(content, {
      columns: keepColumns,
      skip_empty_lines: true,
      trim: true,
      bom: true,
      info: true,
    });
  } catch (error) {
    throw malformed(path, messageOf(error));
  }
  if (!columns.includes("file"))
    throw malformed(
      path,
      `expected a column file, found ${columns.map((name) => JSON.stringify(name)).join(", ")}`,
      1,
    );
  return v
    .parse(v.array(CSV_ROW), rows)
    .map(({ record, info }) => ({ value: record, line: info.lines, place: "" }));
}

const TEXTS: readonly string[] = ["machine", "kernel", "workload"];

function describeIssue(issue: Parameters<typeof v.getDotPath>[0]): string {
  const key = v.getDotPath(issue);
  const step = issue.path?.at(-1);
  if (step === undefined || key === null) return "expected an entry with file, bytes and seconds";
  const found = step.value === undefined ? "none" : JSON.stringify(step.value).slice(0, 60);
  if (key === "file") return `expected file, the path of a run, found ${found}`;
  const wanted = TEXTS.includes(key) ? "a text" : key === "order" ? "a number" : "a number above 0";
  return `expected ${wanted} for ${key}, found ${found}`;
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

function malformed(path: string, message: string, line?: number): ZcprofError {
  return new ZcprofError("parse", {
    code: "exposure/malformed",
    message,
    hint: "give BASE:NEXT, or a JSON list or CSV of runs with file, bytes and seconds",
    location: line === undefined ? { path } : { path, line },
  });
}

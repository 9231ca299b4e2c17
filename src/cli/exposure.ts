import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { parse } from "csv-parse/sync";
import * as v from "valibot";
import { type Normalization, parseNormalization } from "../analysis/normalization.ts";
import type { Profile } from "../model/profile.ts";
import type { Exposure } from "../model/provenance.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { readJsonFile } from "./json-file.ts";
import { inputError } from "./raw-input.ts";
import { messageOf } from "./system-error.ts";

/** What --exposure says: the work of a run of each side, or a manifest with that of every run. */
export type StatedExposure =
  | { readonly kind: "amounts"; readonly normalize: Normalization }
  | { readonly kind: "manifest"; readonly path: string; readonly runs: ReadonlyMap<string, Exposure> };

const amount = v.optional(
  v.nullable(
    v.pipe(
      v.union([v.number(), v.string()]),
      v.transform((value) => (value === "" ? null : Number(value))),
      v.nullable(v.pipe(v.number(), v.finite(), v.gtValue(0))),
    ),
  ),
  null,
);
const ENTRY = v.object({ file: v.pipe(v.string(), v.minLength(1)), bytes: amount, seconds: amount });
const MANIFEST = v.array(ENTRY);

/**
 * Reads the value of --exposure: BASE:NEXT, or a manifest of runs, a JSON list of {file, bytes, seconds} (also below
 * `files`) or a CSV with these columns. Throws input, parse and usage errors.
 */
export function readExposure(value: string): StatedExposure {
  if (/^[\d.e+]+:[\d.e+]+$/i.test(value)) {
    return { kind: "amounts", normalize: parseNormalization(`work=${value}`) };
  }
  const found = v.safeParse(MANIFEST, readManifest(value));
  if (!found.success) {
    const [issue] = found.issues;
    throw malformed(value, `${v.getDotPath(issue) ?? "the file"}: ${issue.message}`);
  }
  const runs = new Map(found.output.map(({ file, bytes, seconds }) => [file, { bytes, seconds }]));
  return { kind: "manifest", path: value, runs };
}

/** Returns the profiles with what the manifest says of them; an entry names a run by its path or the end of it. */
export function applyManifest(
  profiles: readonly Profile[],
  { path: manifest, runs }: Extract<StatedExposure, { kind: "manifest" }>,
): Profile[] {
  return profiles.map((profile) => {
    const { provenance } = profile;
    const { path } = provenance;
    const names = [...runs.keys()].filter((file) => path === file || path.endsWith(`/${file}`));
    if (names.length !== 1) {
      throw new ZcprofError("usage", {
        code: names.length === 0 ? "exposure/no-entry" : "exposure/ambiguous-entry",
        message: `${manifest} has ${names.length === 0 ? "no entry" : `${names.length} entries`} for ${path}`,
        hint: "its file column names a run by its path, or by the end of it",
        location: { path: manifest },
      });
    }
    const exposure = runs.get(names[0]) ?? provenance.exposure;
    return { ...profile, provenance: { ...provenance, exposure } };
  });
}

function readManifest(path: string): unknown {
  if (extname(path).toLowerCase() !== ".csv") {
    const value = readJsonFile(path);
    const list = v.safeParse(v.object({ files: v.array(v.unknown()) }), value);
    // A list of all files of a recording also names maps and notes, which cover nothing.
    return list.success ? list.output.files.filter((entry) => v.is(ENTRY, entry)) : value;
  }
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw inputError(path, error);
  }
  try {
    return parse(text, { columns: true, skip_empty_lines: true, trim: true, bom: true });
  } catch (error) {
    throw malformed(path, messageOf(error));
  }
}

function malformed(path: string, message: string): ZcprofError {
  return new ZcprofError("parse", {
    code: "exposure/malformed",
    message,
    hint: "give BASE:NEXT, or a JSON list or CSV of runs with file, bytes and seconds",
    location: { path },
  });
}

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import * as v from "valibot";
import type { Diagnostic, Location } from "../model/diagnostic.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { inputError } from "./raw-input.ts";

/** What a team agreed on, for every comparison in its tree; a flag on the command line wins over it. */
export interface Project {
  /** The file, null where there is none. */
  readonly path: string | null;
  /** Path of a file of grouping rules. */
  readonly groups: string | null;
  readonly margin: number | null;
  /** Path of a noise file. */
  readonly noise: string | null;
  /** The name of a module in reports, by each of its other names. */
  readonly modules: ReadonlyMap<string, string>;
  /** Rules as --fail-on takes them. */
  readonly failOn: string | null;
}

/** What a project may say. */
export type ProjectKey = Exclude<keyof Project, "path">;

const KEYS: readonly ProjectKey[] = ["groups", "margin", "noise", "modules", "failOn"];
const NAMES = ["zcprof.yaml", "zcprof.json"] as const;
const NONE: Project = {
  path: null,
  groups: null,
  margin: null,
  noise: null,
  modules: new Map(),
  failOn: null,
};

const text = v.pipe(v.string("expected a text"), v.nonEmpty("expected a text"));
const SHAPE = v.strictObject({
  groups: v.optional(text),
  margin: v.optional(v.pipe(v.number("expected a number"), v.gtValue(1, "expected a number above 1"))),
  noise: v.optional(text),
  modules: v.optional(
    v.record(text, v.array(text, "expected a list of names"), "expected names with lists of names"),
  ),
  "fail-on": v.optional(v.union([text, v.array(text)], "expected a rule or a list of rules")),
});

/**
 * Reads the project file: `wish` where it is given (`none` for no project at all), else zcprof.yaml or zcprof.json in the
 * current folder or the nearest one above. Paths in it start at its own folder. Throws located input and parse errors.
 */
export async function loadProject(wish: string | undefined): Promise<Project> {
  const path = wish ?? findProject(currentFolder());
  if (path === null || path === "none") return NONE;
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (error) {
    throw inputError(path, error);
  }
  return readProject(content, path);
}

/** Returns the note that says which file was used, and which of the keys that a command asks for it has; none where it has none. */
export function noteProject(project: Project, asked: readonly ProjectKey[]): Diagnostic[] {
  const said = KEYS.filter(
    (key) => asked.includes(key) && (key === "modules" ? project.modules.size > 0 : project[key] !== null),
  );
  if (said.length === 0) return [];
  const keys = said.map((key) => (key === "failOn" ? "fail-on" : key));
  return [
    {
      code: "project/used",
      message: `Project file ${project.path}: ${keys.join(", ")}. Flags win over it.`,
      hint: "--project none does without.",
    },
  ];
}

/** Returns the folder that the program was started in, null where somebody has removed it since. */
function currentFolder(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}

function findProject(start: string | null): string | null {
  if (start === null) return null;
  for (let folder = start; ; folder = dirname(folder)) {
    const found = NAMES.map((name) => join(folder, name)).filter((path) => existsSync(path));
    if (found.length > 1) {
      throw new ZcprofError("usage", {
        code: "project/ambiguous",
        message: `${folder} has ${NAMES.join(" and ")}`,
        hint: "keep one of them, or name one with --project",
      });
    }
    if (found.length === 1) return found[0];
    if (dirname(folder) === folder) return null;
  }
}

async function readProject(content: string, path: string): Promise<Project> {
  const { parseLocatedYaml } = await import("./located-yaml.ts");
  const { value, fault, locate } = parseLocatedYaml(content, path);
  if (fault !== null) throw malformed(fault.message, fault.location);
  const result = v.safeParse(SHAPE, value ?? {});
  if (!result.success) {
    const [issue] = result.issues;
    const keys = (issue.path ?? []).map(({ key }) => key);
    const isUnknown = issue.type === "strict_object" && issue.expected === "never";
    throw malformed(
      isUnknown
        ? `unknown key ${JSON.stringify(keys.at(-1))}`
        : `${keys.join(".") || "the file"}: ${issue.message}`,
      locate(keys),
    );
  }
  const { groups, margin, noise, modules = {}, "fail-on": rules } = result.output;
  const besides = (file: string | undefined): string | null =>
    file === undefined ? null : resolve(dirname(path), file);
  return {
    path,
    groups: besides(groups),
    margin: margin ?? null,
    noise: besides(noise),
    modules: invert(modules, path),
    failOn: rules === undefined ? null : typeof rules === "string" ? rules : rules.join(","),
  };
}

function invert(modules: Readonly<Record<string, readonly string[]>>, path: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, others] of Object.entries(modules)) {
    for (const other of others) {
      if (names.has(other)) throw malformed(`module ${JSON.stringify(other)} has two names`, { path });
      names.set(other, name);
    }
  }
  return names;
}

function malformed(message: string, location: Location): ZcprofError {
  return new ZcprofError("parse", {
    code: "project/malformed",
    message,
    hint: `it may have ${Object.keys(SHAPE.entries).join(", ")}`,
    location,
  });
}

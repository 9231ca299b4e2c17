import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import * as v from "valibot";
import type { Diagnostic, Location } from "../model/diagnostic.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { rememberInput } from "./input-files.ts";
import { inputError } from "./raw-input.ts";

/** A value of a project file, and where its key stands. */
interface Said {
  readonly text: string;
  readonly place: Location;
}

/** What a team agreed on, for every comparison in its tree; a flag on the command line wins over it. */
export interface Project {
  /** The file, null where there is none. */
  readonly path: string | null;
  /** Path of a file of grouping rules. */
  readonly groups: Said | null;
  readonly margin: number | null;
  /** Path of a noise file. */
  readonly noise: Said | null;
  /** The name of a module in reports, by each of its other names. */
  readonly modules: ReadonlyMap<string, string>;
  /** Rules as --fail-on takes them. */
  readonly failOn: Said | null;
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
  rememberInput(path);
  return readProject(content, path);
}

/**
 * Uses what a project says. Rules that mean nothing and a file that cannot be read are told at the key that has them: nobody
 * typed them. What is wrong within such a file stands at its own place.
 */
export function useSaid<T>({ text: value, place }: Said, use: (value: string) => T): T {
  try {
    return use(value);
  } catch (error) {
    if (!(error instanceof ZcprofError) || error.kind === "parse") throw error;
    const { kind, code, message, hint } = error;
    const way = "correct it, give another by its flag, or do without the project: --project none";
    throw new ZcprofError(kind, {
      code,
      message: message.replace(/^--(?=fail-on: )/, ""),
      hint: kind === "input" ? `paths start at the folder of ${place.path}: ${way}` : (hint ?? way),
      location: place,
    });
  }
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
  if (Array.isArray(value)) throw malformed("expected keys with their values, found a list", locate([]));
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
  const say = (key: string, said: string | undefined): Said | null =>
    said === undefined ? null : { text: said, place: locate([key]) };
  const besides = (file: string | undefined): string | undefined =>
    file === undefined ? undefined : resolve(dirname(path), file);
  return {
    path,
    groups: say("groups", besides(groups)),
    margin: margin ?? null,
    noise: say("noise", besides(noise)),
    modules: invert(modules, path),
    failOn: say("fail-on", Array.isArray(rules) ? rules.join(",") : rules),
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

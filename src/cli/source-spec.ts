import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { ZcprofError } from "../model/zcprof-error.ts";

/** One input that a SOURCE names. */
export type SourceSpec =
  | { readonly kind: "stdin" }
  | {
      readonly kind: "file";
      readonly path: string;
      /** As the user wrote it, for messages and provenance. */
      readonly shown: string;
      /** Which listing of the file: a number, a title, or a unique part of one; null for all. */
      readonly listing: string | null;
    }
  | { readonly kind: "proc" }
  /** A profile to simulate: the source as it was written. */
  | { readonly kind: "sim"; readonly shown: string };

/** Profiles that come with the package, by name. */
const EXAMPLES: Readonly<Record<string, string>> = { mail: "mail-2001-02-11.txt" };

/** How the profiles that come with the package are written as sources. */
export const EXAMPLE_SOURCES: readonly string[] = Object.keys(EXAMPLES).map((name) => `example:${name}`);

const GLOB = /[*?[{]/;

/**
 * Reads a SOURCE in the order of docs/cli.md: `-`, `sim:`, `proc:`, `example:`, an existing path as it stands, PATH#REST
 * with an existing PATH, a glob, a comma list. Returns one spec for each input; a glob or a list may name several.
 * Examples lie below `packageRoot`.
 */
export async function parseSource(source: string, packageRoot: string): Promise<SourceSpec[]> {
  if (source === "-") return [{ kind: "stdin" }];
  if (source.startsWith("sim:") && !source.includes(",")) return [{ kind: "sim", shown: source }];
  if (source === "proc:") return [{ kind: "proc" }];
  if (source.startsWith("example:")) return [parseExample(source, packageRoot)];
  if (existsSync(source)) return [{ kind: "file", path: source, shown: source, listing: null }];
  const selected = parseSelection(source);
  if (selected !== null) return [selected];
  if (source.includes(",")) {
    const lists: SourceSpec[] = [];
    for (const part of source.split(",")) {
      if (part === "") throw noSuchSource(source, "the list has an empty entry");
      lists.push(...(await parseSource(part, packageRoot)));
    }
    return lists;
  }
  if (GLOB.test(source)) return expandGlob(source);
  throw noSuchSource(source, "there is no such file");
}

function parseExample(source: string, packageRoot: string): SourceSpec {
  const [name, ...rest] = source.slice("example:".length).split("#");
  const file = EXAMPLES[name];
  if (file === undefined) {
    throw new ZcprofError("usage", {
      code: "source/unknown-example",
      message: `there is no example ${JSON.stringify(name)}`,
      hint: `there are: ${EXAMPLE_SOURCES.join(", ")}`,
    });
  }
  const path = join(packageRoot, "examples", file);
  return { kind: "file", path, shown: `example:${name}`, listing: rest.length > 0 ? rest.join("#") : null };
}

function parseSelection(source: string): SourceSpec | null {
  for (let at = source.indexOf("#"); at >= 0; at = source.indexOf("#", at + 1)) {
    const path = source.slice(0, at);
    if (existsSync(path)) return { kind: "file", path, shown: path, listing: source.slice(at + 1) };
  }
  return null;
}

async function expandGlob(pattern: string): Promise<SourceSpec[]> {
  const { glob } = await import("tinyglobby");
  // Paths as they were typed: a manifest names runs by them, and notes tell them.
  const paths = await glob(pattern, {
    onlyFiles: true,
    expandDirectories: false,
    absolute: isAbsolute(pattern),
  });
  if (paths.length === 0) throw noSuchSource(pattern, "no file matches this pattern");
  // run10 after run9, so that replicates stand in the order in which people number them.
  const order = new Intl.Collator("en", { numeric: true });
  return paths.sort(order.compare).map((path) => ({ kind: "file", path, shown: path, listing: null }));
}

function noSuchSource(source: string, reason: string): ZcprofError {
  return new ZcprofError("input", {
    code: "source/not-found",
    message: `cannot read ${source}: ${reason}`,
    hint: "a SOURCE is a path, -, FILE#2 or FILE#title, a quoted glob, a comma list, sim:no-sg, proc: or example:mail#1",
  });
}

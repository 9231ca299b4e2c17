import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

// The table of docs/architecture.md: what each room may import besides itself. Types count like values: a room
// that knows another's types knows the room.
const MAY_IMPORT: Record<string, readonly string[]> = {
  model: [],
  stats: [],
  text: [],
  parsers: ["model"],
  simulator: ["model", "stats"],
  analysis: ["model", "stats"],
  report: ["model", "text", "analysis", "simulator", "stats"],
  page: ["text"],
  render: ["report", "text", "page"],
  ui: ["report", "text"],
  cli: ["model", "parsers", "simulator", "analysis", "report", "render", "text"],
  commands: ["cli", "model", "parsers", "simulator", "analysis", "report", "render", "text", "stats"],
};

// Rooms that may only take types from another, as these are results to be shown.
const TYPES_ONLY: Record<string, readonly string[]> = { report: ["analysis", "simulator", "stats"] };

const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|common|misc|shared)(\.|\/|$)/;

// What a room must never touch, as patterns over its source text, comments taken out.
const NEVER: Record<string, readonly RegExp[]> = {
  model: [/from "node:fs/, /\bprocess\./, /\bconsole\./, /Date\.now|new Date\(|performance\.now/],
  stats: [/Math\.random/, /Date\.now|new Date\(|performance\.now/, /\bprocess\./, /\bconsole\./],
  parsers: [/from "node:fs/, /\bconsole\./, /\bprocess\./],
  simulator: [/from "node:fs/, /Math\.random/, /Date\.now|new Date\(|performance\.now/, /\bconsole\./],
  analysis: [/from "node:fs/, /\bconsole\./, /Math\.random/],
  report: [/from "node:fs/, /\bconsole\./, /\bprocess\./],
  render: [/from "node:fs/, /\bconsole\./, /\bprocess\./],
};

const root = fileURLToPath(new URL("../src", import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => name.replaceAll("\\", "/"));
const sources = new Map(files.map((name) => [name, readFileSync(join(root, name), "utf8")]));
const imports = files.flatMap((name) => findImports(name, sources.get(name) ?? ""));

describe("the house", () => {
  it("has no room that imports one above it", () => {
    expect(files.length).toBeGreaterThan(10);
    const wrong = imports.filter(({ from, to }) => {
      const room = roomOf(from);
      const other = roomOf(to);
      return (
        room !== other &&
        !(MAY_IMPORT[room] ?? []).includes(other) &&
        !(room === "commands" && other === "ui")
      );
    });
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it("has every file in a room of the table", () => {
    expect(files.filter((name) => !(roomOf(name) in MAY_IMPORT))).toEqual([]);
  });

  it("takes only types where results are shown", () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) => !typeOnly && (TYPES_ONLY[roomOf(from)] ?? []).includes(roomOf(to)),
    );
    expect(wrong.map(({ from, to }) => `${from} takes more than types from ${to}`)).toEqual([]);
  });

  it("reaches the screens only through a dynamic import", () => {
    const wrong = imports.filter(
      ({ from, to, dynamic }) => roomOf(from) !== "ui" && roomOf(to) === "ui" && !dynamic,
    );
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it("has no import cycle", () => {
    expect(findCycle()).toEqual([]);
  });

  it("keeps rooms away from what they must never touch", () => {
    const wrong = files.flatMap((name) => {
      const text = (sources.get(name) ?? "").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      return (NEVER[roomOf(name)] ?? [])
        .filter((pattern) => pattern.test(text))
        .map((pattern) => `${name}: ${pattern}`);
    });
    expect(wrong).toEqual([]);
  });

  it("names its files by nouns of the field, in kebab case", () => {
    expect(files.filter((name) => FORBIDDEN_NAMES.test(name))).toEqual([]);
    expect(
      files.filter((name) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.tsx?$/.test(name)),
    ).toEqual([]);
  });

  it("exports by name, but for the commands, which oclif finds by their default", () => {
    const wrong = files.filter(
      (name) =>
        roomOf(name) !== "commands" &&
        !name.endsWith(".d.ts") &&
        /^export default/m.test(sources.get(name) ?? ""),
    );
    expect(wrong).toEqual([]);
  });
});

function roomOf(name: string): string {
  return name.split("/")[0];
}

function findImports(from: string, text: string): Import[] {
  const found: Import[] = [];
  const statement = /^(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"(\.[^"]+)"/gm;
  for (const match of text.matchAll(statement)) {
    const clause = match[0];
    const braces = /\{([^}]*)\}/.exec(clause);
    const names = braces
      ? braces[1]
          .split(",")
          .map((name) => name.trim())
          .filter(Boolean)
      : [];
    const allTypes = names.length > 0 && names.every((name) => name.startsWith("type "));
    found.push({
      from,
      to: resolveName(from, match[2]),
      typeOnly: match[1] !== undefined || allTypes,
      dynamic: false,
    });
  }
  for (const match of text.matchAll(/\bimport\("(\.[^"]+)"\)/g)) {
    found.push({ from, to: resolveName(from, match[1]), typeOnly: false, dynamic: true });
  }
  return found;
}

function resolveName(from: string, target: string): string {
  return relative(root, normalize(join(root, dirname(from), target))).replaceAll("\\", "/");
}

function findCycle(): string[] {
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (name: string): string[] => {
    if (state.get(name) === "done") return [];
    if (state.get(name) === "open") return [...path.slice(path.indexOf(name)), name];
    state.set(name, "open");
    path.push(name);
    for (const { from, to } of imports) {
      if (from !== name) continue;
      const cycle = visit(to);
      if (cycle.length > 0) return cycle;
    }
    path.pop();
    state.set(name, "done");
    return [];
  };
  for (const name of files) {
    const cycle = visit(name);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

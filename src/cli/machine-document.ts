import { readFileSync } from "node:fs";
import { type Document, LineCounter, parseDocument } from "yaml";
import type { Location } from "../model/diagnostic.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Machine } from "../simulator/machine/machine-parameters.ts";
import { readMachine } from "../simulator/machine/read-machine.ts";
import { rememberInput } from "./input-files.ts";
import { readValue } from "./parameter-value.ts";
import { inputError } from "./raw-input.ts";

// This file is only reached by a dynamic import: yaml takes 31 ms to load.
const HINT = "zcprof simulate --list parameters has what a machine file may set; `extends` names a preset";

/**
 * Reads a machine file (YAML, of which JSON is a part): parameters, dotted or nested, laid over the preset that `extends`
 * names. Throws located errors: for what is no YAML, and for every value that cannot be.
 */
export function readMachineFile(path: string): Machine {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw inputError(path, error);
  }
  rememberInput(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): Location => locate(path, text, lines, offset);
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    throw new ZcprofError("parse", {
      code: "machine/syntax",
      message: `this is no YAML or JSON: ${syntax.message}`,
      hint: HINT,
      location: place(syntax.pos[0]),
    });
  }
  const given: unknown = document.toJS();
  if (!isRecord(given)) {
    throw new ZcprofError("parse", {
      code: "machine/no-map",
      message: "a machine file is a map of parameters, such as `l2.size: 262144`",
      hint: HINT,
      location: { path },
    });
  }
  const { machine, faults } = readMachine(readValues(given, ""));
  if (faults.length === 0) return machine;
  const [first] = faults;
  const offset = findKey(document, first.name);
  throw new ZcprofError("parse", {
    code: "machine/bad-value",
    message: faults.map(({ name, message }) => `${name}: ${message}`).join("; "),
    hint: HINT,
    location: offset === null ? { path } : place(offset),
  });
}

/** Reads the values that are texts as they would be typed: `256K`. */
function readValues(given: Record<string, unknown>, prefix: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const name = prefix + key;
      if (isRecord(value)) return [key, readValues(value, `${name}.`)];
      return [key, typeof value === "string" ? readValue(name, value) : value];
    }),
  );
}

/** Returns where a parameter's value stands in the text, however its name was cut into maps; null where it was inherited. */
function findKey(document: Document, name: string): number | null {
  const search = (node: unknown, rest: string): number | null => {
    for (const { key, value } of pairsOf(node)) {
      if (key === rest) return rangeOf(value);
      const deeper = rest.startsWith(`${key}.`) ? search(value, rest.slice(key.length + 1)) : null;
      if (deeper !== null) return deeper;
    }
    return null;
  };
  return search(document.contents, name);
}

function* pairsOf(node: unknown): Generator<{ key: string; value: unknown }> {
  if (!isRecord(node) || !Array.isArray(node["items"])) return;
  for (const item of node["items"] as unknown[]) {
    if (!isRecord(item) || !isRecord(item["key"])) continue;
    yield { key: String(item["key"]["value"]), value: item["value"] };
  }
}

function rangeOf(node: unknown): number | null {
  const range = isRecord(node) ? node["range"] : undefined;
  return Array.isArray(range) && typeof range[0] === "number" ? range[0] : null;
}

function locate(path: string, text: string, lines: LineCounter, offset: number): Location {
  const { line, col } = lines.linePos(Math.min(offset, text.length));
  if (line === 0) return { path };
  return { path, line, column: col, text: text.split(/\r?\n/)[line - 1] ?? "" };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Location } from "../model/diagnostic.ts";

/** A document whose values know where they stand. */
export interface LocatedDocument {
  readonly value: unknown;
  /** What is wrong with its form, null where nothing is. */
  readonly fault: { readonly message: string; readonly location: Location } | null;
  /** Returns where the value at a path of keys and indices stands: its key, or an entry of a list. */
  readonly locate: (keys: readonly unknown[]) => Location;
}

/** Parses YAML, and JSON, which it holds: JSON.parse knows no places. Loaded where it is needed, as it costs 30 ms. */
export function parseLocatedYaml(content: string, path: string): LocatedDocument {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { path, line, column: col, text: content.split(/\r?\n/)[line - 1] ?? "" };
  };
  const [broken] = document.errors;
  if (broken !== undefined) {
    const fault = { message: broken.message, location: at(broken.pos[0]) };
    return { value: null, fault, locate: () => fault.location };
  }
  const offsetOf = (keys: readonly unknown[]): number => {
    const parent = keys.length > 1 ? document.getIn(keys.slice(0, -1), true) : document.contents;
    const last = keys.at(-1);
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last));
      if (isScalar(pair?.key)) return pair.key.range?.[0] ?? 0;
    }
    if (isSeq(parent) && typeof last === "number") {
      const entry = parent.items[last];
      if (isNode(entry)) return entry.range?.[0] ?? 0;
    }
    return 0;
  };
  return { value: document.toJS() ?? null, fault: null, locate: (keys) => at(offsetOf(keys)) };
}

import { compilePattern } from "../model/pattern.ts";
import { ZcprofError } from "../model/zcprof-error.ts";

/** Names that are one symbol: every name of `members`, on either side, counts in the row `label`. */
export interface SymbolFold {
  readonly kind: "fold";
  readonly text: string;
  readonly label: string;
  readonly members: readonly string[];
}

/** A rewriting of names: the first match of `pattern` in a name is replaced (all with the flag g). */
export interface SymbolSubstitution {
  readonly kind: "substitution";
  readonly text: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

export type SymbolMapping = readonly (SymbolFold | SymbolSubstitution)[];

/**
 * Parses `--map-symbol` values: `old=new1+new2` (base=next; either side may name several) or `s/regex/text/` with
 * the flags g and i. Throws located usage errors: the path is `--map-symbol`, the column counts in the value.
 */
export function parseSymbolMapping(texts: readonly string[]): SymbolMapping {
  const mapping = texts.map((text) => (/^s[^\w\s=]/.test(text) ? parseSubstitution(text) : parseFold(text)));
  const folded = new Map<string, string>();
  for (const entry of mapping) {
    if (entry.kind !== "fold") continue;
    for (const member of entry.members) {
      const other = folded.get(member);
      if (other !== undefined) {
        fail(
          entry.text,
          entry.text.indexOf(member) + 1,
          `${member} is folded already by ${JSON.stringify(other)}`,
        );
      }
      folded.set(member, entry.text);
    }
  }
  return mapping;
}

/** Where a mapping sends a name. */
export interface MappedName {
  /** Name of the row, `name` itself where nothing applied. */
  readonly label: string;
  readonly fold: SymbolFold | null;
  /** Texts of the mappings that applied. */
  readonly used: readonly string[];
}

/** Applies the substitutions in their order, then the fold that takes the result. */
export function mapName(name: string, mapping: SymbolMapping): MappedName {
  const { label, used } = substituteName(name, mapping);
  for (const entry of mapping) {
    if (entry.kind === "fold" && entry.members.includes(label)) {
      return { label: entry.label, fold: entry, used: [...used, entry.text] };
    }
  }
  return { label, fold: null, used };
}

/** Applies the substitutions alone: what they make of a name is what folds go by. */
export function substituteName(name: string, mapping: SymbolMapping): Omit<MappedName, "fold"> {
  const used: string[] = [];
  let label = name;
  for (const entry of mapping) {
    if (entry.kind !== "substitution") continue;
    const before = label;
    label = label.replace(entry.pattern, entry.replacement);
    if (label !== before) used.push(entry.text);
  }
  return { label, used };
}

function parseFold(text: string): SymbolFold {
  const equals = text.indexOf("=");
  if (equals < 0) fail(text, text.length + 1, "expected = between the base names and the next names");
  const second = text.indexOf("=", equals + 1);
  if (second >= 0) fail(text, second + 1, "expected one =, found a second one");
  const left = splitNames(text, 0, equals);
  const right = splitNames(text, equals + 1, text.length);
  const members = [...new Set([...left, ...right])];
  if (members.length === 1) fail(text, equals + 2, `${members[0]} is mapped to itself`);
  return { kind: "fold", text, label: left.join("+"), members };
}

function splitNames(text: string, start: number, end: number): string[] {
  const names: string[] = [];
  let column = start + 1;
  for (const name of text.slice(start, end).split("+")) {
    if (name === "") fail(text, column, "expected a symbol name");
    names.push(name);
    column += name.length + 1;
  }
  return names;
}

function parseSubstitution(text: string): SymbolSubstitution {
  const mark = text[1];
  const parts = [""];
  const ends: number[] = [];
  for (let i = 2; i < text.length; i++) {
    // An escaped mark is the mark itself; every other escape is the regex's or the replacement's own business.
    if (text[i] === "\\" && text[i + 1] === mark) parts[parts.length - 1] += text[++i];
    else if (text[i] === "\\") parts[parts.length - 1] += text[i] + (text[++i] ?? "");
    else if (text[i] === mark) {
      ends.push(i);
      parts.push("");
    } else parts[parts.length - 1] += text[i];
  }
  if (parts.length !== 3) {
    fail(
      text,
      text.length + 1,
      `expected s${mark}regex${mark}replacement${mark}, found ${parts.length - 1} of 2 further ${mark}`,
    );
  }
  const [source, replacement, flags] = parts;
  if (source === "") fail(text, 3, "expected a regular expression");
  if (!/^[gi]*$/.test(flags))
    fail(text, ends[1] + 2, `expected the flags g or i, found ${JSON.stringify(flags)}`);
  const pattern = compilePattern(source, (reason) => fail(text, 3, reason), [...new Set(flags)].join(""));
  // \1 as sed writes it; the replacement language of JavaScript is $1.
  return { kind: "substitution", text, pattern, replacement: replacement.replace(/\\(\d)/g, "$$$1") };
}

function fail(text: string, column: number, message: string): never {
  throw new ZcprofError("usage", {
    code: "map-symbol/malformed",
    message: `--map-symbol: ${message}`,
    hint: "write 'old=new1+new2' or 's/regex/replacement/'",
    location: { path: "--map-symbol", line: 1, column, text },
  });
}

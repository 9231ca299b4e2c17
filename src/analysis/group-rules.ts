import { decodeText, encodeText } from "../model/byte-text.ts";
import { hintWithNames, nearestNames } from "../model/nearest-names.ts";
import { compilePattern } from "../model/pattern.ts";
import type { SymbolTable } from "../model/symbol-table.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { NO_RULE, WordRules } from "./word-rules.ts";

/** One grouping rule as it is written in a rules file: the name, and a regular expression over symbol or module, or both. */
export interface GroupRule {
  readonly name: string;
  readonly symbol?: string;
  readonly module?: string;
}

/** Rules in the order in which they are tried; the first that matches takes the symbol, `other` takes the rest. */
export interface GroupRules {
  /** Names of the groups in order of first mention, `other` last. */
  readonly groups: readonly string[];
  readonly rules: readonly CompiledRule[];
  /** What the rules take by words alone; `symbolPattern` has the rest of them. */
  readonly words: WordRules;
  /** Indices of the rules that take more than words, in their order. */
  readonly expressions: readonly number[];
}

interface CompiledRule extends GroupRule {
  /** Index into `groups`. */
  readonly group: number;
  readonly symbolPattern: RegExp | null;
  readonly modulePattern: RegExp | null;
}

/** The group of everything that no rule takes. */
export const OTHER_GROUP = "other";

/** The group that is left out where ticks are divided by a total. */
export const IDLE_GROUP = "idle";

/** For rows that are no symbols: everything is in one group. */
export const NO_GROUPS: GroupRules = {
  groups: [OTHER_GROUP],
  rules: [],
  words: new WordRules(),
  expressions: [],
};

/** Returns the index of the rule that takes a symbol, -1 for `other`. */
export function findRule(rules: GroupRules, symbol: string, module: string): number {
  const bytes = encodeText(symbol);
  return findRuleOf(rules, bytes, 0, bytes.length, module);
}

/** Returns the index into `rules.groups` of a symbol's group. */
export function findGroup(rules: GroupRules, symbol: string, module: string): number {
  return groupOfRule(rules, findRule(rules, symbol, module));
}

/** Returns the same of a symbol of a table, from the bytes of its name. */
export function findGroupAt(
  rules: GroupRules,
  { name, module, moduleNames }: SymbolTable,
  symbol: number,
): number {
  const { bytes, offsets } = name;
  const rule = findRuleOf(rules, bytes, offsets[symbol], offsets[symbol + 1], moduleNames[module[symbol]]);
  return groupOfRule(rules, rule);
}

/** Returns the name of the group of a symbol of a table. */
export function groupOfSymbol(rules: GroupRules, table: SymbolTable, symbol: number): string {
  return rules.groups[findGroupAt(rules, table, symbol)];
}

/** Says which groups there are to somebody who wrote `name` for one. */
export function hintGroups(name: string, groups: readonly string[]): string {
  return hintWithNames(nearestNames(name, groups), `groups are ${groups.join(", ")}`);
}

function groupOfRule({ groups, rules }: GroupRules, rule: number): number {
  return rule < 0 ? groups.length - 1 : rules[rule].group;
}

function findRuleOf(
  { words, rules, expressions }: GroupRules,
  bytes: Uint8Array,
  start: number,
  end: number,
  module: string,
): number {
  const byWord = words.find(bytes, start, end);
  if (expressions.length === 0) return byWord === NO_RULE ? -1 : byWord;
  // Decoded only where a rule wants a text.
  let name: string | null = null;
  for (const i of expressions) {
    if (i >= byWord) break;
    const { symbolPattern, modulePattern } = rules[i];
    if (symbolPattern !== null) {
      name ??= decodeText(bytes.subarray(start, end));
      if (!symbolPattern.test(name)) continue;
    }
    if (modulePattern === null || modulePattern.test(module)) return i;
  }
  return byWord === NO_RULE ? -1 : byWord;
}

/**
 * Checks the value of a rules file, an array of `{name, symbol?, module?}`, and compiles it. Throws located usage errors:
 * `path` is the file's, the place is told as rule number and field.
 */
export function compileGroupRules(value: unknown, path: string): GroupRules {
  if (!Array.isArray(value))
    fail(path, "expected an array of rules", 'write [{"name": "copy", "symbol": "^memcpy"}]');
  if (value.length === 0)
    fail(path, "there is no rule in it", 'write [{"name": "copy", "symbol": "^memcpy"}]');
  const groups: string[] = [];
  const words = new WordRules();
  const expressions: number[] = [];
  const rules = value.map((entry: unknown, index): CompiledRule => {
    const place = `rule ${index + 1}`;
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
      fail(path, `${place} is not an object`, 'write {"name": "copy", "symbol": "^memcpy"}');
    }
    const fields: { name?: string; symbol?: string; module?: string } = {};
    for (const [key, field] of Object.entries(entry)) {
      if (key !== "name" && key !== "symbol" && key !== "module") {
        fail(
          path,
          `${place} has an unknown field ${JSON.stringify(key)}`,
          "a rule has name, symbol and module",
        );
      }
      // What `zcprof groups --json` prints of a rule has null for what it does not look at.
      if (field === null && key !== "name") continue;
      if (typeof field !== "string" || field === "") {
        fail(path, `${key} of ${place} is not a text`, `give ${key} as a text that is not empty`);
      }
      fields[key] = field;
    }
    const { name, symbol, module } = fields;
    if (name === undefined) fail(path, `${place} has no name`, "name the group that the rule fills");
    if (symbol === undefined && module === undefined) {
      fail(path, `${place} (${name}) matches nothing`, "give it a symbol or a module expression");
    }
    if (name !== OTHER_GROUP && !groups.includes(name)) groups.push(name);
    // A rule over the module too takes no symbol by its name alone.
    const rest = symbol === undefined || module !== undefined ? symbol : words.add(symbol, index);
    if (rest !== null) expressions.push(index);
    return {
      name,
      ...(symbol === undefined ? {} : { symbol }),
      ...(module === undefined ? {} : { module }),
      group: groups.indexOf(name),
      symbolPattern: rest == null ? null : compile(rest, path, `symbol of ${place} (${name})`),
      modulePattern: module === undefined ? null : compile(module, path, `module of ${place} (${name})`),
    };
  });
  groups.push(OTHER_GROUP);
  return {
    groups,
    words,
    expressions,
    rules: rules.map((rule) => (rule.group < 0 ? { ...rule, group: groups.length - 1 } : rule)),
  };
}

function compile(source: string, path: string, what: string): RegExp {
  return compilePattern(source, (reason) =>
    fail(path, `${what}: ${reason}`, "write a JavaScript regular expression"),
  );
}

function fail(path: string, message: string, hint: string): never {
  throw new ZcprofError("usage", { code: "groups/malformed", message, hint, location: { path } });
}

import { ZcprofError } from "../model/zcprof-error.ts";

/** What a rule looks at: the total, one group, one symbol, or every new or gone symbol. */
export type GateTarget =
  | { readonly kind: "total" }
  | { readonly kind: "new" }
  | { readonly kind: "gone" }
  | { readonly kind: "group"; readonly name: string }
  | { readonly kind: "symbol"; readonly name: string };

/** One limit: `group:copy>+5%`. */
export interface GateRule {
  readonly text: string;
  readonly target: GateTarget;
  /** `>`: more than the limit exceeds it; `<`: less does. */
  readonly direction: ">" | "<";
  /** Signed; a fraction of base where relative (.05 for +5 %), of the side's total for new and gone, else ticks. */
  readonly limit: number;
  readonly relative: boolean;
}

const FORM = "write rules such as total>+2%, group:copy>+5%, symbol:schedule<-10%, new>1%, gone>50";

/** Parses the value of --fail-on: rules with commas between. Throws located usage errors. */
export function parseGateRules(text: string): readonly GateRule[] {
  const rules: GateRule[] = [];
  let column = 1;
  for (const part of text.split(",")) {
    const lead = part.length - part.trimStart().length;
    rules.push(parseRule(part.trim(), text, column + lead));
    column += part.length + 1;
  }
  return rules;
}

function parseRule(rule: string, text: string, column: number): GateRule {
  // The last comparison sign parts target and limit: names such as operator< hold signs of their own.
  const at = Math.max(rule.lastIndexOf(">"), rule.lastIndexOf("<"));
  if (at < 0)
    fail(text, column, rule === "" ? "expected a rule" : `expected > or < in ${JSON.stringify(rule)}`);
  const target = parseTarget(rule.slice(0, at).trim(), text, column);
  const direction = rule[at] === ">" ? ">" : "<";
  const [, sign, digits, percent] =
    /^\s*([+-]?)(\d+(?:\.\d+)?|\.\d+)(%?)\s*$/.exec(rule.slice(at + 1)) ??
    fail(
      text,
      column + at + 1,
      `expected a number, with % where relative, found ${JSON.stringify(rule.slice(at + 1))}`,
    );
  const limit = Number(digits) * (sign === "-" ? -1 : 1);
  if ((target.kind === "new" || target.kind === "gone") && (direction === "<" || limit < 0)) {
    fail(text, column + at, `${target.kind} symbols have a share or ticks above 0: write ${target.kind}>1%`);
  }
  return {
    text: rule,
    target,
    direction,
    limit: percent === "" ? limit : limit / 100,
    relative: percent !== "",
  };
}

function parseTarget(target: string, text: string, column: number): GateTarget {
  if (target === "total" || target === "new" || target === "gone") return { kind: target };
  const [, kind, name] = /^(group|symbol):(.+)$/s.exec(target) ?? [];
  if (kind === "group" || kind === "symbol") return { kind, name };
  return fail(text, column, `unknown target ${JSON.stringify(target)}`);
}

function fail(text: string, column: number, message: string): never {
  throw new ZcprofError("usage", {
    code: "fail-on/malformed",
    message: `--fail-on: ${message}`,
    hint: FORM,
    location: { path: "--fail-on", line: 1, column, text },
  });
}

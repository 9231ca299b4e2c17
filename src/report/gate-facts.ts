import type { GateOutcome, GateResult } from "../analysis/gate.ts";
import type { GateRule } from "../analysis/gate-rules.ts";
import type { Interval } from "../stats/interval.ts";
import { formatChange, formatCount } from "../text/format-count.ts";
import { toJsonInterval } from "./json-number.ts";
import type { Cell, Facts, Tone } from "./report.ts";

const TONES: Readonly<Record<GateOutcome["decision"], Tone>> = {
  exceeded: "up",
  kept: "faint",
  undecided: "strong",
};

/** Says of each rule of --fail-on what was decided, and by which interval; `unit` is that of the counts. */
export function gateFacts({ outcomes }: GateResult, unit: string): Facts {
  return {
    kind: "facts",
    rows: outcomes.map((outcome) => ({ label: "gate", cells: outcomeCells(outcome, unit) })),
  };
}

/** Makes the JSON form of a gate. */
export function gateJson({ outcomes, exitCode }: GateResult): Record<string, unknown> {
  return {
    exitCode,
    rules: outcomes.map(({ rule, subject, decision, interval, reason }) => ({
      rule: rule.text,
      subject,
      decision,
      interval: toJsonInterval(interval),
      reason,
    })),
  };
}

/** One cell each for the rule, what was decided, what was held against the limit, the row that decided where the rule does not name it, and why. */
export function outcomeCells(
  { rule, subject, decision, interval, reason }: GateOutcome,
  unit: string,
): Cell[] {
  const isNamed = subject === rule.target.kind || rule.text.includes(subject);
  return [
    { kind: "name", text: rule.text },
    { kind: "text", text: decision, tone: TONES[decision] },
    interval === null ? { kind: "empty" } : { kind: "text", text: sayInterval(interval, rule, unit) },
    isNamed ? { kind: "empty" } : { kind: "name", text: subject },
    { kind: "text", text: reason },
  ];
}

// A limit does not say its own unit, and `total>2` is easily taken for percent.
function sayInterval({ low, high }: Interval, { target, relative }: GateRule, unit: string): string {
  // A side's ticks or its share of them, and no change: without a sign.
  const isAmount = target.kind === "new" || target.kind === "gone";
  const format = isAmount ? formatCount : formatChange;
  const say = (value: number): string => {
    if (!Number.isFinite(value)) return "any";
    return relative ? `${format(Number((value * 100).toFixed(1)))}%` : format(Math.round(value));
  };
  const range = `${say(low)} to ${say(high)}`;
  if (!relative) return `${range} ${unit}`;
  return isAmount ? `${range} of ${target.kind === "new" ? "next" : "base"}` : range;
}

import type { GateOutcome, GateResult } from "../analysis/gate.ts";
import { formatChange } from "../text/format-count.ts";
import { toJsonInterval } from "./json-number.ts";
import type { Cell, Facts, Tone } from "./report.ts";

const TONES: Readonly<Record<GateOutcome["decision"], Tone>> = {
  exceeded: "up",
  kept: "faint",
  undecided: "strong",
};

/** Says of each rule of --fail-on what was decided, and by which interval. */
export function gateFacts({ outcomes }: GateResult): Facts {
  return {
    kind: "facts",
    rows: outcomes.map((outcome) => ({ label: "gate", cells: outcomeCells(outcome) })),
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

/** One cell each for the rule, what was decided, the change held against the limit, the row that decided where the rule does not name it, and why. */
export function outcomeCells({ rule, subject, decision, interval, reason }: GateOutcome): Cell[] {
  const isNamed = subject === rule.target.kind || rule.text.includes(subject);
  return [
    { kind: "name", text: rule.text },
    { kind: "text", text: decision, tone: TONES[decision] },
    interval === null
      ? { kind: "empty" }
      : {
          kind: "text",
          text: `${sayEnd(interval.low, rule.relative)} to ${sayEnd(interval.high, rule.relative)}`,
        },
    isNamed ? { kind: "empty" } : { kind: "name", text: subject },
    { kind: "text", text: reason },
  ];
}

function sayEnd(value: number, relative: boolean): string {
  if (!Number.isFinite(value)) return "any";
  return relative ? `${formatChange(Number((value * 100).toFixed(1)))}%` : formatChange(Math.round(value));
}

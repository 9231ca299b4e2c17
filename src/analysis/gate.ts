import { ZcprofError } from "../model/zcprof-error.ts";
import { groupGateP } from "../stats/combine.ts";
import type { Interval } from "../stats/interval.ts";
import { normalUpperQuantile } from "../stats/normal-distribution.ts";
import { wilsonInterval } from "../stats/proportion.ts";
import type { Comparison, DiffResult, RowTable, SideSummary, SymbolRow } from "./diff-result.ts";
import type { GateRule } from "./gate-rules.ts";
import { hintGroups } from "./group-rules.ts";
import { askForRow } from "./listed-names.ts";

/** exceeded: the whole interval lies beyond the limit; kept: it lies within it; undecided: it holds the limit. */
export type GateDecision = "exceeded" | "kept" | "undecided";

/** One rule decided on one row. */
export interface GateOutcome {
  readonly rule: GateRule;
  /** Name of the row that decided: the group, the symbol, "total", or the new or gone symbol that is worst. */
  readonly subject: string;
  readonly decision: GateDecision;
  /** What was held against the limit: a change relative to base, a change in ticks, or a share. null where unknown. */
  readonly interval: Interval | null;
  readonly reason: string;
}

export interface GateResult {
  readonly outcomes: readonly GateOutcome[];
  /** 0 all kept, 1 one is exceeded, 3 one is undecided: 1 before 3 before 0. */
  readonly exitCode: 0 | 1 | 3;
}

/**
 * Decides every rule on a comparison. `inconclusive` turns undecided rules into kept ("pass") or exceeded ("fail") ones for
 * the exit code; the outcomes tell them apart all the same.
 */
export function decideGate(
  result: DiffResult,
  rules: readonly GateRule[],
  inconclusive?: "pass" | "fail",
): GateResult {
  const outcomes = rules.map((rule) => decideRule(result, rule));
  const has = (decision: GateDecision): boolean => outcomes.some((outcome) => outcome.decision === decision);
  if (has("exceeded") || (has("undecided") && inconclusive === "fail")) return { outcomes, exitCode: 1 };
  return { outcomes, exitCode: has("undecided") && inconclusive !== "pass" ? 3 : 0 };
}

/** Returns the exit code of several gates together: 1 before 3 before 0. */
export function combineExitCodes(gates: readonly GateResult[]): GateResult["exitCode"] {
  const codes = gates.map(({ exitCode }) => exitCode);
  return codes.includes(1) ? 1 : codes.includes(3) ? 3 : 0;
}

function decideRule(result: DiffResult, rule: GateRule): GateOutcome {
  const { target } = rule;
  if (target.kind === "total") return decideChange(result, rule, "total", result.total);
  if (target.kind === "new" || target.kind === "gone") return decideOneSided(result, rule, target.kind);
  const table: RowTable<Comparison> = target.kind === "group" ? result.groups : result.symbols;
  const found: GateOutcome[] = [];
  for (let i = 0; i < table.length; i++) {
    if (table.nameAt(i) !== target.name) continue;
    found.push(decideChange(result, rule, target.name, table.at(i)));
    if (target.kind === "group" && rule.limit === 0) found.push(...decideMembers(result, rule, i));
  }
  // One name may stand in several modules, and a group for its symbols: the worst decides.
  const worst = (["exceeded", "undecided", "kept"] as const).flatMap((decision) =>
    found.filter((outcome) => outcome.decision === decision),
  );
  return worst[0] ?? decideAbsent(result, rule, target.name, target.kind);
}

/**
 * Decides a limit of no change at all on the symbols of a group: a sum hides what its symbols trade, so p is that of the sum
 * and of the symbols together (docs/statistics.md section 2). The symbol that changed most surely stands for the group.
 */
function decideMembers(result: DiffResult, rule: GateRule, group: number): GateOutcome[] {
  const { symbols, groups, level } = result;
  const name = groups.nameAt(group);
  const ps: number[] = [];
  let surest = -1;
  const wanted = rule.direction === ">" ? 1 : -1;
  for (let i = 0; i < symbols.length; i++) {
    const p = symbols.p[i];
    if (Number.isNaN(p) || symbols.groupAt(i) !== name) continue;
    ps.push(p);
    if (p < (surest < 0 ? 1 : symbols.p[surest]) && symbols.directionAt(i) === wanted) surest = i;
  }
  if (surest < 0 || !(groupGateP(groups.p[group], ps) <= 1 - level)) return [];
  return [describeMember(result, rule, symbols.at(surest))];
}

function describeMember(result: DiffResult, rule: GateRule, surest: SymbolRow): GateOutcome {
  const interval = rule.relative ? relativeChange(surest) : tickChange(result, surest);
  return outcome(rule, surest.symbol, "exceeded", interval, `${surest.verdict} of a symbol of the group`);
}

/**
 * Nobody counts it: no change where both lists are complete, unknown where one was cut. A symbol whose name no input has may
 * be misspelt or renamed since the limit was written, which would keep it for ever.
 */
function decideAbsent(result: DiffResult, rule: GateRule, subject: string, kind: string): GateOutcome {
  const { symbols } = result;
  const isComplete = result.base.cutoff === 0 && result.next.cutoff === 0;
  const isUnknown = kind === "symbol" && !symbols.isKnown(subject);
  const question = isUnknown ? askForRow(subject, symbols) : null;
  const open = (reason: string): GateOutcome =>
    outcome(rule, subject, "undecided", null, question === null ? reason : `${reason}; ${question}`);
  if (!isComplete) return open(`no listing shows this ${kind}, and one was cut`);
  if (isUnknown) return open("no input has a symbol of this name");
  const none = { low: 0, high: 0, level: result.level };
  return outcome(rule, subject, hold(rule, none), none, `neither side counts this ${kind}`);
}

function decideChange(result: DiffResult, rule: GateRule, subject: string, row: Comparison): GateOutcome {
  const interval = rule.relative ? relativeChange(row) : tickChange(result, row);
  if (interval === null) return outcome(rule, subject, "undecided", null, row.undecided ?? "no interval");
  return outcome(rule, subject, hold(rule, interval), interval, row.undecided ?? row.verdict);
}

function relativeChange({ interval }: Comparison): Interval | null {
  return interval && { low: interval.low - 1, high: interval.high - 1, level: interval.level };
}

/** Wald's interval of a difference of counts: with ticks to spare it is near enough, and with few it is undecided. */
function tickChange({ level, exposure }: DiffResult, row: Comparison): Interval | null {
  const { base, next, delta, dispersion } = row;
  if (Number.isNaN(dispersion) || !(delta.max < Infinity)) return null;
  const scale = exposure.base / exposure.next;
  const reach = errorsWithin(row, level) * Math.sqrt(base.max + next.max * scale * scale);
  return { low: delta.min - reach, high: delta.max + reach, level };
}

/**
 * How many sampling errors the row's own interval reaches to either side: it knows the noise between runs and with how many
 * degrees of freedom. Where a side counted nothing it has no end, and the normal reach stands in.
 */
function errorsWithin({ base, next, interval, dispersion }: Comparison, level: number): number {
  const reach = interval === null ? NaN : Math.log(interval.high / interval.low) / 2;
  const errors = reach / Math.sqrt(1 / base.point + 1 / next.point);
  const normal = normalUpperQuantile((1 - level) / 2) * Math.sqrt(Math.max(1, dispersion));
  return errors < Infinity ? Math.max(errors, normal) : normal;
}

/** Every symbol that only one side lists is held against the limit; the one with the most ticks decides. */
function decideOneSided(result: DiffResult, rule: GateRule, kind: "new" | "gone"): GateOutcome {
  const { symbols } = result;
  const [side, other] = kind === "new" ? [result.next, symbols.base] : [result.base, symbols.next];
  const counts = kind === "new" ? symbols.next : symbols.base;
  const cutoff = kind === "new" ? result.base.cutoff : result.next.cutoff;
  const ownCutoff = side.cutoff;
  let index = -1;
  for (let i = 0; i < symbols.length; i++) {
    if (other[i] > 0 || (index >= 0 && counts[i] <= counts[index])) continue;
    // What the other side lists with 0 ticks is there.
    if (symbols.presenceAt(i) === kind) index = i;
  }
  if (index >= 0) {
    const largest = symbols.at(index);
    const most = counts[index];
    const interval = partOf(side, most, largest.dispersion, rule, result.level);
    const reason =
      interval === null
        ? `${kind}, and its noise is not known`
        : cutoff === 0
          ? `${kind}, with ${most} ticks`
          : "the other listing was cut and may hide it";
    const decision = interval === null ? "undecided" : hold(rule, interval);
    if (decision !== "kept")
      return outcome(rule, largest.symbol, cutoff === 0 ? decision : "undecided", interval, reason);
  }
  const hidden = ownCutoff === null ? Infinity : rule.relative ? ownCutoff / side.total : ownCutoff;
  if (hidden <= rule.limit || ownCutoff === 0)
    return outcome(rule, kind, "kept", null, `no ${kind} symbol reaches the limit`);
  const reason = `a ${kind} symbol above the limit may be hidden by the cut listing`;
  return outcome(rule, kind, "undecided", null, reason);
}

/** Interval of the ticks, or their share, of one side; a dispersion phi leaves as much as ticks / phi would tell. */
function partOf(
  side: SideSummary,
  ticks: number,
  dispersion: number,
  rule: GateRule,
  level: number,
): Interval | null {
  if (Number.isNaN(dispersion)) return null;
  const phi = Math.max(1, dispersion);
  const { low, high } = wilsonInterval(Math.min(ticks, side.total) / phi, side.total / phi, level);
  const unit = rule.relative ? 1 : side.total;
  return { low: low * unit, high: high * unit, level };
}

function hold({ direction, limit }: GateRule, { low, high }: Interval): GateDecision {
  if (direction === ">") return low > limit ? "exceeded" : high <= limit ? "kept" : "undecided";
  return high < limit ? "exceeded" : low >= limit ? "kept" : "undecided";
}

function outcome(
  rule: GateRule,
  subject: string,
  decision: GateDecision,
  interval: Interval | null,
  reason: string,
): GateOutcome {
  return { rule, subject, decision, interval, reason };
}

/** Refuses rules on groups that the rules in force do not have: a typing error would be kept for ever. */
export function checkGateGroups(rules: readonly GateRule[], groups: readonly string[]): void {
  for (const { target, text } of rules) {
    if (target.kind === "group" && !groups.includes(target.name)) {
      throw new ZcprofError("usage", {
        code: "fail-on/unknown-group",
        message: `--fail-on: there is no group ${JSON.stringify(target.name)}`,
        hint: hintGroups(target.name, groups),
        location: { path: "--fail-on", line: 1, column: 1, text },
      });
    }
  }
}

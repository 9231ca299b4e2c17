import { setFlagsFromString } from "node:v8";

/**
 * Compiles a regular expression that a user wrote; where it is none, or one that may never end, hands the reason to `fail`,
 * which throws.
 *
 * `(a+)+$` takes 2^n steps over a name of n letters, and rules meet a million names. V8 holds a second engine, linear in
 * the name: where an expression repeats what repeats or chooses, that engine is told to take over from matches that went
 * back a thousand times. What it cannot run (lookarounds, references, flags i and u, long counts) is then refused.
 * Refusing every nested repeat was rejected: `^[a-z]+(_[a-z]+)*$` is one, and harmless.
 */
export function compilePattern(source: string, fail: (reason: string) => never, flags = ""): RegExp {
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, flags);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  // V8's flags are one for the whole program, and set where they are needed only.
  if (nestsRepeats(source)) {
    if (!isLinear(source, flags)) {
      return fail(
        `${JSON.stringify(source)} repeats what repeats or chooses, beside a lookaround, a reference, the flag i or a ` +
          "long count: it may take longer than anybody waits",
      );
    }
    takeOverFromBacktracking();
  }
  return pattern;
}

/** V8's flags, the same in Node 20 to 26; they hold for expressions that are first run afterwards. */
function takeOverFromBacktracking(): void {
  setFlagsFromString("--enable-experimental-regexp-engine-on-excessive-backtracks");
  setFlagsFromString("--regexp-backtracks-before-fallback=1000");
}

/** Whether the linear engine can run it: its own flag `l` refuses what it cannot. */
function isLinear(source: string, flags: string): boolean {
  setFlagsFromString("--enable-experimental-regexp-engine");
  try {
    return new RegExp(source, `${flags}l`).flags.length > 0;
  } catch {
    return false;
  } finally {
    setFlagsFromString("--no-enable-experimental-regexp-engine");
  }
}

/** Repeats up to this often multiply the work; more often, or without end, they raise it to a power. */
const FEW_REPEATS = 10;

/** What a group holds: nothing that may match in several ways, what may be left out or come so and so often, or more. */
const NOTHING = 0;
const COUNTED = 1;
const ENDLESS = 2;

/**
 * Whether a group that holds an endless repeat or an alternative is itself repeated, or one that holds what is counted is counted
 * itself. `(ab?)+` and the like are let through: most are harmless, and the linear engine refuses some.
 */
function nestsRepeats(source: string): boolean {
  const held: number[] = [NOTHING];
  const hold = (what: number): void => {
    held[held.length - 1] = Math.max(held[held.length - 1], what);
  };
  // An escape, a class, the end of a group with the repeat behind it, the start of one, an alternative, or a repeat.
  const tokens =
    /\\.|\[(?:\\.|[^\]\\])*\]|\)(?<repeat>[*+]|\{\d+,?\d*\})?|\((?:\?(?:<?[=!]|:|<\w+>))?|[|*+?]|\{\d+,\d*\}/gs;
  for (const { 0: token, groups } of source.matchAll(tokens)) {
    if (token.startsWith("(")) held.push(NOTHING);
    else if (token.startsWith(")")) {
      const inside = held.length > 1 ? (held.pop() ?? NOTHING) : NOTHING;
      const repeat = groups?.repeat;
      const isRepeated = repeat !== undefined && isOften(repeat);
      if (isRepeated && (inside === ENDLESS || (inside === COUNTED && !isEndless(repeat)))) return true;
      hold(isRepeated ? ENDLESS : inside);
    } else if (token === "?") hold(COUNTED);
    else if (/^[|*+{]/.test(token)) hold(token === "|" || isEndless(token) ? ENDLESS : COUNTED);
  }
  return false;
}

function isEndless(repeat: string): boolean {
  return /[*+]|,\}$/.test(repeat);
}

function isOften(repeat: string): boolean {
  return isEndless(repeat) || Number(/(\d+)\}$/.exec(repeat)?.[1]) > FEW_REPEATS;
}

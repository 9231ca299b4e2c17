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
const FEW_REPEATS = 4;

/** Whether a group that holds an endless repeat or a choice is itself repeated. */
function nestsRepeats(source: string): boolean {
  const holdsRepeat = [false];
  // An escape, a class, the end of a group with the repeat behind it, the start of one, a choice (what may be left out, or come
  // more or less often, is one), or an endless repeat.
  const tokens =
    /\\.|\[(?:\\.|[^\]\\])*\]|\)(?<repeat>[*+]|\{\d+,?\d*\})?|\((?:\?(?:<?[=!]|:|<\w+>))?|[|*+?]|\{\d+,\d*\}/gs;
  for (const { 0: token, groups } of source.matchAll(tokens)) {
    if (token.startsWith("(")) holdsRepeat.push(false);
    else if (token.startsWith(")")) {
      const holds = holdsRepeat.pop() ?? false;
      const repeats = groups?.repeat !== undefined && isOften(groups.repeat);
      if (holds && repeats) return true;
      if (holds || repeats) holdsRepeat[holdsRepeat.length - 1] = true;
    } else if (/^[|*+?{]/.test(token)) holdsRepeat[holdsRepeat.length - 1] = true;
  }
  return false;
}

function isOften(repeat: string): boolean {
  const most = /(\d*)\}$/.exec(repeat)?.[1];
  return most === undefined || most === "" || Number(most) > FEW_REPEATS;
}

import { DropInExit, fail } from "./exit.ts";

/** What the command line of readprofile asks for. */
export interface Arguments {
  mapPath: string | null;
  profilePath: string | null;
  /** The low 32 bits that -M writes, or null without -M. */
  multiplier: number | null;
  reset: boolean;
  info: boolean;
  verbose: boolean;
  all: boolean;
  bins: boolean;
  counters: boolean;
  nativeOrder: boolean;
  /** Ours, not readprofile's: credit bins to the code that they cover. */
  exact: boolean;
  /** -h or -V, which end the reading of options at once. */
  stop: "help" | "version" | null;
}

const LONG_OPTIONS: readonly (readonly [name: string, letter: string])[] = [
  ["mapfile", "m"],
  ["profile", "p"],
  ["multiplier", "M"],
  ["info", "i"],
  ["verbose", "v"],
  ["all", "a"],
  ["histbin", "b"],
  ["counters", "s"],
  ["reset", "r"],
  ["no-auto", "n"],
  ["version", "V"],
  ["help", "h"],
];
const EXACT = "exact";
const LETTERS_WITH_VALUE = "mpM";
const LETTERS = "mpMivabsrnVh";

/**
 * Reads options by the rules of getopt_long(3): clustered letters, values attached or in the next word, unique
 * prefixes of long names, operands between options (readprofile ignores them) up to `--`, or up to the first one
 * where POSIXLY_CORRECT is set. Throws a DropInExit with getopt's words.
 */
export function readArguments(words: readonly string[], posixlyCorrect: boolean): Arguments {
  const read: Arguments = {
    mapPath: null,
    profilePath: null,
    multiplier: null,
    reset: false,
    info: false,
    verbose: false,
    all: false,
    bins: false,
    counters: false,
    nativeOrder: false,
    exact: false,
    stop: null,
  };
  for (let i = 0; i < words.length && read.stop === null; i++) {
    const word = words[i];
    if (word === "--") break;
    if (word.startsWith("--")) {
      const [letter, attached] = readLongOption(word.slice(2));
      if (letter === EXACT) read.exact = true;
      else if (!LETTERS_WITH_VALUE.includes(letter)) take(read, letter, "");
      else
        take(
          read,
          letter,
          attached ?? valueAfter(words, i++, `option '--${longName(letter)}' requires an argument`),
        );
    } else if (word.startsWith("-") && word !== "-") {
      for (let k = 1; k < word.length && read.stop === null; k++) {
        const letter = word[k];
        if (!LETTERS.includes(letter)) throw tryHelp(`invalid option -- '${letter}'`);
        if (!LETTERS_WITH_VALUE.includes(letter)) {
          take(read, letter, "");
          continue;
        }
        const attached = word.slice(k + 1);
        take(read, letter, attached || valueAfter(words, i++, `option requires an argument -- '${letter}'`));
        break;
      }
    } else if (posixlyCorrect) break;
  }
  return read;
}

function take(read: Arguments, letter: string, value: string): void {
  if (letter === "m") read.mapPath = value;
  else if (letter === "p") read.profilePath = value;
  else if (letter === "M") read.multiplier = readMultiplier(value);
  else if (letter === "r") read.reset = true;
  else if (letter === "i") read.info = true;
  else if (letter === "v") read.verbose = true;
  else if (letter === "a") read.all = true;
  else if (letter === "b") read.bins = true;
  else if (letter === "s") read.counters = true;
  else if (letter === "n") read.nativeOrder = true;
  else read.stop = letter === "h" ? "help" : "version";
}

/** Returns the letter of a long option and what stands behind its `=`; --exact only in full, so that no prefix of readprofile's changes. */
function readLongOption(text: string): [letter: string, value: string | null] {
  const equals = text.indexOf("=");
  const name = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? null : text.slice(equals + 1);
  if (text === EXACT) return [EXACT, null];
  const whole = LONG_OPTIONS.find(([full]) => full === name);
  const matches = whole === undefined ? LONG_OPTIONS.filter(([full]) => full.startsWith(name)) : [whole];
  if (matches.length === 0) throw tryHelp(`unrecognized option '--${text}'`);
  if (matches.length > 1) {
    throw tryHelp(
      `option '--${text}' is ambiguous; possibilities: ${matches.map(([full]) => `'--${full}'`).join(" ")}`,
    );
  }
  const [[full, letter]] = matches;
  if (value !== null && !LETTERS_WITH_VALUE.includes(letter))
    throw tryHelp(`option '--${full}' doesn't allow an argument`);
  return [letter, value];
}

function longName(letter: string): string | undefined {
  return LONG_OPTIONS.find(([, short]) => short === letter)?.[0];
}

function valueAfter(words: readonly string[], index: number, complaint: string): string {
  if (index + 1 >= words.length) throw tryHelp(complaint);
  return words[index + 1];
}

// strtol(3) in base 10 over the whole word: blanks and a sign may lead, nothing may follow, 64 bits are the limit.
// The write then takes the low half.
function readMultiplier(text: string): number {
  if (!/^[ \t-\r]*[+-]?[0-9]+$/.test(text)) throw fail(`failed to parse multiplier: '${text}'`);
  const value = BigInt(text.trim().replace(/^\+/, ""));
  if (BigInt.asIntN(64, value) !== value) {
    throw fail(`failed to parse multiplier: '${text}': Numerical result out of range`);
  }
  return Number(BigInt.asUintN(32, value));
}

function tryHelp(message: string): DropInExit {
  return new DropInExit(1, `readprofile: ${message}\nTry 'readprofile --help' for more information.\n`);
}

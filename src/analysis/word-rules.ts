/** No rule: behind every index, and small enough to be held as an integer. */
export const NO_RULE = 0x3fff_ffff;

interface Word {
  readonly text: string;
  readonly rule: number;
  /** Whether it is a whole name, not what one begins with. */
  readonly isWhole: boolean;
}

/** What the built-in rules look like: words behind any underscores, before the end or what a compiler appends. */
const WORDS = /^\^_\*\(\?:([\w\\*|]+)\)\(\?:\\\.\|\$\)$/;
/** What stands for any part of a word, here and in an expression. */
const ANY = "*";
const ANY_OF_EXPRESSION = "\\w*";
const NO_WORD = /[\\*]/;

const UNDERSCORE = 95;
const POINT = 46;
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
/** Number of each word character from 1 on, 0 for every other byte. */
const LETTER = Uint8Array.from({ length: 256 }, (_, code) => LETTERS.indexOf(String.fromCharCode(code)) + 1);
const LETTER_BITS = 6;
const MOST_SHORT_NODES = 2 ** 16;
/**
 * Names with one first letter that are looked for word by word: a small profile has few more, and a tree takes longer to grow.
 * Of a large one more names than these would only make the engine compile the loops of that search.
 */
const FEW_NAMES = 8;
const PAIRS = 2 ** 16;

/**
 * Finds the first of many rules of words (`^_*(?:tcp_\w*|sock_sendmsg|\w*_idle)(?:\.|$)`) that takes a name, in one walk
 * over its bytes: no string is made of it. Regular expressions one by one take ten times as long over 200,000 names, and
 * compiling them is a good part of a small command's start.
 */
export class WordRules {
  /** The tree of letters: child c of node n is at (n << LETTER_BITS) | c, 0 where there is none. A walk along siblings takes three times as long. */
  #children: Uint16Array | Uint32Array = new Uint16Array(1 << LETTER_BITS);
  // Of each node the first rule whose word ends or begins so.
  readonly #whole: number[] = [NO_RULE];
  readonly #beginning: number[] = [NO_RULE];
  /** Letters of all words, and so the most nodes that their tree can have below its root. */
  #letters = 0;
  readonly #endings: { readonly bytes: Uint8Array; readonly rule: number }[] = [];
  /** Pairs of letters (`pairAt`) in which an ending ends, and with which words with a gap begin. */
  readonly #lastPairs = new Uint8Array(PAIRS);
  readonly #gapPairs = new Uint8Array(PAIRS);
  /** Words that are not in the tree yet, by their first letter, in the order of their rules, and how often each letter was asked for. */
  readonly #waiting: (Word[] | undefined)[] = [];
  readonly #asked = new Uint8Array(256);
  /** Words with a gap: what they begin with, and what stands anywhere behind it. */
  readonly #gaps: { readonly beginning: Uint8Array; readonly part: Uint8Array; readonly rule: number }[] = [];

  /** Takes the words of a rule's expression in; returns what of it is no word, as an expression, null where nothing is left. */
  add(source: string, rule: number): string | null {
    const words = WORDS.exec(source)?.[1];
    if (words === undefined) return source;
    const others = words.split("|").filter((word) => {
      const parts = word.split(ANY_OF_EXPRESSION);
      return parts.some((part) => NO_WORD.test(part)) || !this.take(parts.join(ANY), rule);
    });
    return others.length === 0 ? null : joinExpression(others);
  }

  /**
   * Takes in a word of word characters for a rule, rules in their order: `*` is any of them, at the end, at the start, or at the
   * end and once within, beside two characters or more. Returns false for a word that has it elsewhere, or begins with an
   * underscore.
   */
  take(word: string, rule: number): boolean {
    const gap = word.indexOf(ANY);
    const last = word.length - 1;
    if (gap < 0 || gap === last) {
      const text = gap < 0 ? word : word.slice(0, last);
      if (!startsWord(text)) return false;
      this.#letters += text.length;
      (this.#waiting[text.charCodeAt(0)] ??= []).push({ text, rule, isWhole: gap < 0 });
      return true;
    }
    const isEnding = gap === 0;
    const part = isEnding ? word.slice(1) : word.slice(gap + 1, last);
    if (part === "" || part.includes(ANY)) return false;
    if (isEnding) {
      const bytes = encode(part);
      if (bytes.length < 2) return false;
      this.#endings.push({ bytes, rule });
      this.#lastPairs[pairAt(bytes, bytes.length - 2)] = 1;
      return true;
    }
    const beginning = word.slice(0, gap);
    if (word[last] !== ANY || !startsWord(beginning) || beginning.length < 2) return false;
    const bytes = encode(beginning);
    this.#gaps.push({ beginning: bytes, part: encode(part), rule });
    this.#gapPairs[pairAt(bytes, 0)] = 1;
    return true;
  }

  /** Returns the first rule with a word that takes the name bytes[start .. end), NO_RULE where there is none. */
  find(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && bytes[at] === UNDERSCORE) at++;
    const from = at;
    if (at < end && this.#waiting[bytes[at]] !== undefined) {
      if (this.#asked[bytes[at]]++ < FEW_NAMES) return this.#findWaiting(bytes, start, from, end);
      this.#plant(bytes[at]);
    }
    const children = this.#children;
    const beginnings = this.#beginning;
    let node = 0;
    let first = NO_RULE;
    for (; at < end; at++) {
      const child = children[(node << LETTER_BITS) | LETTER[bytes[at]]];
      if (child === 0) break;
      node = child;
      if (beginnings[node] < first) first = beginnings[node];
    }
    if (at === end || bytes[at] === POINT) {
      first = Math.min(first, this.#whole[node]);
    } else {
      at = endOfWord(bytes, at, end);
      if (at < 0) return NO_RULE;
    }
    return this.#findOther(first, bytes, start, from, at);
  }

  /** Does what `find` does by the words that wait, for a name that begins with one's letter at `from`. */
  #findWaiting(bytes: Uint8Array, start: number, from: number, end: number): number {
    const at = endOfWord(bytes, from, end);
    if (at < 0) return NO_RULE;
    const first = findWord(this.#waiting[bytes[from]] ?? [], bytes, from, at);
    return this.#findOther(first, bytes, start, from, at);
  }

  /** Returns the first of the rule `first` and those with an ending or a gap that take the name bytes[start .. at). */
  #findOther(first: number, bytes: Uint8Array, start: number, from: number, at: number): number {
    // An ending and what stands before a gap have two letters or more.
    if (at < start + 2) return first;
    const mayFit = (this.#lastPairs[pairAt(bytes, at - 2)] | this.#gapPairs[pairAt(bytes, from)]) !== 0;
    return mayFit ? this.#findInside(first, bytes, start, from, at) : first;
  }

  /** Returns the first of the rule `first` and those with an ending or a gap that take the name bytes[start .. end). */
  #findInside(rule: number, bytes: Uint8Array, start: number, from: number, end: number): number {
    let first = rule;
    for (const ending of this.#endings) {
      if (ending.rule < first && endsIn(bytes, start, end, ending.bytes)) first = ending.rule;
    }
    for (const gap of this.#gaps) {
      if (gap.rule < first && fillsGap(bytes, from, end, gap.beginning, gap.part)) first = gap.rule;
    }
    return first;
  }

  /** Puts the words with a first letter into the tree. */
  #plant(letter: number): void {
    if (this.#letters << LETTER_BITS >= this.#children.length) this.#grow();
    for (const { text, rule, isWhole } of this.#waiting[letter] ?? []) {
      const node = this.#nodeOf(text);
      const rules = isWhole ? this.#whole : this.#beginning;
      rules[node] = Math.min(rules[node], rule);
    }
    this.#waiting[letter] = undefined;
  }

  #nodeOf(word: string): number {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const place = (node << LETTER_BITS) | LETTER[word.charCodeAt(i)];
      node = this.#children[place];
      if (node !== 0) continue;
      node = this.#whole.push(NO_RULE) - 1;
      this.#beginning.push(NO_RULE);
      this.#children[place] = node;
    }
    return node;
  }

  /** Makes room for all words, which costs nothing until it is written to: to double it again and again took longer than to grow the tree. */
  #grow(): void {
    const nodes = this.#letters + 1;
    const length = nodes << LETTER_BITS;
    const children = nodes <= MOST_SHORT_NODES ? new Uint16Array(length) : new Uint32Array(length);
    children.set(this.#children);
    this.#children = children;
  }
}

/** Returns the expression that takes names as `take` does by these words. */
export function expressionOf(words: readonly string[]): string {
  return joinExpression(words.map((word) => word.replaceAll(ANY, ANY_OF_EXPRESSION)));
}

const joinExpression = (words: readonly string[]): string => `^_*(?:${words.join("|")})(?:\\.|$)`;

/** Leading underscores are no part of a word. */
const startsWord = (text: string): boolean => text !== "" && text.charCodeAt(0) !== UNDERSCORE;

/** Returns two neighbouring bytes as one number; behind the last byte stands 0. */
const pairAt = (bytes: Uint8Array, at: number): number => (bytes[at] << 8) | bytes[at + 1];

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Returns the first rule among words, in the order of their rules, that takes the word bytes[from .. end). */
function findWord(words: readonly Word[], bytes: Uint8Array, from: number, end: number): number {
  for (let i = 0; i < words.length; i++) {
    const { text, rule, isWhole } = words[i];
    if (isWhole ? text.length !== end - from : text.length > end - from) continue;
    let at = 0;
    while (at < text.length && text.charCodeAt(at) === bytes[from + at]) at++;
    if (at === text.length) return rule;
  }
  return NO_RULE;
}

/** Returns the place of the first point, or `end`; -1 where anything but word characters stands before it. */
function endOfWord(bytes: Uint8Array, from: number, end: number): number {
  for (let i = from; i < end; i++) {
    const byte = bytes[i];
    if (byte === POINT) return i;
    if (LETTER[byte] === 0) return -1;
  }
  return end;
}

/** Whether bytes[start .. end) begin with `beginning` and have `part` somewhere behind it. */
function fillsGap(
  bytes: Uint8Array,
  start: number,
  end: number,
  beginning: Uint8Array,
  part: Uint8Array,
): boolean {
  const behind = start + beginning.length;
  if (behind > end || !endsIn(bytes, start, behind, beginning)) return false;
  for (let stop = behind + part.length; stop <= end; stop++) {
    if (endsIn(bytes, behind, stop, part)) return true;
  }
  return false;
}

function endsIn(bytes: Uint8Array, start: number, end: number, ending: Uint8Array): boolean {
  const from = end - ending.length;
  if (from < start) return false;
  for (let i = 0; i < ending.length; i++) if (bytes[from + i] !== ending[i]) return false;
  return true;
}

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
const WHOLE_WORD = /^[A-Za-z0-9]\w*$/;
/** What stands for any part of a word. */
const ANY = "\\w*";
const BEGINNING = /^[A-Za-z0-9]\w*\\w\*$/;
const ENDING = /^\\w\*\w+$/;
const BEGINNING_AND_PART = /^[A-Za-z0-9]\w*\\w\*\w+\\w\*$/;

const UNDERSCORE = 95;
const POINT = 46;
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
/** Number of each word character from 1 on, 0 for every other byte. */
const LETTER = Uint8Array.from({ length: 256 }, (_, code) => LETTERS.indexOf(String.fromCharCode(code)) + 1);
const LETTER_BITS = 6;
const MOST_SHORT_NODES = 2 ** 16;

/**
 * Finds the first of many rules of words (`^_*(?:tcp_\w*|sock_sendmsg|\w*_idle)(?:\.|$)`) that takes a name, in one walk
 * over its bytes: no string is made of it. Regular expressions one by one take ten times as long over 200,000 names, and
 * compiling them is a good part of a small command's start.
 */
export class WordRules {
  /** The tree of letters: child c of node n is at (n << LETTER_BITS) | c, 0 where there is none. A walk along siblings takes three times as long. */
  #children: Uint16Array | Uint32Array = new Uint16Array(64 << LETTER_BITS);
  // Of each node the first rule whose word ends or begins so.
  readonly #whole: number[] = [NO_RULE];
  readonly #beginning: number[] = [NO_RULE];
  readonly #endings: { readonly bytes: Uint8Array; readonly rule: number }[] = [];
  /** Letters in which an ending ends, and with which words with a gap begin. */
  readonly #lastLetters = new Uint8Array(256);
  readonly #gapLetters = new Uint8Array(256);
  /** Words that are not in the tree yet, by their first letter: a small profile has names with few of them. */
  readonly #waiting: (Word[] | undefined)[] = [];
  /** Words with a gap: what they begin with, and what stands anywhere behind it. */
  readonly #gaps: { readonly beginning: Uint8Array; readonly part: Uint8Array; readonly rule: number }[] = [];

  /** Takes the words of a rule's expression in; returns what of it is no word, as an expression, null where nothing is left. */
  add(source: string, rule: number): string | null {
    const words = WORDS.exec(source)?.[1];
    if (words === undefined) return source;
    const others = words.split("|").filter((word) => {
      const gap = word.indexOf(ANY);
      const behind = gap + ANY.length;
      if (gap < 0 ? WHOLE_WORD.test(word) : BEGINNING.test(word)) {
        const letter = word.charCodeAt(0);
        const waiting = (this.#waiting[letter] ??= []);
        waiting.push({ text: gap < 0 ? word : word.slice(0, gap), rule, isWhole: gap < 0 });
      } else if (ENDING.test(word)) {
        this.#endings.push({ bytes: encode(word.slice(behind)), rule });
        this.#lastLetters[word.charCodeAt(word.length - 1)] = 1;
      } else if (BEGINNING_AND_PART.test(word)) {
        const [beginning, part] = [word.slice(0, gap), word.slice(behind, -ANY.length)].map(encode);
        this.#gaps.push({ beginning, part, rule });
        this.#gapLetters[beginning[0]] = 1;
      } else return true;
      return false;
    });
    return others.length === 0 ? null : `^_*(?:${others.join("|")})(?:\\.|$)`;
  }

  /** Returns the first rule with a word that takes the name bytes[start .. end), NO_RULE where there is none. */
  find(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && bytes[at] === UNDERSCORE) at++;
    const from = at;
    if (at < end && this.#waiting[bytes[at]] !== undefined) this.#plant(bytes[at]);
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
    const mayFit = at > start && (this.#lastLetters[bytes[at - 1]] | this.#gapLetters[bytes[from]]) !== 0;
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
      if ((node + 1) << LETTER_BITS > this.#children.length) this.#grow();
      this.#children[place] = node;
    }
    return node;
  }

  #grow(): void {
    const length = this.#children.length * 2;
    const isShort = length >> LETTER_BITS <= MOST_SHORT_NODES;
    const grown = isShort ? new Uint16Array(length) : new Uint32Array(length);
    grown.set(this.#children);
    this.#children = grown;
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

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

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
const BEGINNING = /^([A-Za-z0-9]\w*)\\w\*$/;
const ENDING = /^\\w\*(\w+)$/;
const BEGINNING_AND_PART = /^([A-Za-z0-9]\w*)\\w\*(\w+)\\w\*$/;

const UNDERSCORE = 95;
const POINT = 46;
const IS_WORD = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));

/**
 * Finds the first of many rules of words (`^_*(?:tcp_\w*|sock_sendmsg|\w*_idle)(?:\.|$)`) that takes a name, in one walk
 * over its bytes: no string is made of it. Regular expressions one by one take ten times as long over 200,000 names, and
 * compiling them is a good part of a small command's start.
 */
export class WordRules {
  // A node of the tree of letters: its letter, first child, next sibling, and the first rule whose word ends or begins so.
  readonly #letter: number[] = [0];
  readonly #child: number[] = [0];
  readonly #sibling: number[] = [0];
  readonly #whole: number[] = [NO_RULE];
  readonly #beginning: number[] = [NO_RULE];
  /** First node of each first letter: at the root a walk along siblings is longest. */
  readonly #first = new Int32Array(256);
  readonly #endings: { readonly bytes: Uint8Array; readonly rule: number }[] = [];
  /** Words that are not in the tree yet, by their first letter: a small profile has names with few of them. */
  readonly #waiting: (Word[] | undefined)[] = [];
  /** Words with a gap: what they begin with, and what stands anywhere behind it. */
  readonly #gaps: { readonly beginning: Uint8Array; readonly part: Uint8Array; readonly rule: number }[] = [];

  /** Takes the words of a rule's expression in; returns what of it is no word, as an expression, null where nothing is left. */
  add(source: string, rule: number): string | null {
    const words = WORDS.exec(source)?.[1];
    if (words === undefined) return source;
    const others = words.split("|").filter((word) => {
      const ending = ENDING.exec(word)?.[1];
      if (ending !== undefined) {
        this.#endings.push({ bytes: new TextEncoder().encode(ending), rule });
        return false;
      }
      const gap = BEGINNING_AND_PART.exec(word);
      if (gap !== null) {
        const [beginning, part] = gap.slice(1).map((text) => new TextEncoder().encode(text));
        this.#gaps.push({ beginning, part, rule });
        return false;
      }
      const beginning = BEGINNING.exec(word)?.[1];
      if (beginning === undefined && !WHOLE_WORD.test(word)) return true;
      const text = beginning ?? word;
      const letter = text.charCodeAt(0);
      const waiting = (this.#waiting[letter] ??= []);
      waiting.push({ text, rule, isWhole: beginning === undefined });
      return false;
    });
    return others.length === 0 ? null : `^_*(?:${others.join("|")})(?:\\.|$)`;
  }

  /** Returns the first rule with a word that takes the name bytes[start .. end), NO_RULE where there is none. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const letters = this.#letter;
    const siblings = this.#sibling;
    const beginnings = this.#beginning;
    let at = start;
    while (at < end && bytes[at] === UNDERSCORE) at++;
    const from = at;
    let node = 0;
    let first = NO_RULE;
    if (at < end && this.#waiting[bytes[at]] !== undefined) this.#plant(bytes[at]);
    for (let next = at < end ? this.#first[bytes[at]] : 0; next !== 0; ) {
      node = next;
      if (beginnings[node] < first) first = beginnings[node];
      if (++at === end) break;
      const letter = bytes[at];
      next = this.#child[node];
      while (next !== 0 && letters[next] !== letter) next = siblings[next];
    }
    if (at === end || bytes[at] === POINT) {
      first = Math.min(first, this.#whole[node]);
    } else {
      if (first === NO_RULE && this.#endings.length === 0 && this.#gaps.length === 0) return NO_RULE;
      at = endOfWord(bytes, at, end);
      if (at < 0) return NO_RULE;
    }
    for (const ending of this.#endings) {
      if (ending.rule < first && endsIn(bytes, start, at, ending.bytes)) first = ending.rule;
    }
    for (const { beginning, part, rule } of this.#gaps) {
      if (rule < first && bytes[from] === beginning[0] && fillsGap(bytes, from, at, beginning, part))
        first = rule;
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
      const letter = word.charCodeAt(i);
      let next = this.#child[node];
      while (next !== 0 && this.#letter[next] !== letter) next = this.#sibling[next];
      if (next === 0) {
        next = this.#letter.push(letter) - 1;
        this.#child.push(0);
        this.#sibling.push(this.#child[node]);
        this.#whole.push(NO_RULE);
        this.#beginning.push(NO_RULE);
        this.#child[node] = next;
        if (node === 0) this.#first[letter] = next;
      }
      node = next;
    }
    return node;
  }
}

/** Returns the place of the first point, or `end`; -1 where anything but word characters stands before it. */
function endOfWord(bytes: Uint8Array, from: number, end: number): number {
  for (let i = from; i < end; i++) {
    const byte = bytes[i];
    if (byte === POINT) return i;
    if (byte > 127 || IS_WORD[byte] === 0) return -1;
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

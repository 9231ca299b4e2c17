/** No rule. */
export const NO_RULE = Number.MAX_SAFE_INTEGER;

/** What the built-in rules look like: words behind any underscores, before the end or what a compiler appends. */
const WORDS = /^\^_\*\(\?:([\w\\*|]+)\)\(\?:\\\.\|\$\)$/;
const WHOLE_WORD = /^[A-Za-z0-9]\w*$/;
const BEGINNING = /^([A-Za-z0-9]\w*)\\w\*$/;

const UNDERSCORE = 95;
const POINT = 46;
const IS_WORD = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));

/**
 * Finds the first of many rules of words (`^_*(?:tcp_\w*|sock_sendmsg)(?:\.|$)`) that takes a name, in one walk over its
 * letters. Regular expressions one by one take ten times as long over 200,000 names, and compiling them is a good part of
 * a small command's start.
 */
export class WordRules {
  // A node of the tree of letters: its letter, first child, next sibling, and the first rule whose word ends or begins so.
  readonly #letter: number[] = [0];
  readonly #child: number[] = [0];
  readonly #sibling: number[] = [0];
  readonly #whole: number[] = [NO_RULE];
  readonly #beginning: number[] = [NO_RULE];

  /** Takes the words of a rule's expression in; returns what of it is no word, as an expression, null where nothing is left. */
  add(source: string, rule: number): string | null {
    const words = WORDS.exec(source)?.[1];
    if (words === undefined) return source;
    const others = words.split("|").filter((word) => {
      const beginning = BEGINNING.exec(word)?.[1];
      if (beginning === undefined && !WHOLE_WORD.test(word)) return true;
      const node = this.#nodeOf(beginning ?? word);
      const rules = beginning === undefined ? this.#whole : this.#beginning;
      rules[node] = Math.min(rules[node], rule);
      return false;
    });
    return others.length === 0 ? null : `^_*(?:${others.join("|")})(?:\\.|$)`;
  }

  /** Returns the first rule with a word that takes the name, NO_RULE where there is none. */
  find(name: string): number {
    let at = 0;
    while (name.charCodeAt(at) === UNDERSCORE) at++;
    let node = 0;
    let first = NO_RULE;
    for (; at < name.length; at++) {
      const letter = name.charCodeAt(at);
      let next = this.#child[node];
      while (next !== 0 && this.#letter[next] !== letter) next = this.#sibling[next];
      if (next === 0) break;
      node = next;
      if (this.#beginning[node] < first) first = this.#beginning[node];
    }
    const isWhole = at === name.length || name.charCodeAt(at) === POINT;
    if (isWhole) return Math.min(first, this.#whole[node]);
    return first !== NO_RULE && isWordFrom(name, at) ? first : NO_RULE;
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
      }
      node = next;
    }
    return node;
  }
}

/** Whether only word characters stand from here to the end or to the first point. */
function isWordFrom(name: string, from: number): boolean {
  for (let i = from; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code === POINT) return true;
    if (code > 127 || IS_WORD[code] === 0) return false;
  }
  return true;
}

// Stands in for @alcalzone/ansi-tokenize inside the bundle. ink cuts every line of the screen into cells at every key, which
// on 300 columns took half of a key's time. The cells are never written to, so that a line that was on the screen before has
// those it had; a new line of plain characters needs no segmenter, and cells of one style share its list.
import * as tokens from "../node_modules/@alcalzone/ansi-tokenize/build/index.js";

export * from "../node_modules/@alcalzone/ansi-tokenize/build/index.js";

/** Lines remembered: a few screens of them. */
const MOST_LINES = 512;
const lines = new Map();
const cells = new WeakMap();

/** Styles (SGR), and characters of one unit and one cell that join with no other: ASCII, Latin, Greek, arrows, signs, boxes. */
const PLAIN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
  /^(?:\u001b\[[0-9;]*m|[ -~\u00a1-\u00a8\u00aa-\u00ac\u00af-\u02ff\u0391-\u03c9\u2026\u2190-\u2193\u2248\u221e\u2260-\u2265\u2500-\u259f])*$/;
const ESCAPE = 0x1b;
const characters = new Map();
const styles = new Map();

export function tokenize(text, ...rest) {
  if (rest.length > 0) return tokens.tokenize(text, ...rest);
  let known = lines.get(text);
  if (known === undefined) {
    if (lines.size >= MOST_LINES) lines.clear();
    known = PLAIN.test(text) ? tokenizePlain(text) : tokens.tokenize(text);
    lines.set(text, known);
  }
  return known;
}

export function styledCharsFromTokens(list) {
  let known = cells.get(list);
  if (known === undefined) {
    let codes = [];
    known = [];
    for (const token of list) {
      if (token.type === "ansi") codes = tokens.reduceAnsiCodesIncremental(codes, [token]);
      else if (token.type === "char") known.push({ ...token, styles: codes });
    }
    cells.set(list, known);
  }
  return known;
}

function tokenizePlain(text) {
  const list = [];
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) === ESCAPE) {
      const end = text.indexOf("m", i);
      list.push(...remember(styles, text.slice(i, end + 1), tokens.tokenize));
      i = end;
    } else list.push(remember(characters, text[i], makeCharacter));
  }
  return list;
}

function makeCharacter(value) {
  return { type: "char", value, fullWidth: false };
}

function remember(memory, key, make) {
  let value = memory.get(key);
  if (value === undefined) {
    value = make(key);
    memory.set(key, value);
  }
  return value;
}

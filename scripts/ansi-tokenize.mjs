// Stands in for @alcalzone/ansi-tokenize inside the bundle. ink cuts every line of the screen into cells at every key, which
// on 300 columns took half of a key's time; of sixty lines two have changed. The cells are never written to, so that a line
// that was on the screen before has those it had.
import * as tokens from "../node_modules/@alcalzone/ansi-tokenize/build/index.js";

export * from "../node_modules/@alcalzone/ansi-tokenize/build/index.js";

/** Lines remembered: a few screens of them. */
const MOST_LINES = 512;
const lines = new Map();
const cells = new WeakMap();

export function tokenize(text, ...rest) {
  if (rest.length > 0) return tokens.tokenize(text, ...rest);
  let known = lines.get(text);
  if (known === undefined) {
    if (lines.size >= MOST_LINES) lines.clear();
    known = tokens.tokenize(text);
    lines.set(text, known);
  }
  return known;
}

export function styledCharsFromTokens(list) {
  let known = cells.get(list);
  if (known === undefined) {
    known = tokens.styledCharsFromTokens(list);
    cells.set(list, known);
  }
  return known;
}

import { escapeTerminal } from "./escape-terminal.ts";

const PLAIN = /^[\w.$:+@()/ ,-]+$/;

/**
 * Writes a name from an input as Markdown code, where no mention, link or emphasis can start. A name with characters that
 * could end the code or a table cell is written as HTML code of numeric entities, which never act as markup.
 */
export function codeMarkdown(text: string): string {
  if (text === "") return "";
  if (PLAIN.test(text) && text.trim() === text) return `\`${text}\``;
  const safe = escapeTerminal(text).replace(
    /[^\p{L}\p{N}\p{M} ]/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
  return `<code>${safe}</code>`;
}

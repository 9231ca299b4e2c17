import { isPlain } from "./plain-text.ts";

const SHORT: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Makes every character visible that a terminal would act on or hide: `\x1b`, `\u{202e}`; all others stay. */
export function escapeTerminal(text: string): string {
  return isPlain(text) ? text : spellHidden(text);
}

// What a terminal acts on, hides or reorders: controls, format characters (bidi overrides, zero-width joiners), halves of
// surrogate pairs, line and paragraph separators, private and unassigned characters, and all that Unicode calls default
// ignorable (fillers, variation selectors). A mark without a letter, or the fourth on one letter, would paint over its
// neighbours. Properties: Unicode Standard Annex 44.
function spellHidden(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=^|\s|\p{M}{3})\p{M}/gu,
    spellCharacter,
  );
}

/** Makes a text of many lines safe for a terminal; line ends and tabs stay. */
export function escapeLines(text: string): string {
  return text.replace(/[^\n\t]+/g, escapeTerminal);
}

/** Spells one character as an escape: `\n`, `\x1b`, `\u{202e}`. */
export function spellCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return SHORT[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex.padStart(4, "0")}}`);
}

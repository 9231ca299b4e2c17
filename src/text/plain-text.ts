/** What tables draw with beyond ASCII: ± × – … ∞ ≤ ≥. */
const SIGNS = "\xb1\xd7\u2013\u2026\u221e\u2264\u2265";
/** Lines and blocks (Unicode: Box Drawing, Block Elements). */
const FIRST_DRAWN = 0x2500;
const LAST_DRAWN = 0x259f;

/**
 * Tells whether a text has only printable ASCII and what tables draw with: characters of one cell each of which none is
 * hidden. A loop, as the engine compiles an expression twice when it starts, and the classes of Unicode take a millisecond.
 */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x20 && code <= 0x7e) continue;
    if ((code < FIRST_DRAWN || code > LAST_DRAWN) && !SIGNS.includes(text[i])) return false;
  }
  return true;
}

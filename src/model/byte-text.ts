const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strictDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
const encoder = new TextEncoder();

const BACKSLASH = 0x5c;
const ESCAPE = /\\x([0-9A-F]{2})/g;
/** Longest sequence of UTF-8 (RFC 3629). */
const MOST_BYTES = 4;

/**
 * Decodes a name: UTF-8, and each byte that is none as `\xE9`. A backslash that would read like such an escape is
 * written as `\x5C`, so that different bytes always give different texts, and encodeText() gives the bytes back.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  return isPlain(text) ? text : escapeBytes(bytes);
}

/** Returns the bytes that decodeText() makes this text of. */
export function encodeText(text: string): Uint8Array {
  if (!text.includes("\\x")) return encoder.encode(text);
  const bytes: number[] = [];
  let at = 0;
  for (const match of text.matchAll(ESCAPE)) {
    bytes.push(...encoder.encode(text.slice(at, match.index)), Number.parseInt(match[1], 16));
    at = match.index + match[0].length;
  }
  return Uint8Array.from([...bytes, ...encoder.encode(text.slice(at))]);
}

/** Tells whether a text as TextDecoder gives it is also the one of decodeText(). */
export function isPlain(text: string): boolean {
  return !text.includes("\ufffd") && !text.includes("\\x");
}

function escapeBytes(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    const isEscape =
      bytes[at] === BACKSLASH && /^\\x[0-9A-F]{2}/.test(decoder.decode(bytes.subarray(at, at + 4)));
    if (length === 0 || isEscape) {
      text += `\\x${bytes[at].toString(16).toUpperCase().padStart(2, "0")}`;
      at += 1;
    } else {
      text += decoder.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** Returns the length of the UTF-8 sequence at `at`, 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= MOST_BYTES && at + length <= bytes.length; length++) {
    try {
      strictDecoder.decode(bytes.subarray(at, at + length));
      return length;
    } catch {
      // Not whole yet, or no UTF-8 at all.
    }
  }
  return 0;
}

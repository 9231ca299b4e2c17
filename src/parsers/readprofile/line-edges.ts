const TAB = 9;
const CR = 13;
const SPACE = 32;
const QUOTE = 62;

export function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

/** Returns where a line that ends before its feed at `end` has its last character: no carriage return, no blanks. */
export function endOfText(bytes: Uint8Array, start: number, end: number): number {
  let last = end;
  if (last > start && bytes[last - 1] === CR) last--;
  while (last > start && isBlank(bytes[last - 1])) last--;
  return last;
}

/** Returns where a line begins behind the quote marks of mails: "> " or ">", once for each answer. */
export function skipQuotes(bytes: Uint8Array, start: number, end: number): number {
  let behind = start;
  for (let i = start; i < end && (bytes[i] === QUOTE || bytes[i] === SPACE); i++)
    if (bytes[i] === QUOTE) behind = i + 1;
  // The blank of the mark, not of the line.
  return behind > start && behind < end && bytes[behind] === SPACE ? behind + 1 : behind;
}

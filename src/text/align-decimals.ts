/** Pads number texts so that their decimal points stand in one column; what has no point ends where the point would be. */
export function alignDecimals(texts: readonly string[]): string[] {
  const places = texts.map((text) => text.length - wholeLength(text));
  // Not Math.max(...places): a table can have more rows than a call has arguments.
  const widest = places.reduce((a, b) => Math.max(a, b), 0);
  return texts.map((text, i) => text.padEnd(text.length + widest - places[i]));
}

// The point of a range such as 0.31-2.10 is that of its last number.
function wholeLength(text: string): number {
  const point = text.lastIndexOf(".");
  return point < 0 ? text.length : point;
}

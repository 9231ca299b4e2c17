/** Returns what a unit is called after a number in a sentence: formats that count samples call them `count`. */
export function nounOfUnit(unit: string): string {
  return unit === "count" ? "samples" : unit;
}

/** Splits a command line at the first `--`: words for the parser of flags, and a command with words of its own, which that parser would put into another order. */
export function splitCommand(words: readonly string[]): { own: string[]; command: string[] } {
  const end = words.indexOf("--");
  return end < 0
    ? { own: [...words], command: [] }
    : { own: words.slice(0, end), command: words.slice(end + 1) };
}

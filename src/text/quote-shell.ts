/** Quotes a word for a POSIX shell, where it needs quotes. */
export function quoteShell(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

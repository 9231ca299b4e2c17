/** Joins what a note says and what to do about it, as sentences of one paragraph: some of them are clauses without a stop. */
export function joinNote(message: string, hint: string | undefined): string {
  if (hint === undefined || message === "") return message + (hint ?? "");
  if (/[.:;!?]\)?$/.test(message)) return `${message} ${hint}`;
  // A capital letter begins a sentence of its own.
  return /^\p{Lu}/u.test(hint) ? `${message}. ${hint}` : `${message}; ${hint}`;
}

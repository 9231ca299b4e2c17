// Spreadsheets run a field that starts so as a formula (OWASP, CSV Injection). The quote is on the list so that it can be
// taken off again: a field that starts with one always had one put before it.
const STARTS_FORMULA = /^[=+\-@\t\r']/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/**
 * Writes a text as one CSV field (RFC 4180). A leading = + - @ tab, CR or quote gets a `'` before it and the field is quoted;
 * whoever reads it back takes one leading `'` off.
 */
export function quoteCsv(text: string): string {
  if (STARTS_FORMULA.test(text)) return `"'${text.replaceAll('"', '""')}"`;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import type { Diagnostic } from "../model/diagnostic.ts";

/** Longest part of a broken line that is shown around the place. */
const SHOWN_CHARACTERS = 76;

/** Turns a diagnostic into lines for a person: place, what, the input line with a caret, details, the hint. `escape` makes input text safe. */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  severity: "error" | "warning" | "note",
  escape: (text: string) => string,
): string {
  const { location } = diagnostic;
  const lines = [`${severity}[${diagnostic.code}]: ${escape(diagnostic.message)}`];
  if (location?.line !== undefined) {
    const column = location.column === undefined ? "" : `:${location.column}`;
    lines[0] = `${escape(location.path)}:${location.line}${column}: ${lines[0]}`;
    if (location.text !== undefined) lines.push(...excerpt(location.text, location.column, escape));
  } else if (location !== undefined && !diagnostic.message.includes(location.path)) {
    lines[0] = `${escape(location.path)}: ${lines[0]}`;
  }
  for (const detail of diagnostic.details ?? []) lines.push(`    ${escape(detail)}`);
  if (diagnostic.hint !== undefined) lines.push(`  hint: ${escape(diagnostic.hint)}`);
  return lines.join("\n");
}

function excerpt(text: string, column: number | undefined, escape: (text: string) => string): string[] {
  const place = (column ?? 1) - 1;
  const from = Math.max(0, Math.min(place - SHOWN_CHARACTERS / 2, text.length - SHOWN_CHARACTERS));
  const before = escape(text.slice(from, place).replaceAll("\t", " "));
  const after = escape(text.slice(place, from + SHOWN_CHARACTERS).replaceAll("\t", " "));
  const lead = from > 0 ? "…" : "";
  const trail = from + SHOWN_CHARACTERS < text.length ? "…" : "";
  const shown = [`  | ${lead}${before}${after}${trail}`];
  if (column !== undefined) shown.push(`  | ${" ".repeat(lead.length + before.length)}^`);
  return shown;
}

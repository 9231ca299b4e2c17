import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { escapeTerminal } from "../text/escape-terminal.ts";
import { formatDiagnostic } from "./error-text.ts";
import { writeNotice } from "./standard-streams.ts";

/** Says on standard error what readers noticed: once each, however many listings of a file carry it. */
export function printDiagnostics(profiles: readonly Profile[]): void {
  printNotes(profiles.flatMap(({ diagnostics }) => diagnostics));
}

/** Says notes on standard error, once each. */
export function printNotes(notes: readonly Diagnostic[]): void {
  const said = new Set<string>();
  for (const note of notes) printOnce(note, "note", said);
}

/** Says on standard error how each input was understood. */
export function printProvenance(profiles: readonly Profile[]): void {
  for (const { provenance, samples, symbols } of profiles) {
    const { path, listing, format, formatReason, checksum } = provenance;
    const which = listing.of > 1 ? `#${listing.index}` : "";
    writeNotice(
      `${escapeTerminal(`${path}${which}`)}: read as ${format} (${escapeTerminal(formatReason)}); ` +
        `${samples.length} samples, ${symbols.length} symbols, ${checksum ?? "no checksum"}\n`,
    );
  }
}

function printOnce(diagnostic: Diagnostic, severity: "warning" | "note", said: Set<string>): void {
  const text = formatDiagnostic(diagnostic, severity, escapeTerminal);
  if (said.has(text)) return;
  said.add(text);
  writeNotice(`${text}\n`);
}

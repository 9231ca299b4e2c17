import type { Diagnostic } from "../model/diagnostic.ts";
import type { NotePart, Notes } from "./report.ts";

/** A note, and where it explains columns, its parts (report.ts). */
type PartedNote = Diagnostic & { readonly parts?: readonly NotePart[] };

/** Collects footnotes; one that was added before keeps its number. */
export class NoteList {
  readonly #notes: PartedNote[] = [];

  /** Adds a note and returns its number, from 1. */
  add(note: PartedNote): number {
    const known = this.#notes.findIndex(
      ({ code, message }) => code === note.code && message === note.message,
    );
    return known < 0 ? this.#notes.push(note) : known + 1;
  }

  toBlock(): Notes {
    return { kind: "notes", notes: this.#notes };
  }

  /** Makes the `notes` of a JSON form. */
  toJson(): Record<string, unknown>[] {
    return this.#notes.map(({ code, message, hint, location }) => ({
      code,
      message,
      hint: hint ?? null,
      location:
        location === undefined
          ? null
          : { path: location.path, line: location.line ?? null, column: location.column ?? null },
    }));
  }
}

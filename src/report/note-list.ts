import type { Diagnostic } from "../model/diagnostic.ts";
import type { Notes } from "./report.ts";

/** Collects footnotes; one that was added before keeps its number. */
export class NoteList {
  readonly #notes: Diagnostic[] = [];

  /** Adds a note and returns its number, from 1. */
  add(note: Diagnostic): number {
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

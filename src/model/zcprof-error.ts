import type { Diagnostic, Location } from "./diagnostic.ts";

/** Who must act: the typist (usage), whoever keeps the file (input, parse), whoever took the runs (incomparable). */
export type ErrorKind = "usage" | "input" | "parse" | "incomparable";

/** An expected failure, as data: what, where, why and what to do. Everything else that is thrown is a fault of the program. */
export class ZcprofError extends Error implements Diagnostic {
  override readonly name = "ZcprofError";
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details?: readonly string[];
  readonly hint?: string;
  readonly location?: Location;

  constructor(kind: ErrorKind, diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.kind = kind;
    this.code = diagnostic.code;
    if (diagnostic.details !== undefined) this.details = diagnostic.details;
    if (diagnostic.hint !== undefined) this.hint = diagnostic.hint;
    if (diagnostic.location !== undefined) this.location = diagnostic.location;
  }
}

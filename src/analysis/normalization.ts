import { compilePattern } from "../model/pattern.ts";
import { ZcprofError } from "../model/zcprof-error.ts";

/** By what the counts of each side are divided before they are compared. */
export type Normalization =
  | { readonly kind: "none" | "total" | "time" | "median-of-ratios" }
  /** Units of work done by each side; null: the bytes that the profiles state. */
  | { readonly kind: "work"; readonly amounts: { readonly base: number; readonly next: number } | null }
  /** The symbols whose ticks are taken as the unit. */
  | { readonly kind: "anchor"; readonly pattern: RegExp };

const KINDS = "none, total, time, work, work=BASE:NEXT, anchor=REGEX or median-of-ratios";

/** Parses the value of --normalize. Throws located usage errors. */
export function parseNormalization(text: string): Normalization {
  const equals = text.indexOf("=");
  const kind = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? null : text.slice(equals + 1);
  const valueColumn = equals + 2;
  if (kind === "work") {
    const refuse: Refusal = (column, message) => fail(text, valueColumn + column - 1, message);
    return { kind, amounts: value === null ? null : parseWork(value, refuse) };
  }
  if (kind === "anchor") {
    if (value === null || value === "") fail(text, text.length + 1, "anchor needs a regular expression");
    return { kind, pattern: compilePattern(value, (reason) => fail(text, valueColumn, reason)) };
  }
  if (kind !== "none" && kind !== "total" && kind !== "time" && kind !== "median-of-ratios") {
    fail(text, 1, `unknown normalisation ${JSON.stringify(kind)}`);
  }
  if (value !== null) fail(text, valueColumn, `${kind} takes no value`);
  return { kind };
}

/** Writes a normalisation as --normalize takes it. */
export function describeNormalization(normalization: Normalization): string {
  if (normalization.kind === "work" && normalization.amounts !== null) {
    return `work=${normalization.amounts.base}:${normalization.amounts.next}`;
  }
  if (normalization.kind === "anchor") return `anchor=${normalization.pattern.source}`;
  return normalization.kind;
}

/** Throws the error for what is wrong at a column of a text. */
type Refusal = (column: number, message: string) => never;

/** Parses the work of both sides, BASE:NEXT. */
export function parseWork(text: string, refuse: Refusal): { base: number; next: number } {
  const parts = text.split(":");
  if (parts.length !== 2) refuse(1, "expected the work of both sides as BASE:NEXT");
  const [base, next] = parts.map(Number);
  if (parts[0].trim() === "" || !(base > 0 && base < Infinity)) {
    refuse(1, `the work of base must be a positive number, found ${JSON.stringify(parts[0])}`);
  }
  if (parts[1].trim() === "" || !(next > 0 && next < Infinity)) {
    const column = parts[0].length + 2;
    refuse(column, `the work of next must be a positive number, found ${JSON.stringify(parts[1])}`);
  }
  return { base, next };
}

function fail(text: string, column: number, message: string): never {
  throw new ZcprofError("usage", {
    code: "normalize/malformed",
    message: `--normalize: ${message}`,
    hint: `give ${KINDS}`,
    location: { path: "--normalize", line: 1, column, text },
  });
}

import type { Report } from "../report/report.ts";

// What a terminal would act on or hide, and JSON lets stand; as an escape it is the same text to whoever parses it.
const HIDDEN = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Writes a report's JSON form: one row of a table a line, so that it can be read, searched and compared by line. */
export function renderJson(report: Report): string {
  return `${writeValue(report.toJson(), "").replace(HIDDEN, escapeCharacter)}\n`;
}

function escapeCharacter(character: string): string {
  let escapes = "";
  for (let i = 0; i < character.length; i++) {
    escapes += `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`;
  }
  return escapes;
}

/** Breaks into lines only what holds a list of objects. */
function writeValue(value: unknown, indent: string): string {
  if (!holdsRows(value)) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + writeValue(item, inner)).join(",\n")}\n${indent}]`;
  }
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{\n${fields.map(([key, field]) => `${inner}${JSON.stringify(key)}: ${writeValue(field, inner)}`).join(",\n")}\n${indent}}`;
}

function holdsRows(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return typeof value[0] === "object" && value[0] !== null;
  return Object.values(value).some((field) => Array.isArray(field) && holdsRows(field));
}

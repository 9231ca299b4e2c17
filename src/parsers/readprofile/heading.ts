/** The line of prose above a listing. */
export interface Heading {
  readonly title: string;
  /** CPU load in percent that ends the line, or null. */
  readonly loadPercent: number | null;
}

const PERCENTAGE = /(\d+(?:[.,]\d+)?)\s*%/g;
// "send(8k), no SG 18.2%", with a remark in brackets behind it at most. A percentage inside a sentence may be of anything.
const CLOSING_PERCENTAGE = /^(.*?)\s*\b(\d+(?:[.,]\d+)?)\s*%\s*(\([^()]*\))?[.:]?$/s;

/** Reads a heading: a single percentage at its end is the CPU load, the rest the title; else all of it is the title. */
export function readHeading(line: string): Heading {
  const text = line.trim();
  if (!text.includes("%")) return { title: text, loadPercent: null };
  const closing = CLOSING_PERCENTAGE.exec(text);
  if (closing === null || [...text.matchAll(PERCENTAGE)].length !== 1)
    return { title: text, loadPercent: null };
  const title = [closing[1], closing[3]].filter((part) => part !== undefined && part !== "").join(" ");
  return { title, loadPercent: Number(closing[2].replace(",", ".")) };
}

/** Tells whether a line of prose says anything: rules of dashes do not. */
export function saysSomething(line: string): boolean {
  // Most lines need no look at the letters of all scripts.
  return /[A-Za-z0-9]/.test(line) || /[\p{L}\p{N}]/u.test(line);
}

/** Returns the line from which readHeading() takes this title and load, or "" where there is neither. */
export function headingLine(title: string, loadPercent: number | null): string {
  const line = title.replace(/\s+/g, " ").trim();
  return loadPercent === null ? line : `${line} ${loadPercent}%`.trim();
}

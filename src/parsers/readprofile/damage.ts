import { countTooLarge, MAX_COUNT } from "../../model/count-limit.ts";
import type { Location } from "../../model/diagnostic.ts";
import { ZcprofError } from "../../model/zcprof-error.ts";
import { locateLine, type OtherLine } from "./other-line.ts";
import { type Layout, LOAD_PATTERN } from "./row.ts";

const ADDRESS = /^[0-9a-f]{8,16}$/i;
const COUNT = /^\d+$/;
const LOAD = new RegExp(`^(?:${LOAD_PATTERN})$`);
/** The start of a row that was cut off inside its first number; 64-bit kernel addresses begin with a run of f. */
const CUT_NUMBER = /^(?=.*\d|f+$)[0-9a-f]{1,16}$/i;
/** Prose that begins with a number goes on for longer than a row does. */
const MOST_COLUMNS = 5;

/** Tells whether a line at a listing, which could not be read as a row, is one all the same, only broken. */
export function looksLikeRow(text: string): boolean {
  const columns = splitColumns(text);
  const [first, second] = columns;
  if (first === undefined) return false;
  if (columns.length === 1) return CUT_NUMBER.test(first.text);
  if (columns.some((column) => column.text === "*unknown*")) return true;
  const last = columns[columns.length - 1].text;
  if (LOAD.test(last) && /\d/.test(last)) return true;
  if (columns.length > MOST_COLUMNS) return false;
  return (
    ADDRESS.test(first.text) || (COUNT.test(first.text) && columns.length <= 3) || COUNT.test(second.text)
  );
}

/**
 * Makes the error for a broken row of a layout: which column is wrong, what it holds and what was expected. The row
 * begins at location.column, behind quote marks.
 */
export function rowDamage(layout: Layout | "bins", location: Location): ZcprofError {
  const text = location.text ?? "";
  const columns = splitColumns(text, (location.column ?? 1) - 1);
  const isVerbose = layout === "verbose";
  const large = layout === "bins" ? columns.at(-1) : columns[isVerbose ? 2 : 0];
  if (large !== undefined && COUNT.test(large.text) && Number(large.text) > MAX_COUNT)
    return countTooLarge(large.text, { ...location, column: large.place });
  const expected: readonly (readonly [code: string, what: string, pattern: RegExp])[] = isVerbose
    ? [
        ["bad-address", "an address of 8 to 16 hexadecimal digits", ADDRESS],
        ["bad-symbol", "a symbol", /./],
        ["bad-count", "a tick count", COUNT],
        ["bad-load", "a load with four decimals", LOAD],
      ]
    : [
        ["bad-count", "a tick count", COUNT],
        ["bad-symbol", "a symbol", /[^\d.,]/],
        ["bad-load", "a load with four decimals", LOAD],
      ];
  for (const [i, [code, what, pattern]] of expected.entries()) {
    const column = columns[i];
    if (column === undefined) {
      return damage("short-row", `expected ${what}, found the end of the line`, location, text.length + 1);
    }
    if (!pattern.test(column.text)) {
      return damage(code, `expected ${what}, found ${JSON.stringify(column.text)}`, location, column.place);
    }
  }
  const behind = columns[expected.length] ?? columns[0];
  return damage("bad-row", "expected one row of a listing, found more", location, behind?.place ?? 1);
}

/** Makes a located parse error of the format. */
export function damage(reason: string, message: string, location: Location, column: number): ZcprofError {
  return new ZcprofError("parse", {
    code: `readprofile/${reason}`,
    message,
    hint:
      HINTS[reason] ?? "take the listing again, or put an empty line before text that does not belong to it",
    location: { ...location, column },
  });
}

/** Makes the like for a line of the file at `path`. */
export function lineDamage(reason: string, message: string, line: OtherLine, path: string): ZcprofError {
  const location = locateLine(line, path);
  return damage(reason, message, location, location.column);
}

const HINTS: Readonly<Record<string, string>> = {
  "sum-above-total":
    "a number was changed or a row stands twice; if a function is really called total, take the listing with -v, where the total row stands at address 0",
  "total-without-name": "in a listing of readprofile -v only the row called total stands at address 0",
  "row-twice": "readprofile prints a function once; take the listing again",
};

function splitColumns(text: string, from = 0): { readonly text: string; readonly place: number }[] {
  return [...text.slice(from).matchAll(/[^ \t]+/g)].map((match) => ({
    text: match[0],
    place: from + match.index + 1,
  }));
}

import { MAX_COUNT } from "../../model/count-limit.ts";

// `readprofile -b`: NAME: then \tADDR\tCOUNT for each bin, then "  total\t\t\t\tN".
const BIN = /^[ \t]+(?<address>[0-9a-f]{4,16})[ \t]+(?<count>\d{1,16})$/i;
const TOTAL = /^[ \t]+total[ \t]+(?<count>\d{1,16})$/;
// `readprofile -s`: \t0xADDR\tNAME+0xOFF\tN behind the row of the function.
const COUNTER =
  /^[ \t]*0x(?<address>[0-9a-f]{1,16})[ \t]+(?<owner>[^ \t].*)\+(?<offset>0|0x[0-9a-f]{1,16})[ \t]+(?<count>\d{1,16})$/is;

/** What a line of `-b` or `-s` is, with its count; null for any other line. */
export type BinLine = {
  readonly kind: "bin" | "total" | "counter";
  readonly count: number;
  /** Hexadecimal digits; none in a total. */
  readonly address: string;
  /** A counter's function, and how far behind its start it lies, as it is printed (0x1c); none in the others. */
  readonly owner: string;
  readonly offset: string;
} | null;

/** Reads a line of `-b` or `-s` other than a function's header. Mails may have turned its tabs into blanks. */
export function readBinLine(text: string): BinLine {
  // Every pattern ends in a count, and few lines of prose do.
  if (!isDigit(text.charCodeAt(text.length - 1))) return null;
  for (const [kind, pattern] of PATTERNS) {
    const { count = "", address = "", owner = "", offset = "" } = pattern.exec(text)?.groups ?? {};
    if (count !== "" && Number(count) <= MAX_COUNT)
      return { kind, count: Number(count), address, owner, offset };
  }
  return null;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const PATTERNS = [
  ["bin", BIN],
  ["total", TOTAL],
  ["counter", COUNTER],
] as const;

/** What `-b -v` prints for a function without ticks, the name left out: such a line may begin a listing. */
export const SILENT_TOTAL = "  total\t\t\t\t0";

/** Returns the function that a line of `-b` announces, or null: a name without blanks and a colon, nothing else. */
export function readBinHeader(text: string): string | null {
  return /^[^ \t]+:$/.test(text) ? text.slice(0, -1) : null;
}

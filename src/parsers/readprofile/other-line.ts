import type { Location } from "../../model/diagnostic.ts";

/** A line that is no row, kept because the lines behind it decide what it is. */
export interface OtherLine {
  readonly number: number;
  /** The whole line, as latin1 so that names keep their bytes. */
  readonly whole: string;
  /** The line without quote marks and closing blanks. */
  readonly text: string;
  /** Column at which `text` begins. */
  readonly column: number;
}

/** Returns where a line stands in `path`. */
export function locateLine(line: OtherLine, path: string): Location & { column: number } {
  return { path, line: line.number, column: line.column, text: decodeLatin1(line.whole) };
}

/** Returns the text whose UTF-8 bytes are the characters of `latin1`. */
export function decodeLatin1(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString();
}

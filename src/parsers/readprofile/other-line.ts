import type { Location } from "../../model/diagnostic.ts";
import { decodeLatin1 } from "../latin1-text.ts";

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

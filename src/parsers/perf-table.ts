/** Columns of a table that perf prints, by their headings. */
export interface PerfTable {
  /** Headings, trimmed, in their order. */
  readonly headings: readonly string[];
  /** Splits a row into one trimmed text a heading. */
  split(row: string): readonly string[];
}

/**
 * Reads the heading of a perf table. The ruler of dots below it says where the columns stand:
 *
 *     # Overhead       Samples  Command  Shared Object      Symbol
 *     # ........  ............  .......  .................  ...........
 *
 * With -t there is no ruler, and the heading shows the separator, which perf replaces by `.` inside names:
 *
 *     # Overhead,     Samples,Command,Shared Object    ,Symbol
 *
 * Returns null where `heading` is neither. Column positions count bytes: give lines decoded as latin1.
 */
export function readPerfHeading(heading: string, ruler: string): PerfTable | null {
  if (/^#(?: +\.+)+ *$/.test(ruler)) {
    const starts = [...ruler.matchAll(/\.+/g)].map((match) => match.index);
    const cut = (line: string): string[] =>
      starts.map((start, i) => line.slice(start, starts[i + 1] ?? line.length).trim());
    return { headings: cut(heading), split: cut };
  }
  const separator = /^# *(?:Overhead|Children|Baseline) *([^\sA-Za-z])/.exec(heading)?.[1];
  if (separator === undefined) return null;
  const split = (line: string): string[] => line.split(separator).map((cell) => cell.trim());
  return { headings: split(heading.slice(1)), split };
}

import type { StackSamples } from "./stack-samples.ts";

/** A row of opreport, taken apart. */
interface OprofileRow {
  readonly counts: readonly string[];
  /** `+5.3306`, `+++` or `---`; null in a report of one session. */
  readonly difference: string | null;
  readonly image: string;
  readonly symbol: string;
}

/** The columns of an opreport -l table, and the columns of samples they go to. */
export interface OprofileColumns {
  /** One an event. */
  readonly next: readonly number[];
  /** Of the earlier session, where there are two. */
  readonly base: { readonly value: number; readonly low: number; readonly high: number } | null;
  /** Returns null for a line that is no row. */
  split(text: string): OprofileRow | null;
}

/** Reads the heading `samples  %  [samples  %] [diff %]  [image name]  [app name]  symbol name`; null for another line. */
export function readOprofileHeading(text: string, samples: StackSamples): OprofileColumns | null {
  const headings = text.trim().split(/ {2,}/);
  if (!headings.includes("samples") || headings.at(-1) !== "symbol name") return null;
  const hasVma = headings[0] === "vma";
  const events = headings.filter((heading) => heading === "samples").length;
  const hasDifference = headings.includes("diff %");
  // opreport compares sessions of one event only.
  if (hasDifference && events > 1) return null;
  const image = headings.indexOf("image name");
  const texts = headings.slice(headings.lastIndexOf(hasDifference ? "diff %" : "%") + 1);
  const next = Array.from({ length: events }, () => samples.addMeasure());
  const base = hasDifference
    ? { value: samples.addMeasure(), low: samples.addMeasure(), high: samples.addMeasure() }
    : null;
  const number = "(\\d+) +(?:[\\d.]+(?:e-?\\d+)?|-?nan)";
  const difference = hasDifference ? " +(\\+\\+\\+|---|[+-]?\\d+(?:\\.\\d+)?)" : "";
  const row = new RegExp(
    `^${hasVma ? "[0-9a-f]+ +" : ""}${Array(events).fill(number).join(" +")}${difference} +(\\S.*)$`,
  );
  return {
    next,
    base,
    split(line) {
      const match = row.exec(line);
      if (match === null) return null;
      // The texts before the symbol hold no two spaces; the symbol may hold anything.
      const cells = match[match.length - 1].split(/ {2,}/);
      if (cells.length < texts.length) return null;
      return {
        counts: match.slice(1, events + 1),
        difference: hasDifference ? match[events + 1] : null,
        image: image < 0 ? "" : cells[0],
        symbol: cells
          .slice(texts.length - 1)
          .join("  ")
          .trimEnd(),
      };
    },
  };
}

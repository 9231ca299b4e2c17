import type { DiffResult } from "../analysis/diff-result.ts";
import { formatLevel } from "../text/format-level.ts";
import { nounOfUnit } from "./unit-noun.ts";

/** Says how the numbers of a comparison were made and how far they go, a paragraph an entry, for who knows no statistics. */
export function describeMethod(result: DiffResult): string[] {
  const { level, margin, normalize, exposure, base } = result;
  const error = formatLevel(1 - level);
  const within = `${Number(((margin - 1) * 100).toFixed(2))}%`;
  return [
    `A ratio is next over base: 1.12 is twelve percent more, 0.88 twelve percent less. Δ is the change in ${nounOfUnit(base.unit)}, ` +
      "and the part of Δ is what a row adds to the change of the total; all rows and what is not listed add up to it.",
    ...(normalize === "none"
      ? ["Both sides are taken to have done equal work: nothing was divided by time, bytes or anything else."]
      : [
          `Counts are normalised by ${normalize}: one side's ${describeExposure(exposure.base)} stand against the other's ` +
            `${describeExposure(exposure.next)}. Changes are told at the exposure of base.`,
        ]),
    `The ${formatLevel(level)} interval holds every ratio that the same test would not reject. ${BASES[result.basis]}`,
    `Whoever looks at many rows finds some that changed by chance. q is the p-value corrected for that (${CORRECTIONS[result.correction] ?? result.correction}); ` +
      `a row is called an increase or a decrease where q is at most ${error}.`,
    `A change within ${within} counts as none: trivial where it is real but that small, same where the data show that it is no ` +
      "larger. Not found is not the same as not there: ~ marks what the data do not decide, with the ratio that would have been " +
      "found four times in five.",
    ...(isCut(result)
      ? [
          "A listing was cut: a symbol that it does not show may have had some samples all the same, so its counts, and all that " +
            "follows from them, are told as bounds.",
        ]
      : []),
    "A sample says where time went, not why. A symbol may rise because it is called more often, or because its data fell out of a cache.",
  ];
}

const BASES: Readonly<Record<DiffResult["basis"], string>> = {
  none: "Here there is none, as the numbers are no counts of samples.",
  sampling:
    "It knows the noise of sampling only. How much one run differs from the next, nobody can tell from one profile a side.",
  "noise-file":
    "Its width comes from identical runs that were measured before (the noise file), as far as these runs vary like those.",
  replicates: "Its width comes from how much the runs of each side differ among themselves.",
};

const CORRECTIONS: Readonly<Record<string, string>> = {
  bh: "Benjamini-Hochberg: of the rows called changed, at most that part is wrong in the long run",
  by: "Benjamini-Yekutieli: as Benjamini-Hochberg, whatever hangs together",
  holm: "Holm: the chance that any row is called changed wrongly is at most that",
  none: "no correction was asked for, so each row stands for itself",
};

function describeExposure(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function isCut({ base, next }: DiffResult): boolean {
  return base.coverage.kind === "cut" || next.coverage.kind === "cut";
}

import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { CountMethod } from "../stats/conditional-score.ts";
import type { NoiseFile } from "./noise-file.ts";
import { noiseMethod } from "./noise-fit.ts";
import { samplingMethod } from "./pair-tester.ts";
import { FEW_RUNS, PAIRED, QUASI_POISSON } from "./replicate-tester.ts";
import type { TestMethod } from "./row-tester.ts";
import { UNTESTED } from "./untested.ts";

interface MethodOptions {
  readonly interval?: CountMethod;
  readonly noise?: NoiseFile;
  readonly paired?: boolean;
}

/**
 * Chooses how to test, by what is known of run-to-run noise (docs/statistics.md section 2). Throws an incomparable error
 * where so few runs, so unevenly spread, leave no honest p-value, and usage errors for contradictions.
 */
export function chooseMethod(
  base: readonly Profile[],
  next: readonly Profile[],
  { interval = "midp", noise, paired = false }: MethodOptions,
): TestMethod {
  const [baseRuns, nextRuns] = [base.length, next.length];
  const least = Math.min(baseRuns, nextRuns);
  if (least === 0) {
    throw new ZcprofError("usage", { code: "diff/no-profile", message: "a side has no profile" });
  }
  if ([...base, ...next].some(({ measures }) => measures[0].type.assumes === "shares")) return UNTESTED;
  if (paired) {
    if (baseRuns === nextRuns && least >= 3) return PAIRED;
    throw new ZcprofError("usage", {
      code: "diff/no-pairs",
      message: `--paired needs three pairs or more, found ${baseRuns} and ${nextRuns} runs`,
      hint: "give as many runs of base as of next, in the order in which they were taken",
    });
  }
  if (baseRuns === 1 && nextRuns === 1) {
    return noise === undefined ? samplingMethod(interval) : noiseMethod(noise, interval);
  }
  if (noise !== undefined) {
    throw new ZcprofError("usage", {
      code: "noise/with-replicates",
      message: `${baseRuns} and ${nextRuns} runs measure their own noise: a noise file has no place beside them`,
      hint: "leave out --noise, or compare one run a side",
    });
  }
  if (least >= 3) return QUASI_POISSON;
  if (least === 2) return FEW_RUNS;
  // One run beside several: its noise is taken to be theirs, which needs enough of them.
  if (Math.max(baseRuns, nextRuns) >= 4) return QUASI_POISSON;
  throw new ZcprofError("incomparable", {
    code: "diff/too-few-runs",
    message: `${baseRuns} against ${nextRuns} runs: the noise of a single run cannot be told from ${baseRuns + nextRuns - 1} others`,
    hint: "give two or more runs on both sides, or one on each",
  });
}

import { logBetaTails } from "./beta-distribution.ts";

/** Returns P(F > f), f >= 0, of the F distribution with real, finite df1, df2 > 0: I_y(df2/2, df1/2), DLMF 8.17.2. */
export function fUpperTail(f: number, df1: number, df2: number): number {
  const total = df1 * f + df2;
  return Math.exp(logBetaTails(df1 / 2, df2 / 2, (df1 * f) / total, df2 / total).upper);
}

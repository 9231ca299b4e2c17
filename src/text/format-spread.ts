/** Formats a mean with the deviation between runs, `19.50 ± 0.57`; the mean alone where there was one run only. */
export function formatSpread(mean: number, sd: number | null, digits: number): string {
  return sd === null ? mean.toFixed(digits) : `${mean.toFixed(digits)} ± ${sd.toFixed(digits)}`;
}

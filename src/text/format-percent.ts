/** Formats a fraction as percent: `15.9%`. What is not nothing is never printed as nothing, what is not all never as all. */
export function formatPercent(fraction: number, digits = 1): string {
  if (!Number.isFinite(fraction)) return "";
  const step = 10 ** -digits;
  const percent = fraction * 100;
  if (percent > 0 && percent < step / 2) return `<${step.toFixed(digits)}%`;
  if (percent < 100 && percent >= 100 - step / 2) return `>${(100 - step).toFixed(digits)}%`;
  return `${percent.toFixed(digits)}%`;
}

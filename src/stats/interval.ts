/** A confidence interval: low <= high, infinities allowed, level in (0, 1). */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

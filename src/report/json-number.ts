/** Returns a number as JSON can hold it: null for what is infinite or undefined. */
export function toJsonNumber(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Makes the JSON form of bounds: equal where the value is exact, null where there is none. */
export function toJsonBounds({ min, max }: { readonly min: number; readonly max: number }): {
  min: number | null;
  max: number | null;
} {
  return { min: toJsonNumber(min), max: toJsonNumber(max) };
}

/** Makes the JSON form of a count: `point` is what is listed and tested first, `min` and `max` what it may be. */
export function toJsonCount(count: { readonly point: number; readonly min: number; readonly max: number }): {
  min: number | null;
  max: number | null;
  point: number | null;
} {
  return { ...toJsonBounds(count), point: toJsonNumber(count.point) };
}

/** Makes the JSON form of an interval, null where there is none. */
export function toJsonInterval(
  interval: { readonly low: number; readonly high: number; readonly level: number } | null,
): { low: number | null; high: number | null; level: number } | null {
  return (
    interval && { low: toJsonNumber(interval.low), high: toJsonNumber(interval.high), level: interval.level }
  );
}

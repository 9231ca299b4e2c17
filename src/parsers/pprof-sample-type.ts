import type { SampleType } from "../model/profile.ts";

/** What a profile counts without sampling: https://pkg.go.dev/runtime/pprof#Profile */
const EXACT = new Set(["goroutine", "threadcreate"]);

/** Returns what a column of profile.proto counts; `stated` is its period, null where the file states none for this type. */
export function pprofSampleType(event: string, unit: string, stated: number | null): SampleType {
  const period = EXACT.has(event) || isPlain(event, unit) ? 1 : stated;
  // A sample that stands for one is a count; one that stands for a period or was scaled up adds many at once.
  const assumes = EXACT.has(event) ? "exact" : period === 1 ? "counts" : "repeated";
  return { event, unit, period, assumes, better: "lower" };
}

// samples/count says itself that each counts once.
function isPlain(event: string, unit: string): boolean {
  return event === "samples" && unit === "count";
}

import { readAll } from "../parsers/byte-source.ts";
import type { Snapshot, SnapshotDifference } from "../parsers/raw-profile-difference.ts";
import { openFile, PROC_PROFILE, readFileAtOnce } from "./raw-input.ts";

/** Reads the counters of a file, gzipped too, or with `proc:` of this machine. Throws input errors. */
export async function readSnapshot(source: string): Promise<Snapshot> {
  const path = source === "proc:" ? PROC_PROFILE : source;
  return { path, bytes: await readAll((await openFile(path, readFileAtOnce)).source) };
}

/** Says what a difference holds. */
export function describeDifference({ ticks, wrapped }: SnapshotDifference): string {
  const passed = wrapped === 0 ? "" : `; ${wrapped} ${wrapped === 1 ? "counter" : "counters"} passed 2^32`;
  return `${ticks} ticks between the two${passed}`;
}

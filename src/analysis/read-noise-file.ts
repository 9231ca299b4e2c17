import * as v from "valibot";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { NoiseFile } from "./noise-file.ts";

// JSON has no infinity: a prior of infinite df is null there.
const endless = v.pipe(
  v.nullable(v.number()),
  v.transform((value) => value ?? Number.POSITIVE_INFINITY),
);
const prior = v.object({ phi: v.number(), df: endless });
const entry = {
  phi: v.pipe(v.number(), v.minValue(0)),
  interval: v.object({ low: v.number(), high: endless, level: v.number() }),
  shrunk: v.pipe(v.number(), v.minValue(1)),
  meanTicks: v.pipe(v.number(), v.minValue(0)),
};
const SCHEMA = v.object({
  schema: v.literal("zcprof.noise/1"),
  sources: v.array(v.object({ path: v.string(), checksum: v.nullable(v.string()) })),
  runs: v.pipe(v.number(), v.integer(), v.minValue(3)),
  df: v.pipe(v.number(), v.minValue(1)),
  event: v.string(),
  unit: v.string(),
  normalize: v.string(),
  facts: v.record(v.string(), v.any()),
  prior: v.object({ symbols: prior, groups: prior }),
  total: v.object(entry),
  groups: v.array(v.object({ group: v.string(), members: v.optional(v.number(), 0), ...entry })),
  symbols: v.array(v.object({ symbol: v.string(), module: v.string(), ...entry })),
  rare: v.optional(v.array(v.object({ symbol: v.string(), module: v.string() })), []),
});

/** Checks the parsed JSON of a noise file. Throws a parse error that names the field which is wrong. */
export function readNoiseFile(value: unknown, path: string): NoiseFile {
  const result = v.safeParse(SCHEMA, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ZcprofError("parse", {
    code: "noise/malformed",
    message: `${v.getDotPath(issue) ?? "the file"}: ${issue.message}`,
    hint: "make it with zcprof noise RUN... -o noise.json",
    location: { path },
  });
}

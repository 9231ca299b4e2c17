import { type Normalization, parseNormalization, parseWork } from "../analysis/normalization.ts";
import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { applyRunManifest, type RunManifest, readRunManifest } from "./run-manifest.ts";

/** What ticks are divided by, and how the runs learn of it. */
export interface ExposureWishes {
  readonly normalize: Normalization;
  /** Returns the runs with what a manifest says of them; the runs themselves where there is none. */
  readonly state: (runs: readonly Profile[]) => Profile[];
}

/**
 * Decides from --exposure (BASE:NEXT or a manifest of runs) and --normalize what ticks are divided by. A manifest divides
 * by what it states: bytes, else seconds, else nothing. Throws input, parse and usage errors.
 */
export function chooseExposure(exposure: string | undefined, normalize: string | undefined): ExposureWishes {
  const wished = normalize === undefined ? null : parseNormalization(normalize);
  if (exposure === undefined) return { normalize: wished ?? { kind: "none" }, state: (runs) => [...runs] };
  if (!/^[\d.e+]+:[\d.e+]+$/i.test(exposure)) {
    const manifest = readRunManifest(exposure);
    return { normalize: wished ?? statedBy(manifest), state: (runs) => applyRunManifest(runs, manifest) };
  }
  if (wished === null) {
    const amounts = parseWork(exposure, (column, message) => {
      throw new ZcprofError("usage", {
        code: "exposure/malformed",
        message: `--exposure: ${message}`,
        hint: "give the work of both sides, for example 1.5e6:1.7e6, or a manifest of runs",
        location: { path: "--exposure", line: 1, column, text: exposure },
      });
    });
    return { normalize: { kind: "work", amounts }, state: (runs) => [...runs] };
  }
  throw new ZcprofError("usage", {
    code: "exposure/with-normalize",
    message: "--exposure BASE:NEXT says what to divide by, and so does --normalize",
    hint: "leave out one of them",
  });
}

function statedBy({ runs }: RunManifest): Normalization {
  const entries = [...runs.values()];
  if (entries.some(({ exposure }) => exposure.bytes !== null)) return { kind: "work", amounts: null };
  return { kind: entries.some(({ exposure }) => exposure.seconds !== null) ? "time" : "none" };
}

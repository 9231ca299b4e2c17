import type { Provenance, RunFacts } from "../model/provenance.ts";
import type { ByteSource } from "./byte-source.ts";
import type { ParseOptions } from "./parser.ts";

/** Makes the provenance of a measured profile; what `stated` leaves out the source does not say. */
export function measuredProvenance(
  format: string,
  source: ByteSource,
  options: ParseOptions,
  stated: {
    readonly index?: number;
    readonly of?: number;
    readonly seconds?: number | null;
    readonly facts?: RunFacts;
  } = {},
): Provenance {
  return {
    path: source.path,
    listing: { index: stated.index ?? 1, of: stated.of ?? 1 },
    format,
    formatReason: options.formatReason,
    origin: { kind: "measured" },
    exposure: { bytes: null, seconds: stated.seconds ?? null },
    checksum: options.checksum,
    statedLoadPercent: null,
    facts: stated.facts ?? {},
  };
}

import type { Profile, SampleType } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { type FoldedCore, startFoldedCore } from "./folded-core.ts";
import { FoldedScanner, foldedLayout } from "./folded-scanner.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import { HEAD_BYTES, type ParseOptions } from "./parser.ts";
import { wholeLines } from "./whole-lines.ts";

// The source does not say what one count stands for; it lists what was sampled.
const SAMPLES: SampleType = {
  event: "samples",
  unit: "count",
  period: null,
  assumes: "counts",
  better: "lower",
};

/** Reads folded stacks, a profile for each column of counts, with the help of `core` or without; the profiles are the same. */
export async function readFolded(
  source: ByteSource,
  options: ParseOptions,
  core: FoldedCore | null = startFoldedCore(),
): Promise<readonly Profile[]> {
  let scanner: FoldedScanner | null = null;
  for await (const { bytes, end } of wholeLines(source, core?.room)) {
    if (scanner === null) {
      // The same bytes whatever the sizes of the blocks, so that the same file is always read the same way.
      const layout = foldedLayout(bytes.subarray(0, Math.min(end, HEAD_BYTES)), end <= HEAD_BYTES);
      scanner = new FoldedScanner(source.path, layout?.counts ?? 1, core);
    }
    scanner.scan(bytes, end);
  }
  if (scanner === null || scanner.samples.length === 0) {
    throw new ZcprofError("parse", {
      code: "folded/empty",
      message: "expected at least one stack, found none",
      location: { path: source.path },
    });
  }
  const { symbols, stacks, stack, line, counts } = scanner.samples.toColumns();
  const sides = counts.length === 2 ? ["base", "next"] : [""];
  return sides.map((title, side) =>
    finishProfile({
      title,
      symbols,
      stacks,
      samples: { stack, line },
      measures: [{ type: SAMPLES, counts: counts[side], coverage: { kind: "unstated", absent: "zero" } }],
      provenance: measuredProvenance("folded", source, options, { index: side + 1, of: sides.length }),
    }),
  );
}

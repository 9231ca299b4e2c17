import type { Profile, SampleType } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { type FoldedCore, startFoldedCore } from "./folded-core.ts";
import { FoldedScanner, foldedLayout } from "./folded-scanner.ts";
import { describeFoldedLosses, writeFolded } from "./folded-writer.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import { HEAD_BYTES, type Head, type ParseOptions, type Parser, type Sniff } from "./parser.ts";
import { wholeLines } from "./whole-lines.ts";

/**
 * Folded stacks, as stackcollapse-*.pl and inferno write them for flame graphs: one stack a line, root first.
 *
 *     zcw;__libc_read;entry_SYSCALL_64_after_hwframe_[k];do_syscall_64_[k] 8
 *     zcw;__libc_read 10 12
 *
 * Two numbers on every line are a differential (difffolded.pl): base, then next. The marks _[k], _[i] and _[j]
 * (kernel, inlined, JIT) become the module, as nothing else tells the module here.
 * Producer: https://github.com/brendangregg/FlameGraph
 */
export const folded: Parser = {
  id: "folded",
  title: "folded stacks, also differential",
  content: "text",
  priority: 600,
  sniff,
  parse: (source, options) => readFolded(source, options, startFoldedCore()),
  losses: describeFoldedLosses,
  write: writeFolded,
};

const LINE_FEED = 10;
const SPACE = 32;
const SEMICOLON = 59;
/** "{" and "[", with which JSON begins. */
const JSON_STARTS = [123, 91];

// The source does not say what one count stands for; it lists what was sampled.
const SAMPLES: SampleType = {
  event: "samples",
  unit: "count",
  period: null,
  assumes: "counts",
  better: "lower",
};

function sniff(head: Head): Sniff {
  if (isOneLongLine(head))
    return { answer: "maybe", reason: "begins with a line of frames longer than what is looked at" };
  const layout = foldedLayout(head.bytes, head.whole);
  if (layout === null) return { answer: "no", reason: "has lines that do not end in a count" };
  const columns = layout.counts === 2 ? "two counts" : "a count";
  if (layout.hasSeparator)
    return { answer: "yes", reason: `every line is frames between semicolons and ${columns}` };
  if (layout.hasLeadingNumbers)
    return { answer: "no", reason: "has a number before and behind each name, as tables have" };
  // Many tables of names and two numbers look like a differential of bare functions; hardly any is one.
  const answer = layout.counts === 2 ? "no" : "maybe";
  return { answer, reason: `every line ends in ${columns}, but none has a semicolon` };
}

/** Whether the head holds no end of a line, but text with semicolons, as a stack of ten thousand frames does. */
function isOneLongLine({ bytes, whole }: Head): boolean {
  if (whole || JSON_STARTS.includes(bytes[0]) || bytes.includes(LINE_FEED)) return false;
  return bytes.includes(SEMICOLON) && bytes.every((byte) => byte >= SPACE);
}

/** Reads folded stacks with the help of `core`, or without; the profiles are the same. */
export async function readFolded(
  source: ByteSource,
  options: ParseOptions,
  core: FoldedCore | null,
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

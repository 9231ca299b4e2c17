import type { Attribution } from "../model/attribution.ts";
import { attributeBins } from "../model/attribution.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile, SampleType } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import type { SparseBins } from "../model/sparse-bins.ts";
import type { SymbolMap } from "../model/symbol-map.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions, Parser } from "./parser.ts";
import { readCounters, returnCounters } from "./raw-counters.ts";
import { checkRawProfile } from "./raw-profile-check.ts";
import { sniffRawProfile } from "./raw-profile-sniff.ts";

/**
 * Raw /proc/profile with the symbol map of the kernel that ran.
 *
 *     04 00 00 00   00 00 00 00    03 00 00 00    ...
 *     step          [_stext, +4)   [+4, +8)
 *
 * Unsigned 32-bit words in the byte order of the machine that was profiled: word 0 is the step in bytes, word i
 * counts ticks in `[_stext + (i - 1) * step, _stext + i * step)`.
 * Producer: read_profile in https://github.com/torvalds/linux/blob/v6.1/kernel/profile.c
 */
export const rawProfile: Parser = {
  id: "raw-profile",
  title: "raw /proc/profile, with a symbol map",
  content: "binary",
  priority: 50,
  sniff: sniffRawProfile,
  parse,
};

const TICKS: SampleType = { event: "ticks", unit: "ticks", period: 1, assumes: "counts", better: "lower" };

async function parse(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
  const { map } = options;
  if (map === undefined) {
    throw new ZcprofError("usage", {
      code: "raw-profile/no-map",
      message: "a raw profile holds counters without names and needs the symbol map of its kernel",
      hint: "add --map System.map (plain or gzip), or --map with a copy of /proc/kallsyms",
      location: { path: source.path },
    });
  }
  const counters = await readCounters(source);
  const { stepBytes, bins } = counters;
  const diagnostics: Diagnostic[] = [];
  if (counters.isSwapped) {
    diagnostics.push({
      code: "raw-profile/byte-order",
      message: "read in reversed byte order, as more counters have high halves than low ones",
      location: { path: source.path },
    });
  }
  checkRawProfile(source.path, counters, map);
  const attribution = attributeBins(bins, stepBytes, map.starts);
  diagnostics.push(...describeLastSlot(source.path, bins, attribution, map));
  returnCounters(counters);
  const textBytes = map.starts[map.starts.length - 1];
  return [
    finishProfile({
      symbols: map.symbols,
      ...selectCounted(attribution),
      provenance: measuredProvenance("raw-profile", source, options, {
        facts: {
          stepBytes,
          movedTicks: attribution.movedTicks,
          textBytes: { low: textBytes, high: textBytes },
        },
      }),
      diagnostics,
    }),
  ];
}

/**
 * Keeps the functions that have, or could have, ticks: with a complete coverage the absence of the others says 0. The
 * columns of the attribution are used up.
 */
function selectCounted({ counts, low, high }: Attribution) {
  const stack = new Uint32Array(counts.length);
  const upper = high ?? counts;
  let kept = 0;
  for (let i = 0; i < counts.length; i++) if (upper[i] > 0) stack[kept++] = i;
  const rows = stack.subarray(0, kept);
  const pick = (values: Float64Array): Float64Array => {
    for (let i = 0; i < kept; i++) values[i] = values[rows[i]];
    return values.subarray(0, kept);
  };
  return {
    samples: { stack: rows },
    measures: [
      {
        type: TICKS,
        counts: pick(counts),
        low: low && pick(low),
        high: high && pick(high),
        coverage: { kind: "complete" } as const,
      },
    ],
  };
}

/**
 * Warns where the last counter is a peak: 2.2, 2.4 on x86 and kernels up to at least 6.1 put ticks outside of the
 * text there, so that modules seem to run in whatever function is linked last. A peak is more than the rest of that
 * function.
 */
function describeLastSlot(
  path: string,
  bins: SparseBins,
  attribution: Attribution,
  map: SymbolMap,
): Diagnostic[] {
  const ticks = bins.at(bins.length - 1);
  const last = map.starts.length - 2;
  if (ticks === 0 || last < 0 || ticks <= attribution.counts[last] - ticks) return [];
  return [
    {
      code: "raw-profile/last-slot",
      message: `the last counter holds ${ticks} ticks, most of ${map.symbols.name.at(last)}: kernels put ticks outside of the kernel text, such as those of modules, there`,
      hint: "take them for modules rather than for that function, or profile a kernel with its drivers built in",
      location: { path },
    },
  ];
}

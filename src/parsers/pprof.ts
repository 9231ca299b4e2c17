import { readAll } from "./byte-source.ts";
import type { Parser } from "./parser.ts";
import { framePprof, sniffPprof } from "./pprof-framing.ts";
import { describePprofLosses } from "./pprof-losses.ts";
import { writePprof } from "./pprof-writer.ts";

/**
 * pprof's profile.proto, as Go, gperftools, Parca and many others write it, mostly gzipped.
 *
 * Each sample type is a measure. Inlined functions are frames of their own; a location without functions is
 * `[unknown]` in its mapping, so that addresses never become identities. Samples labelled `pprof::base` make a
 * base profile of their own. Labels other than that do not keep samples apart.
 * Format: https://github.com/google/pprof/blob/main/proto/profile.proto
 */
export const pprof: Parser = {
  id: "pprof",
  title: "pprof profile.proto",
  content: "binary",
  priority: 300,
  sniff: sniffPprof,
  async parse(source, options) {
    const { readPprof } = await import("./pprof-reader.ts");
    return readPprof(framePprof(await readAll(source), source.path), source, options);
  },
  losses: describePprofLosses,
  write: writePprof,
};

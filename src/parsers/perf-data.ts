import { ZcprofError } from "../model/zcprof-error.ts";
import type { Head, Parser } from "./parser.ts";

/** First bytes of a perf.data file of either byte order, and of one written to a pipe: tools/perf/util/header.c */
const MAGICS = ["PERFILE2", "2ELIFREP"];

/** perf.data itself: recognised, and refused with the command that makes it readable, as only perf knows its symbols. */
export const perfData: Parser = {
  id: "perf-data",
  title: "perf.data (through perf script)",
  content: "binary",
  priority: 110,
  sniff(head: Head) {
    return MAGICS.includes(Buffer.from(head.bytes.subarray(0, 8)).toString("latin1"))
      ? { answer: "yes", reason: "starts with the magic of perf.data" }
      : { answer: "no", reason: "has no magic of perf.data" };
  },
  parse(source) {
    const file = source.path === "-" ? "FILE" : source.path;
    return Promise.reject(
      new ZcprofError("parse", {
        code: "perf-data/binary",
        message: "perf.data holds addresses, which perf turns into symbols on the machine of the recording",
        hint: `perf script -i ${file} | zcprof show -`,
        location: { path: source.path },
      }),
    );
  },
};

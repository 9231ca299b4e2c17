/** A small recording of perf, read through `perf script`, against what perf prints of it by itself. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { FOLDER, measureCpu, reportRatio, START, ZCPROF } from "./harness.ts";

const data = join(FOLDER, "perf.data");
writeFileSync(data, gunzipSync(readFileSync("fixtures/perf-data/copy_flat_r1.data.gz")));
const job = "perf.data of 500 samples, show (which runs perf script)";
const cpu = measureCpu([
  START,
  { name: job, line: `${ZCPROF} show --quiet ${data}`, program: "perf" },
  { name: "perf report --stdio", line: `perf report -i ${data} --stdio 2>&1`, program: "perf" },
  { name: "perf script", line: `perf script -i ${data} 2>&1`, program: "perf" },
]);
reportRatio(cpu, job, "perf report --stdio", null);
reportRatio(cpu, job, "perf script", null);

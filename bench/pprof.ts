/** Two pprof files of 200,000 samples each, against what Go's pprof does with them: a diff by symbol. */
import { join } from "node:path";
import { generatePprofFiles } from "./generate-pprof.ts";
import { FOLDER, measureCpu, reportRatio, START, ZCPROF } from "./harness.ts";

const { base, next } = generatePprofFiles(join(FOLDER, "pprof"));
const job = "diff of two pprof files of 200,000 samples each";
const [go, zcat] = ["go tool pprof -top -diff_base", "zcat of both"];
// Go's takes half a minute of CPU.
const cpu = measureCpu(
  [
    START,
    { name: job, line: `${ZCPROF} diff --quiet ${base} ${next}` },
    { name: zcat, line: `zcat ${base} ${next}`, program: "zcat" },
    { name: go, line: `go tool pprof -top -diff_base ${base} ${next} 2>&1`, program: "go" },
  ],
  2,
);
reportRatio(cpu, job, go, 0.05);
reportRatio(cpu, job, zcat, null);

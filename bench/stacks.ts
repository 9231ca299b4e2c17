/** perf script text of 500 MB and folded stacks, against wc, readline and mawk; with the compiled core and without it. */
import { join } from "node:path";
import { generateFoldedFiles } from "./generate-folded.ts";
import { generatePerfScript } from "./generate-perf-script.ts";
import { FOLDER, measureCpu, reportPeakMemory, reportRatio, START, ZCPROF } from "./harness.ts";

const script = join(FOLDER, "perf.script");
generatePerfScript(script, 5e8);
const { base, next } = generateFoldedFiles(join(FOLDER, "folded"));

// An engine without WebAssembly.
const JS_ONLY = `node --import 'data:text/javascript,delete globalThis.WebAssembly' ./bin/run.js`;
const core = "perf script text, 500 MB, show, compiled core";
const js = "perf script text, 500 MB, show, JS only";
const wc = "wc -l";
const readline = "node readline and a regular expression a line";
const COUNT =
  "const seen=new Map();require('readline').createInterface({input:process.stdin}).on('line',l=>{const m=/^\\s+[0-9a-f]+ (.+?)(?:\\+0x[0-9a-f]+)? \\(/.exec(l);if(m)seen.set(m[1],(seen.get(m[1])??0)+1)})";
const show = (node: string): string => `${node} show --quiet ${script}`;
const cpu = measureCpu(
  [
    START,
    { name: core, line: show(ZCPROF) },
    { name: js, line: show(JS_ONLY) },
    { name: wc, line: `wc -l ${script}`, program: "wc" },
    { name: readline, line: `node -e "${COUNT}" < ${script}` },
  ],
  3,
);
reportRatio(cpu, core, wc, 10);
reportRatio(cpu, js, wc, 28);
reportRatio(cpu, core, readline, null);
reportPeakMemory(core, show(ZCPROF), 180);
reportPeakMemory(js, show(JS_ONLY), 180);

const diff = "diff of 2 x 1 million folded stacks";
const sum = "mawk, summing the leaves of both";
const cpuFolded = measureCpu(
  [
    START,
    { name: diff, line: `${ZCPROF} diff --quiet ${base} ${next}` },
    { name: wc, line: `wc -l ${base} ${next}`, program: "wc" },
    {
      name: sum,
      line: `mawk -F';' '{n=split($NF,a," ");s[a[1]]+=a[n]} END{for(k in s)print k,s[k]}' ${base} ${next}`,
      program: "mawk",
    },
  ],
  3,
);
reportRatio(cpuFolded, diff, wc, 30);
reportRatio(cpuFolded, diff, sum, null);

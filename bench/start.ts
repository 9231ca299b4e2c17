/** What a small `show` costs above a Node that does nothing. */
import { measureCpu, reportFigure, ZCPROF } from "./harness.ts";

const cpu = measureCpu(
  [
    { name: "node", line: "node -e 0" },
    { name: "show", line: `${ZCPROF} show example:mail#1` },
  ],
  15,
);
const milliseconds = ((cpu.get("show") ?? NaN) - (cpu.get("node") ?? NaN)) * 1000;
reportFigure("start-up of show on a small file, CPU above bare node", milliseconds, "ms", 60);

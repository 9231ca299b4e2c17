import { cachegrind } from "./cachegrind.ts";
import { callgrind } from "./callgrind.ts";
import { csv } from "./csv.ts";
import { firefox } from "./firefox.ts";
import { folded } from "./folded.ts";
import { gprof } from "./gprof.ts";
import { oprofile } from "./oprofile.ts";
import type { Parser } from "./parser.ts";
import { perfData } from "./perf-data.ts";
import { perfDiff } from "./perf-diff.ts";
import { perfReport } from "./perf-report.ts";
import { perfScript } from "./perf-script.ts";
import { pprof } from "./pprof.ts";
import { rawProfile } from "./raw-profile.ts";
import { readprofileText } from "./readprofile-text.ts";
import { speedscope } from "./speedscope.ts";
import { v8CpuProfile } from "./v8-cpuprofile.ts";
import { zcprofJson } from "./zcprof-json.ts";

/** Every format that is read, one line each. Their priorities are unique; docs/adding-a-format.md says how to add one. */
export const PARSERS: readonly Parser[] = [
  rawProfile,
  readprofileText,
  perfData,
  v8CpuProfile,
  speedscope,
  firefox,
  pprof,
  cachegrind,
  callgrind,
  perfScript,
  perfReport,
  perfDiff,
  gprof,
  oprofile,
  folded,
  csv,
  zcprofJson,
];

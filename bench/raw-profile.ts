/**
 * Raw profiles of 16 MiB with a map of 200,000 functions, against readprofile(8) and mawk:
 * `npx tsx bench/raw-profile.ts [FOLDER]` after `npm run build`. Prints ratios of CPU time, net of start-up and
 * gross; exits 1 where one misses its target.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateRawFiles } from "./generate-raw-profile.ts";
import { measureCpu, printRatio } from "./harness.ts";

const folder = process.argv[2] ?? join(tmpdir(), "zcprof-bench");
const { map, base, next } = generateRawFiles(join(folder, "raw"));
const zcprof = "node ./bin/run.js";
const listing = (profile: string): string => `/usr/sbin/readprofile -m ${map} -p ${profile}`;
// The columns of readprofile's default mode: ticks, name, load.
const JOIN =
  "NR==FNR{a[$2]=$1;next}{b[$2]=$1} END{for(k in a)print k,a[k],b[k]; for(k in b)if(!(k in a))print k,0,b[k]}";

const cpu = measureCpu([
  { name: "start", line: `${zcprof} --version` },
  { name: "readprofile", line: listing(base) },
  { name: "zcprof readprofile", line: `${zcprof} readprofile -m ${map} -p ${base}` },
  { name: "readprofile -a", line: `${listing(base)} -a` },
  { name: "zcprof readprofile -a", line: `${zcprof} readprofile -a -m ${map} -p ${base}` },
  {
    name: "2 x readprofile + mawk",
    line: `${listing(base)} > ${folder}/base.txt; ${listing(next)} > ${folder}/next.txt; mawk '${JOIN}' ${folder}/base.txt ${folder}/next.txt`,
  },
  { name: "zcprof diff", line: `${zcprof} diff --quiet --map ${map} ${base} ${next}` },
]);

const kept = [
  printRatio(cpu, "zcprof readprofile", "start", "readprofile", 1),
  printRatio(cpu, "zcprof readprofile -a", "start", "readprofile -a", 1),
  printRatio(cpu, "zcprof diff", "start", "2 x readprofile + mawk", 0.4),
];
if (kept.includes(false)) process.exitCode = 1;

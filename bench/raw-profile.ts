/** Raw profiles of 16 MiB with a map of 200,000 functions, against readprofile(8) and mawk. */
import { join } from "node:path";
import { generateRawFiles } from "./generate-raw-profile.ts";
import { FOLDER, measureCpu, ROUNDS_BESIDE_MAWK, reportRatio, START, ZCPROF } from "./harness.ts";

const { map, base, next } = generateRawFiles(join(FOLDER, "raw"));
const PROGRAM = "/usr/sbin/readprofile";
const listing = (profile: string): string => `${PROGRAM} -m ${map} -p ${profile}`;
const [a, b] = ["base.out", "next.out"].map((name) => join(FOLDER, name));
// The columns of readprofile's default mode: ticks, name, load.
const JOIN =
  "NR==FNR{a[$2]=$1;next}{b[$2]=$1} END{for(k in a)print k,a[k],b[k]; for(k in b)if(!(k in a))print k,0,b[k]}";

const diff = "diff of two raw 16 MiB profiles, map of 200,000 symbols";
const twice = "readprofile twice and a mawk join";
const cpu = measureCpu(
  [
    START,
    { name: "readprofile", line: listing(base), program: PROGRAM },
    { name: "zcprof readprofile", line: `${ZCPROF} readprofile -m ${map} -p ${base}` },
    { name: "readprofile -a", line: `${listing(base)} -a`, program: PROGRAM },
    { name: "zcprof readprofile -a", line: `${ZCPROF} readprofile -a -m ${map} -p ${base}` },
    {
      name: twice,
      line: `${listing(base)} > ${a}; ${listing(next)} > ${b}; mawk '${JOIN}' ${a} ${b}`,
      program: `${PROGRAM} mawk`,
    },
    { name: diff, line: `${ZCPROF} diff --quiet --map ${map} ${base} ${next}` },
  ],
  ROUNDS_BESIDE_MAWK,
);
reportRatio(cpu, "zcprof readprofile", "readprofile", 1);
reportRatio(cpu, "zcprof readprofile -a", "readprofile -a", 1);
reportRatio(cpu, diff, twice, 0.4);

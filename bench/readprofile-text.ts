/**
 * readprofile texts of 200,000 rows against mawk and gawk, each running the awk programs of the design as they
 * stand: `npx tsx bench/readprofile-text.ts [FOLDER]` after `npm run build`; FOLDER keeps the generated files.
 * gawk is left out where it is not installed.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateRawFiles } from "./generate-raw-profile.ts";
import { type Command, measureCpu, printRatio } from "./harness.ts";

const folder = process.argv[2] ?? join(tmpdir(), "zcprof-bench");
const { map, base, next } = generateRawFiles(join(folder, "raw"));
const [a, b] = [base, next].map((profile) => {
  const path = `${profile}.txt`;
  if (!existsSync(path)) {
    const words = ["./bin/run.js", "readprofile", "-m", map, "-p", profile];
    writeFileSync(path, execFileSync("node", words, { maxBuffer: 1 << 28 }));
  }
  return path;
});
const zcprof = "node ./bin/run.js";
const SUM = "{s[$2]+=$1} END{for(k in s)print s[k],k}";
const JOIN =
  "NR==FNR{a[$2]=$1;next}{b[$2]=$1} END{for(k in a)print k,a[k],b[k]; for(k in b)if(!(k in a))print k,0,b[k]}";
const awks = ["mawk", "gawk"].filter((awk) => spawnSync(awk, ["BEGIN{}"]).status === 0);

const commands: Command[] = [
  { name: "start", line: `${zcprof} --version` },
  { name: "zcprof show", line: `${zcprof} show --quiet ${a}` },
  { name: "zcprof diff", line: `${zcprof} diff --quiet ${a} ${b}` },
];
for (const awk of awks) {
  commands.push(
    { name: `${awk} sum`, line: `${awk} '${SUM}' ${a}` },
    { name: `${awk} join`, line: `${awk} '${JOIN}' ${a} ${b}` },
  );
}
const cpu = measureCpu(commands);
const kept = awks.flatMap((awk) => [
  printRatio(cpu, "zcprof show", "start", `${awk} sum`, 0.55),
  printRatio(cpu, "zcprof diff", "start", `${awk} join`, 0.48),
]);
if (kept.includes(false)) process.exitCode = 1;

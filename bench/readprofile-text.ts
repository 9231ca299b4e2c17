/** readprofile texts of 200,000 rows and 2 million against awk programs, as the design has them, and sort. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateRawFiles } from "./generate-raw-profile.ts";
import {
  type Command,
  FOLDER,
  measureCpu,
  ROUNDS_BESIDE_MAWK,
  reportRatio,
  START,
  ZCPROF,
} from "./harness.ts";

const TIMES = 10;

const { map, base, next } = generateRawFiles(join(FOLDER, "raw"));
const [a, b] = [base, next].map((profile) => {
  const path = `${profile}.txt`;
  if (!existsSync(path)) {
    const words = ["./bin/run.js", "readprofile", "-m", map, "-p", profile];
    writeFileSync(path, execFileSync("node", words, { maxBuffer: 1 << 28 }));
  }
  return path;
});
const large = join(FOLDER, "raw", "large.txt");
if (!existsSync(large)) writeFileSync(large, multiply(readFileSync(a, "latin1")));

const SUM = "{s[$2]+=$1} END{for(k in s)print s[k],k}";
const JOIN =
  "NR==FNR{a[$2]=$1;next}{b[$2]=$1} END{for(k in a)print k,a[k],b[k]; for(k in b)if(!(k in a))print k,0,b[k]}";
const show = "readprofile text, 200,000 rows, show";
const diff = "diff of two such texts";
const showLarge = "readprofile text, 2 million rows, show";
const awks: Command[] = ["mawk", "gawk"].flatMap((awk) => [
  { name: `${awk}, summing the rows`, line: `${awk} '${SUM}' ${a}`, program: awk },
  { name: `${awk}, joining the two`, line: `${awk} '${JOIN}' ${a} ${b}`, program: awk },
]);
const cpu = measureCpu(
  [
    START,
    { name: show, line: `${ZCPROF} show --quiet ${a}` },
    { name: diff, line: `${ZCPROF} diff --quiet ${a} ${b}` },
    ...awks,
  ],
  ROUNDS_BESIDE_MAWK,
);
reportRatio(cpu, show, "mawk, summing the rows", 0.55);
reportRatio(cpu, show, "gawk, summing the rows", null);
reportRatio(cpu, diff, "mawk, joining the two", 0.48);
reportRatio(cpu, diff, "gawk, joining the two", null);

const cpuLarge = measureCpu(
  [
    START,
    { name: showLarge, line: `${ZCPROF} show --quiet ${large}` },
    { name: "gawk, summing the rows", line: `gawk '${SUM}' ${large}`, program: "gawk" },
    { name: "sort -n", line: `sort -n ${large}`, program: "sort" },
  ],
  3,
);
reportRatio(cpuLarge, showLarge, "gawk, summing the rows", 0.2);
reportRatio(cpuLarge, showLarge, "sort -n", null);

// The same rows again and again under other names, and one total; ticks outside every function stand behind it.
function multiply(listing: string): string {
  const lines = listing
    .trimEnd()
    .split("\n")
    .filter((line) => !line.endsWith(" *unknown*"));
  const total = lines.pop() ?? "";
  const copies = Array.from({ length: TIMES }, (_, i) =>
    lines.map((line) => line.replace(/^ *\d+ [^ ]+/, `$&_${i}`)).join("\n"),
  );
  const sum = lines.reduce((ticks, line) => ticks + parseInt(line, 10), 0) * TIMES;
  return `${copies.join("\n")}\n${total.replace(/^ *\d+/, String(sum).padStart(6))}\n`;
}

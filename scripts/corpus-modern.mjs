// Checks the readers of perf, pprof and valgrind against every recorded file of a corpus: DIR holds perf/, pprof/ and
// valgrind/ with what the tools printed beside the data. Exits 1 on any failure. `npm run corpus -- DIR` runs it as its
// second part; alone: `node scripts/corpus-modern.mjs DIR`.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { register } from "tsx/esm/api";

register();
const { PARSERS } = await import("../src/parsers/registry.ts");
const { countSymbols } = await import("../src/model/symbol-counts.ts");
const { chooseParser } = await import("../src/parsers/detect.ts");

const [root] = process.argv.slice(2);
if (root === undefined) {
  console.error("usage: node scripts/corpus-modern.mjs DIR");
  process.exit(2);
}

// Which reader must take which file; what none matches is what a tool printed, or facts of the run.
const KINDS = [
  [/^perf\/.*\.script[^/]*\.txt\.gz$/, "perf-script"],
  [/^perf\/.*\.report[^/]*\.txt(\.gz)?$/, "perf-report"],
  [/^perf\/.*\.diff[^/]*\.txt\.gz$/, "perf-diff"],
  [/^perf\/.*\.folded[^/]*\.txt$/, "folded"],
  [/^perf\/.*\.data$/, "perf-data"],
  [/^pprof\/.*\.pb\.gz$/, "pprof"],
  [/^valgrind\/(cachegrind\.out|cg_diff)/, "cachegrind"],
  [/^valgrind\/callgrind\.out/, "callgrind"],
];

const passed = new Map();
const failures = [];
const profiles = new Map();

function demand(condition, message) {
  if (!condition) throw new Error(message);
}

async function check(kind, file, run) {
  try {
    await run();
    passed.set(kind, (passed.get(kind) ?? 0) + 1);
  } catch (error) {
    failures.push(`${kind}: ${file}: ${error.message}`);
  }
}

function open(file) {
  const bytes = readFileSync(join(root, file));
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

/** Flat counts by name, of names or of `module name`; rows of 0 left out. */
function flat(profile, measure = 0, withModule = false) {
  const sums = {};
  const { name, module, moduleNames } = profile.symbols;
  countSymbols(profile, measure).counts.forEach((count, i) => {
    const key = withModule ? `${moduleNames[module[i]]} ${name.at(i)}` : name.at(i);
    if (count > 0) sums[key] = (sums[key] ?? 0) + count;
  });
  return sums;
}

function demandEqual(got, expected, what) {
  const keys = new Set([...Object.keys(got), ...Object.keys(expected)]);
  for (const key of keys)
    demand(got[key] === expected[key], `${what}: ${key}: ${got[key]} instead of ${expected[key]}`);
}

const files = ["perf", "pprof", "valgrind"].flatMap((folder) =>
  readdirSync(join(root, folder)).map((file) => `${folder}/${file}`),
);

for (const file of files) {
  const kind = KINDS.find(([shape]) => shape.test(file))?.[1];
  const bytes = open(file);
  if (kind === undefined || bytes.length === 0) continue;
  await check(`${kind} is detected and read`, file, async () => {
    const head = { bytes: bytes.subarray(0, 65_536), whole: bytes.length <= 65_536, name: "" };
    const { parser, notes } = chooseParser(PARSERS, head, file);
    demand(parser.id === kind && notes.length === 0, `taken by ${parser.id}`);
    const source = {
      path: file,
      blocks: async function* () {
        yield bytes;
      },
    };
    const reading = parser.parse(source, { formatReason: "", checksum: null });
    if (kind !== "perf-data") {
      profiles.set(file, await reading);
      return;
    }
    await reading.then(
      () => demand(false, "was not refused"),
      (error) => demand(error.code === "perf-data/binary", error.message),
    );
  });
}

for (const [file, read] of profiles) {
  const [profile] = read;
  const run = file.split(".")[0];
  // Every set of fields of one recording, and its report and folded stacks, count the same samples of a symbol.
  const script = profiles.get(`${run}.script.txt.gz`)?.[0];
  const isOfOneRun = script !== undefined && !/_aa_|nodemangle|diff/.test(file);
  if (/\.(script|folded|report)/.test(file) && isOfOneRun && !/report-sym/.test(file)) {
    await check("agrees with perf script, symbol by symbol", file, () => {
      const withModule = /report/.test(file);
      for (const [i, { type }] of profile.measures.entries()) {
        const same = script.measures.findIndex((measure) => measure.type.event === type.event);
        const isFlat = type.unit === "count";
        if (isFlat)
          demandEqual(flat(profile, i, withModule), flat(script, Math.max(0, same), withModule), type.event);
      }
    });
  }
  if (file.endsWith(".diff-f.txt.gz")) {
    await check("perf diff -p has the periods of both reports", file, () => {
      const reports = ["copy_flat_r1", "zerocopy_flat_r1"].map(
        (name) => profiles.get(`perf/${name}.script.txt.gz`)[0],
      );
      for (const side of [0, 1])
        demandEqual(flat(read[side], 0, true), flat(reports[side], 1, true), read[side].title);
    });
  }
}

const UNITS = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3 };
await check("agrees with pprof -top, symbol by symbol", "pprof/go_copy_r1.cpu.pprof-top.txt", () => {
  const rows = {};
  for (const line of open("pprof/go_copy_r1.cpu.pprof-top.txt").toString().split("\n")) {
    const match = /^ +([\d.]+)([a-z]*) +[\d.]+% +[\d.]+% +\S+ +[\d.]+% {2}(.*?)(?: \(inline\))?$/.exec(line);
    if (match !== null && match[1] !== "0") rows[match[3]] = Number(match[1]) * UNITS[match[2]] * 1e6;
  }
  demandEqual(flat(profiles.get("pprof/go_copy_r1.cpu.pb.gz")[0], 1), rows, "cpu");
});

for (const annotation of files.filter((file) => /annotate\.(copy|zc)\.txt$/.test(file))) {
  const name = `${annotation.includes("cg_") ? "cachegrind" : "callgrind"}.out.${annotation.split(".")[1]}`;
  await check("agrees with the annotator's totals and rows", annotation, () => {
    const [profile] = profiles.get(`valgrind/${name}`);
    const own = flat(profile);
    const rows = {};
    for (const line of open(annotation).toString().split("\n")) {
      const total = /^([\d,]+) \(100\.0%\).*PROGRAM TOTALS$/.exec(line);
      if (total !== null)
        demand(Number(total[1].replaceAll(",", "")) === profile.measures[0].total, `total ${total[1]}`);
      const match = /^ *([\d,]+) \([ \d.]+%\).*? {2}\.?\/\S*:(\S+)(?: \[.*\])?$/.exec(line);
      if (match !== null) rows[match[2]] = (rows[match[2]] ?? 0) + Number(match[1].replaceAll(",", ""));
    }
    for (const [fn, count] of Object.entries(rows))
      demand(own[fn] >= count, `${fn}: ${own[fn]} instead of ${count}`);
    demand(Object.keys(rows).length > 4, "has no rows");
  });
}

// What the tools print today, of every file and every event, down to the last row. A name that several files or
// modules have counts as one here, as flat() has it.
function printed(program, args) {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  return status === 0 ? stdout : null;
}

const isInstalled = (program) => spawnSync("which", [program]).status === 0;

function addUp(rows) {
  const sums = {};
  for (const [name, count] of rows) sums[name] = (sums[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

for (const [file, [profile, next]] of profiles) {
  const path = join(root, file);
  for (const [i, { type }] of profile.measures.entries()) {
    if (file.startsWith("pprof") && isInstalled("go")) {
      const units = { nanoseconds: "ns", bytes: "B" };
      const unit = units[type.unit] ?? "";
      await check("agrees with go tool pprof -top, every row", `${file} ${type.event}`, () => {
        const all = ["-nodecount=1000000", "-nodefraction=0", "-edgefraction=0", "-symbolize=none"];
        const words = ["tool", "pprof", "-top", ...all, `-sample_index=${type.event}`];
        const text = printed("go", [...words, ...(unit === "" ? [] : [`-unit=${unit}`]), path]);
        const rows = [...text.matchAll(/^ *([\d.]+)([a-zA-Z]*) +[\d.]+% +[\d.]+% +\S+ +[\d.]+% {2}(.*)$/gm)];
        for (const [, , found] of rows) demand(found === unit || found === "", `${found} instead of ${unit}`);
        const names = rows.map(([, count, , name]) => [
          name.replace(/ \((partial-)?inline\)$/, ""),
          Number(count),
        ]);
        const own = flat(profile, i);
        // A sample without a location has no row in pprof.
        if (type.event === "threadcreate") delete own["[unknown]"];
        demandEqual(own, addUp(names), type.event);
      });
    }
    const annotator = /cachegrind\.out|cg_diff/.test(file) ? "cg_annotate" : "callgrind_annotate";
    if (file.startsWith("valgrind") && isInstalled(annotator)) {
      await check(`agrees with ${annotator}, every row`, `${file} ${type.event}`, () => {
        const all = annotator === "cg_annotate" ? "--threshold=0" : "--threshold=100";
        const words = [
          all,
          "--auto=no",
          "--show-percs=no",
          `--show=${type.event}`,
          `--sort=${type.event}`,
          path,
        ];
        const text = printed(annotator, words);
        const rows = [...text.matchAll(/^ *(-?[\d,]+) +[^:\n]*:([^: ].*?)(?: \[.*\])?$/gm)];
        const counted = rows.map(([, count, name]) => [name, Number(count.replaceAll(",", ""))]);
        const falls =
          next === undefined ? [] : Object.entries(flat(profile, i)).map(([name, n]) => [name, -n]);
        const rises = Object.entries(flat(next ?? profile, i));
        demandEqual(addUp([...rises, ...falls]), addUp(counted), type.event);
      });
    }
  }
}

for (const [kind, count] of passed) console.log(`${String(count).padStart(5)}  ${kind}`);
for (const failure of failures) console.log(failure);
console.log(
  `${[...passed.values()].reduce((sum, count) => sum + count, 0)} passed, ${failures.length} failed`,
);
if (failures.length > 0) process.exitCode = 1;

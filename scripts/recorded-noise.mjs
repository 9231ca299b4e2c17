// How often zcprof is wrong on recorded identical runs: `npx tsx scripts/recorded-noise.mjs DIR`, where DIR is laid out as
// scripts/corpus.mjs says (manifest.json with bytes and seconds of each run, profile/SET/*.rp.txt, perf/*.script.txt.gz).
//
// Identical runs differ by noise alone, so every finding is false. Printed is the share of comparisons with any:
// pairs by sampling noise alone (the textbook), pairs with a noise file of the other runs of the session (of all others,
// and of the odd runs for pairs of even ones and the other way round), and random halves of five a side. Power: the
// ticks of one symbol are thinned to about 150 a run of base and 150 * ratio a run of next, which plants a rise of that
// ratio; thinning by k leaves 1 + (phi - 1) k of a dispersion phi.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { register } from "tsx/esm/api";

register();
const { compareProfiles } = await import("../src/analysis/compare.ts");
const { KERNEL_GROUPS } = await import("../src/analysis/kernel-groups.ts");
const { measureNoise } = await import("../src/analysis/measure-noise.ts");
const { perfScript } = await import("../src/parsers/perf-script.ts");
const { readprofileText } = await import("../src/parsers/readprofile-text.ts");
const { createRandom } = await import("../src/stats/random.ts");
const { drawBinomial } = await import("../src/stats/variates.ts");

if (process.argv[2] === undefined) {
  console.error("usage: npx tsx scripts/recorded-noise.mjs DIR");
  process.exit(2);
}
const root = resolve(process.argv[2]);
const { files } = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8"));
const HALVES = 300;
const POWER_TRIALS = 100;
const PLANTED_TICKS = 150;
const NORMALIZATIONS = [
  { name: "tick", normalize: { kind: "none" } },
  { name: "byte", normalize: { kind: "work", amounts: null } },
  { name: "share", normalize: { kind: "total" } },
];

/** Sets of identical runs: eight or more replicates of one workload in one session. */
function listSets() {
  const sets = new Map();
  for (const entry of files) {
    const isText = entry.file.endsWith(".rp.txt") || /^perf\/copy_aa_r\d+\.script\.txt\.gz$/.test(entry.file);
    if (!isText || (entry.aa !== true && entry.replicate === undefined)) continue;
    const name = entry.set === undefined ? "perf/copy_aa" : `${entry.set}/${entry.id.replace(/_r\d+$/, "")}`;
    if (!sets.has(name)) sets.set(name, []);
    sets.get(name).push(entry);
  }
  return [...sets].filter(([, entries]) => entries.length >= 8);
}

async function read(entry) {
  const raw = readFileSync(join(root, entry.file));
  const bytes = entry.file.endsWith(".gz") ? gunzipSync(raw) : raw;
  const source = {
    path: entry.file,
    blocks: async function* () {
      yield bytes;
    },
  };
  const parser = entry.file.startsWith("perf/") ? perfScript : readprofileText;
  const [profile] = await parser.parse(source, { formatReason: "manifest", checksum: null });
  const work = entry.result ?? entry;
  const exposure = { bytes: work.bytes ?? null, seconds: work.seconds ?? null };
  return { ...profile, provenance: { ...profile.provenance, exposure } };
}

const isFound = (table) => table.q.some((q) => q <= 0.05);

/** Shares of comparisons with any finding among symbols, among groups, among either, and in the total. */
class Findings {
  comparisons = 0;
  symbols = 0;
  groups = 0;
  either = 0;
  total = 0;

  add({ symbols, groups, total }) {
    this.comparisons++;
    if (isFound(symbols)) this.symbols++;
    if (isFound(groups)) this.groups++;
    if (isFound(symbols) || isFound(groups)) this.either++;
    if (total.p <= 0.05) this.total++;
  }

  text() {
    const percent = (count) => ((100 * count) / this.comparisons).toFixed(0).padStart(4);
    return `${percent(this.symbols)}${percent(this.groups)}${percent(this.either)}${percent(this.total)}`;
  }
}

function comparePairs(runs, options, noiseOf) {
  const findings = new Findings();
  for (let a = 0; a < runs.length; a++) {
    for (let b = a + 1; b < runs.length; b++) {
      const noise = noiseOf?.(a, b);
      if (noise === null) continue;
      findings.add(
        compareProfiles([runs[a]], [runs[b]], noise === undefined ? options : { ...options, noise }),
      );
    }
  }
  return findings;
}

function shuffle(runs, random) {
  const order = [...runs];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random.nextUniform() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

function compareHalves(runs, options, random) {
  const findings = new Findings();
  for (let trial = 0; trial < HALVES; trial++) {
    const order = shuffle(runs, random);
    findings.add(compareProfiles(order.slice(0, 5), order.slice(5, 10), options));
  }
  return findings;
}

/** The profile with the ticks of one symbol thinned. */
function thin(profile, name, keep, random) {
  const { symbols, stacks, samples, measures } = profile;
  const counts = Float64Array.from(measures[0].counts, (count, i) =>
    symbols.name.at(stacks.symbol[samples.stack[i]]) === name ? drawBinomial(random, count, keep) : count,
  );
  const listed = counts.reduce((sum, count) => sum + count, 0);
  return { ...profile, measures: [{ ...measures[0], counts, listed, total: listed }] };
}

/** Power by the dispersion of the symbol in which the rise is planted, five a side. */
function measurePower(runs, options, ratio, random, tally) {
  const noise = measureNoise(runs, KERNEL_GROUPS, options.normalize);
  for (const { symbol, phi, meanTicks } of noise.symbols.filter(
    (row) => row.meanTicks >= PLANTED_TICKS * ratio,
  )) {
    const keep = [PLANTED_TICKS / meanTicks, (PLANTED_TICKS * ratio) / meanTicks];
    const thinned = 1 + (phi - 1) * ((keep[0] + keep[1]) / 2);
    const bin = thinned <= 2 ? 0 : thinned <= 4 ? 1 : 2;
    for (let trial = 0; trial < POWER_TRIALS; trial++) {
      const order = shuffle(runs, random);
      const base = order.slice(0, 5).map((run) => thin(run, symbol, keep[0], random));
      const next = order.slice(5, 10).map((run) => thin(run, symbol, keep[1], random));
      const { symbols } = compareProfiles(base, next, options);
      let row = 0;
      while (symbols.nameAt(row) !== symbol) row++;
      tally.trials[bin]++;
      if (symbols.q[row] <= 0.05) tally.found[bin]++;
    }
  }
}

console.log("False findings in % of comparisons: symbols, groups, either, the total\n");
console.log(
  `${"set".padEnd(24)}${"per".padEnd(6)} runs  sampling         noise file       crossed          five a side`,
);
const power = new Map([1.5, 2].map((ratio) => [ratio, { trials: [0, 0, 0], found: [0, 0, 0] }]));
for (const [name, entries] of listSets()) {
  const runs = await Promise.all(entries.sort((a, b) => a.replicate - b.replicate).map(read));
  for (const { name: per, normalize } of NORMALIZATIONS) {
    if (normalize.kind === "work" && runs.some(({ provenance }) => provenance.exposure.bytes === null))
      continue;
    const random = createRandom(1);
    const options = { normalize };
    const others = (keep) => {
      const learned = runs.filter((_, i) => keep(i));
      return learned.length < 4 ? null : measureNoise(learned, KERNEL_GROUPS, normalize);
    };
    const halves = [others((i) => i % 2 === 0), others((i) => i % 2 === 1)];
    const columns = [
      comparePairs(runs, options),
      comparePairs(runs, options, (a, b) => others((i) => i !== a && i !== b)),
      comparePairs(runs, options, (a, b) => (a % 2 === b % 2 ? halves[1 - (a % 2)] : null)),
    ];
    if (runs.length >= 10) {
      columns.push(compareHalves(runs, options, random));
      for (const [ratio, tally] of power) measurePower(runs, options, ratio, random, tally);
    }
    console.log(
      `${name.padEnd(24)}${per.padEnd(6)}${String(runs.length).padStart(5)}${columns.map((column) => column.text()).join(" ")}`,
    );
  }
}
console.log(
  `\nPower in %, five a side, about ${PLANTED_TICKS} ticks: dispersion up to 2, 2 to 4, above 4 (trials)`,
);
for (const [ratio, { trials, found }] of power) {
  const cells = trials.map(
    (count, bin) => `${((100 * found[bin]) / count).toFixed(1).padStart(8)} (${count})`,
  );
  console.log(`x${ratio}`.padEnd(6) + cells.join(""));
}

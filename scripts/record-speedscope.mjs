// Lets speedscope itself import profiles and writes down what it counted, as fixtures/speedscope/imports.json.gz:
// `node scripts/record-speedscope.mjs PACKAGE`, where PACKAGE is the unpacked npm package speedscope. It reads what
// zcprof writes of each fixture, and the fixture itself where it knows the format; of the latter it also exports its own
// file, which zcprof must read. Needs the built program and Chromium; no part of CI, which has the recorded figures.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const WRITTEN = [
  "perf-script/multi_event_g.script.txt.gz",
  "perf-script/odd_cpp_g.script.txt.gz",
  "folded/copy_g_r1.folded.txt.gz",
  "pprof/go_copy_r1.cpu.pb.gz",
  "pprof/go_copy_r1.heap.pb.gz",
  "v8-cpuprofile/work.cpuprofile",
  "callgrind/callgrind.out.copy.gz",
  "gprof/gprof.txt",
  "firefox/processed-48.json",
  "speedscope/evented.json",
];
const READ = [
  "perf-script/copy_g_r1.script.txt.gz",
  "perf-script/multi_event_g.script.txt.gz",
  "perf-script/odd_cpp_g.script.txt.gz",
  "folded/copy_g_r1.folded.txt.gz",
  "v8-cpuprofile/work.cpuprofile",
  "speedscope/evented.json",
  "speedscope/sampled.json",
];

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node scripts/record-speedscope.mjs PACKAGE");
  process.exit(2);
}
const address = pathToFileURL(resolve(folder, "dist/release/index.html")).href;
const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

function open(fixture) {
  const bytes = readFileSync(`fixtures/${fixture}`);
  return fixture.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

function write(fixture) {
  const run = spawnSync(process.execPath, [
    "bin/run.js",
    "convert",
    `fixtures/${fixture}`,
    "--to",
    "speedscope",
  ]);
  if (run.status !== 0) throw new Error(run.stderr.toString());
  return run.stdout;
}

const eventOf = (block) => /(\S+): *(?:\n|$)/.exec(block)[1];

/**
 * Returns the samples of a perf script text's first event, the only one that speedscope reads, with one second from
 * each of a thread to the next, and a sample of `edge` before and after them: speedscope weighs a sample by half the
 * time to both neighbours, which then is 1 for each.
 */
function countBySeconds(text) {
  const counts = new Map();
  const samples = text.split(/\n\n+/).filter((block) => block.trim() !== "");
  const blocks = samples.filter((block) => eventOf(block) === eventOf(samples[0]));
  const timed = blocks.map((block) => {
    const [, before, thread, after] = /^(.*?(\d+)\s+)\d+\.\d+(:.*)$/s.exec(block);
    const at = (second) => `${before}${second}.000000`;
    const second = (counts.get(thread)?.second ?? 0) + 1;
    const edge = `${after.split("\n")[0]}\n\t0 edge (edge)`;
    const first = counts.get(thread)?.first ?? `${at(0)}${edge}`;
    counts.set(thread, { second, first, last: `${at(second + 1)}${edge}` });
    return `${at(second)}${after}`;
  });
  const edges = [...counts.values()];
  return [...edges.map(({ first }) => first), ...timed, ...edges.map(({ last }) => last), ""].join("\n\n");
}

/** Runs in the page: preact keeps the components below their root, and one of them has the imported profiles. */
function readImported() {
  const children = "__k";
  const seen = new Set();
  const waiting = [...document.querySelectorAll("*")].map((element) => element[children]);
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (node == null || typeof node !== "object" || seen.has(node)) continue;
    seen.add(node);
    const { profiles, indexToView } = node.props?.profileGroup ?? {};
    if (profiles !== undefined) {
      const counted = profiles.map(({ profile }) => {
        const frames = [];
        profile.forEachFrame((frame) =>
          frames.push([frame.name, frame.file ?? "", frame.getSelfWeight(), frame.getTotalWeight()]),
        );
        return {
          name: profile.getName(),
          unit: profile.getWeightUnit(),
          total: profile.getTotalWeight(),
          frames,
        };
      });
      return { profiles: counted, shown: indexToView };
    }
    waiting.push(...(Array.isArray(node) ? node : [node[children]].flat()));
  }
  return null;
}

/** Imports bytes under a file name; returns the profiles, which of them is shown and, if it is asked for, the exported file. */
async function importFile(browser, name, buffer, isExported) {
  const page = await browser.newPage({ acceptDownloads: true });
  page.on("pageerror", (error) => console.error(`${name}: ${error.message}`));
  page.on("dialog", async (dialog) => {
    console.error(`${name}: ${dialog.message()}`);
    await dialog.accept();
  });
  await page.goto(address);
  await page.setInputFiles("input[type=file]", { name, mimeType: "application/octet-stream", buffer });
  const handle = await page.waitForFunction(readImported, null, { timeout: 60_000 });
  const { profiles, shown } = await handle.jsonValue();
  let exported = null;
  if (isExported) {
    const download = page.waitForEvent("download");
    await page.keyboard.press("Control+s");
    exported = readFileSync(await (await download).path());
  }
  await page.close();
  return { profiles, shown, exported };
}

const checksum = (bytes) => createHash("sha256").update(bytes).digest("hex");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const written = [];
for (const fixture of WRITTEN) {
  const bytes = write(fixture);
  const { profiles, shown } = await importFile(browser, "written.speedscope.json", bytes, false);
  written.push({ fixture, sha256: checksum(bytes), profiles, shown });
}
const read = [];
for (const fixture of READ) {
  const bytes = open(fixture);
  const isScript = fixture.startsWith("perf-script/");
  const given = isScript ? Buffer.from(countBySeconds(bytes.toString())) : bytes;
  const name = basename(fixture, ".gz");
  const { profiles, exported } = await importFile(browser, name, given, true);
  const file = `exported-${name.replace(/\.(txt|json)$/, "").replace(".", "-")}.json.gz`;
  writeFileSync(`fixtures/speedscope/${file}`, gzipSync(exported, { level: 9 }));
  read.push({ fixture, exported: `speedscope/${file}`, profiles });
}
await browser.close();
writeFileSync(
  "fixtures/speedscope/imports.json.gz",
  gzipSync(`${JSON.stringify({ speedscope: version, written, read })}\n`, { level: 9 }),
);

/* oxlint-disable unicorn/require-post-message-target-origin -- the port of a worker has no origin */
/**
 * Gives damaged inputs to every reader of the registry: `node scripts/fuzz.mjs [--seconds 60] [--seed 1]
 * [--format ID] [--case N] [--keep FILE]`.
 *
 * Each case is a fixture with up to eight damages (bytes changed, ranges cut, doubled, moved in from another fixture,
 * numbers blown up). A reader must give profiles or a ZcprofError that a user can act on, within ten seconds of CPU and
 * in bounded memory. What breaks that is printed with its seed and case, which make it again, and the exit code is 1;
 * --keep writes the input of one case to a file, to become a fixture.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";

const NUMBERS = [
  "0",
  "-1",
  "1e309",
  "NaN",
  "9007199254740993",
  "18446744073709551616",
  "9".repeat(400),
  "0x",
  "",
];

// Of CPU: beside other work a case can wait long for its turn. A case that waits for ever uses none.
const CASE_SECONDS = 10;
const WAIT_SECONDS = 300;
const CASE_BYTES = 1 << 30;

if (isMainThread) await watch();
else await work(workerData);

async function watch() {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "60" },
      seed: { type: "string", default: "1" },
      format: { type: "string" },
      case: { type: "string" },
      keep: { type: "string" },
    },
  });
  const bundle = await bundleReaders();
  const worker = new Worker(new URL(import.meta.url), { workerData: { ...values, bundle } });
  let running = null;
  let since = performance.now();
  let cpu = process.cpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(cpu);
    const isLate = user + system > CASE_SECONDS * 1e6 || performance.now() - since > WAIT_SECONDS * 1000;
    if (running === null || !isLate) return;
    console.error(`hang: ${running}`);
    process.exit(1);
  }, 500);
  worker.on("message", ({ start, report }) => {
    since = performance.now();
    cpu = process.cpuUsage();
    if (start !== undefined) running = start;
    if (report !== undefined) {
      clearInterval(timer);
      console.log(report.text);
      process.exitCode = report.failures > 0 ? 1 : 0;
    }
  });
  worker.on("error", (error) => {
    console.error(`crash: ${running}`, error);
    process.exit(1);
  });
}

// Worker threads do not inherit a loader of TypeScript, so the readers are bundled first.
async function bundleReaders() {
  const outfile = join(mkdtempSync(join(tmpdir(), "zcprof-fuzz-")), "readers.mjs");
  const contents = [
    'export { PARSERS } from "./src/parsers/registry.ts";',
    'export { readSymbolMap } from "./src/parsers/symbol-map.ts";',
    'export { ZcprofError } from "./src/model/zcprof-error.ts";',
  ].join("\n");
  const stdin = { contents, resolveDir: fileURLToPath(new URL("..", import.meta.url)), loader: "ts" };
  const banner = {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  };
  await build({ stdin, outfile, bundle: true, platform: "node", format: "esm", target: "node20", banner });
  return pathToFileURL(outfile).href;
}

async function work({ seconds, seed, format, case: only, keep, bundle }) {
  const { PARSERS, readSymbolMap, ZcprofError } = await import(bundle);
  const parsers = PARSERS.filter(({ id }) => format === undefined || id === format);
  const inputs = (await Promise.all(parsers.map((parser) => listInputs(parser, readSymbolMap)))).flat();
  const end = performance.now() + Number(seconds) * 1000;
  let failures = 0;
  let read = 0;
  let refused = 0;
  let n = only === undefined ? 0 : Number(only);
  for (; performance.now() < end; n++) {
    const random = makeRandom(Number(seed) * 1_000_003 + n);
    const { parser, file, bytes, map } = inputs[n % inputs.length];
    const input = damage(bytes, inputs[Math.floor(random() * inputs.length)].bytes, random);
    const name = `${parser.id} ${file} --seed ${seed} --case ${n}`;
    parentPort.postMessage({ start: name });
    if (keep !== undefined) writeFileSync(keep, input);
    const problem = await tryInput(parser, input, map, random, ZcprofError);
    if (problem === "read") read += 1;
    else if (problem === "refused") refused += 1;
    else {
      failures += 1;
      console.error(`${name}: ${problem}`);
    }
    if (only !== undefined) break;
  }
  const text = `${read + refused + failures} cases over ${inputs.length} inputs: ${read} read, ${refused} refused, ${failures} faults`;
  parentPort.postMessage({ report: { text, failures } });
}

async function tryInput(parser, input, map, random, ZcprofError) {
  const before = process.memoryUsage.rss();
  const block = 1 + Math.floor(random() * 5000);
  const source = {
    path: "fuzz",
    async *blocks() {
      for (let at = 0; at < input.length; at += block) yield input.subarray(at, at + block);
    },
  };
  try {
    parser.sniff({ bytes: input.subarray(0, 65_536), whole: input.length <= 65_536, name: "" });
    const options = { formatReason: "fuzz", checksum: null, ...(map === undefined ? {} : { map }) };
    const profiles = await parser.parse(source, options);
    if (profiles.length === 0) return "no profile and no error";
    parser.write?.(profiles.slice(0, 1));
    return process.memoryUsage.rss() - before > CASE_BYTES ? "more than 1 GiB of memory" : "read";
  } catch (error) {
    const isSaid = error instanceof ZcprofError && error.message !== "" && error.location?.path === "fuzz";
    // A writer may refuse what it cannot hold.
    const isUsage = error instanceof ZcprofError && error.kind === "usage";
    return isSaid || isUsage ? "refused" : (error?.stack ?? String(error));
  }
}

async function listInputs(parser, readSymbolMap) {
  const folder = new URL(`../fixtures/${parser.id}/`, import.meta.url);
  if (!existsSync(folder)) return [];
  const contract = new URL("contract.json", folder);
  const files = existsSync(contract)
    ? Object.entries(JSON.parse(readFileSync(contract, "utf8")).inputs)
    : readdirSync(folder).map((file) => [file, {}]);
  return Promise.all(
    files.map(async ([file, { map }]) => ({
      parser,
      file,
      bytes: open(new URL(file, folder)),
      map:
        map &&
        (await readSymbolMap({
          path: map,
          blocks: async function* () {
            yield open(new URL(map, folder));
          },
        })),
    })),
  );
}

function open(url) {
  const bytes = readFileSync(url);
  return url.pathname.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

function damage(bytes, other, random) {
  const below = (n) => Math.floor(random() * n);
  // Most text that matters is near the start; big files are cut so that a minute holds many cases.
  let input = Buffer.from(bytes.subarray(0, random() < 0.5 ? bytes.length : 1 + below(40_000)));
  for (let left = below(9); left > 0; left--) {
    const at = below(input.length);
    const length = 1 + below(random() < 0.5 ? 8 : 2000);
    const head = input.subarray(0, at);
    const kind = below(7);
    if (kind === 0) input[at] = below(256);
    else if (kind === 1) input = head;
    else if (kind === 2) input = Buffer.concat([head, input.subarray(at + length)]);
    else if (kind === 3) input = Buffer.concat([head, input.subarray(at, at + length), input.subarray(at)]);
    else if (kind === 4)
      input = Buffer.concat([
        head,
        other.subarray(below(other.length)).subarray(0, length),
        input.subarray(at),
      ]);
    else if (kind === 5) input = blowUp(input, at, NUMBERS[below(NUMBERS.length)]);
    else input = Buffer.concat([head, Buffer.alloc(length, below(256)), input.subarray(at)]);
    if (input.length === 0) return Buffer.from("\n");
  }
  return input;
}

// Replaces the first number after `at`.
function blowUp(input, at, number) {
  const match = /\d+/.exec(input.toString("latin1", at, at + 200));
  if (match === null) return input;
  const start = at + match.index;
  return Buffer.concat([
    input.subarray(0, start),
    Buffer.from(number),
    input.subarray(start + match[0].length),
  ]);
}

// Mulberry32
function makeRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Reads a file as perf script text or folded stacks, without the cores in WebAssembly, and prints CPU seconds (user and
 * system, net of start-up) and the largest resident memory: `npx tsx bench/perf-script.ts FILE`.
 */
import { readFileBlocks } from "../src/cli/raw-input.ts";
import { folded } from "../src/parsers/folded.ts";
import { perfScript } from "../src/parsers/perf-script.ts";

const path = process.argv[2];
const parser = path.includes("folded") ? folded : perfScript;
const before = process.cpuUsage();
const profiles = await parser.parse(
  { path, blocks: () => iterate(readFileBlocks(path)) },
  { formatReason: "bench", checksum: null },
);
const { user, system } = process.cpuUsage(before);
const [{ measures, symbols, stacks, samples }] = profiles;
console.log(
  `${((user + system) / 1e6).toFixed(3)} s CPU, ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB,`,
  `${measures[0].total} samples, ${symbols.length} symbols, ${stacks.length} stacks, ${samples.length} distinct`,
);

async function* iterate(blocks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* blocks;
}

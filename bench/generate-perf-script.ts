import { closeSync, existsSync, openSync, writeSync } from "node:fs";
import { createRandom } from "../src/stats/random.ts";

const random = createRandom(1);
const below = (n: number): number => Math.floor(random.nextUniform() * n);

const WORDS = [
  "tcp",
  "send",
  "page",
  "read",
  "lock",
  "skb",
  "alloc",
  "queue",
  "copy",
  "net",
  "file",
  "iter",
  "sched",
];
const DSOS = ["[kernel.kallsyms]", "[nf_conntrack]", "[vdso]"].concat(
  ["libc.so.6", "libstdc++.so.6.0.30", "libssl.so.3", "libnode.so.115"].map(
    (name) => `/usr/lib/x86_64-linux-gnu/${name}`,
  ),
  ["server", "worker", "proxy", "perf-4711.map", "agent (deleted)"].map((name) => `/opt/service/bin/${name}`),
);

interface Fn {
  readonly name: string;
  readonly dso: string;
  readonly start: bigint;
}

const symbols = Array.from({ length: 3000 }, (_, i): Fn => {
  const plain = Array.from({ length: 2 + below(3) }, () => WORDS[below(WORDS.length)]).join("_");
  const kernel = i % 3 !== 0;
  const name =
    kernel || i % 2 === 0
      ? `${plain}_${i}`
      : `ns::${plain}<std::pair<int, char const*> >::run_${i}(unsigned long)`;
  const start = kernel ? 0xffffffff81000000n + BigInt(i * 4096) : 0x7f0000000000n + BigInt(i * 8192);
  return { name, dso: kernel ? DSOS[i % 2] : DSOS[2 + (i % 10)], start };
});

function frameLine(fn: Fn, offset: number): string {
  const address = (fn.start + BigInt(offset)).toString(16).padStart(16);
  return `\t${address} ${fn.name}+0x${offset.toString(16)} (${fn.dso})\n`;
}

// Each stack: the lines of the callers, and the function at the leaf.
const STACKS = 20_000;
const callers: string[] = [];
const leaves: Fn[] = [];
for (let i = 0; i < STACKS; i++) {
  // Most stacks grow from one that is there, so that they share their callers.
  const grown = i > 0 && random.nextUniform() < 0.8 ? callers[below(i)] : "";
  const depth = grown === "" ? 5 + below(15) : 1 + below(4);
  let lines = grown.length > 1600 ? "" : grown;
  for (let d = 0; d < depth; d++) {
    const caller = below(symbols.length);
    lines = frameLine(symbols[caller], (caller * 97) % 1000) + lines;
  }
  callers.push(lines);
  leaves.push(symbols[Math.floor(symbols.length * random.nextUniform() ** 3)]);
}

const COMMS = ["server", "worker/0:1-ev", "node", "swapper"];
const BLOCK = 1 << 20;

/**
 * Writes `bytes` of perf script text of a real shape to `path`, the same on every machine, or takes what is there.
 *
 * A random call tree (3,000 symbols in 12 DSOs, 6 to 24 frames), stacks drawn by Zipf's law, one return address an
 * edge of the tree, leaf addresses anywhere in the function, names as long as those of C and C++, and every
 * twentieth stack with a last frame that is garbage and never comes again, as without frame pointers.
 */
export function generatePerfScript(path: string, bytes: number): void {
  if (existsSync(path)) return;
  const file = openSync(path, "w");
  let text = "";
  let time = 1000;
  for (let written = 0; written + text.length < bytes; ) {
    const stack = Math.floor(STACKS * random.nextUniform() ** 3);
    time += random.nextUniform() / 500;
    const garbage =
      random.nextUniform() < 0.05
        ? `\t${(random.nextUniform() * 2 ** 62).toString(16).slice(0, 13).padStart(16, "a")} [unknown] ([unknown])\n`
        : "";
    const head = `${COMMS[stack & 3]} ${String(1000 + (stack & 63)).padStart(5)} [${String(stack & 7).padStart(3, "0")}] ${time.toFixed(6).padStart(12)}:    1003009 cpu-clock: \n`;
    text += `${head}${frameLine(leaves[stack], below(128) * 4)}${callers[stack]}${garbage}\n`;
    if (text.length < BLOCK) continue;
    written += writeSync(file, text);
    text = "";
  }
  writeSync(file, text);
  closeSync(file);
}

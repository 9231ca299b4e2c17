import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "../src/stats/random.ts";

const FUNCTIONS = 200_000;
const STEP = 4;
const TEXT_BYTES = 16 * 1024 * 1024 - STEP;
const TEXT_START = 0xffffffff81000000n;

/** The files of one benchmark: a map of 200,000 functions and two profiles of 16 MiB. */
export interface RawFiles {
  readonly map: string;
  readonly base: string;
  readonly next: string;
}

/** Writes the files into `folder`, the same on every machine, or takes those that are there. */
export function generateRawFiles(folder: string): RawFiles {
  const files = {
    map: join(folder, "System.map"),
    base: join(folder, "base.profile"),
    next: join(folder, "next.profile"),
  };
  if (Object.values(files).every((path) => existsSync(path))) return files;
  mkdirSync(folder, { recursive: true });
  const stream = createRandom(2001);
  const random = (): number => stream.nextUniform();
  const starts = drawStarts(random);
  writeFileSync(files.map, drawMap(starts, random));
  writeFileSync(files.base, drawProfile(starts, random));
  writeFileSync(files.next, drawProfile(starts, random));
  return files;
}

// Multiples of 16 bytes, as compilers align functions: no bin of 4 bytes is shared.
function drawStarts(random: () => number): number[] {
  const cuts = new Set<number>([0]);
  while (cuts.size < FUNCTIONS) cuts.add(Math.floor(random() * (TEXT_BYTES / 16)) * 16);
  return [...cuts].sort((a, b) => a - b);
}

function drawMap(starts: readonly number[], random: () => number): string {
  const words = [
    "tcp",
    "skb",
    "__do",
    "page",
    "ext4",
    "sched",
    "irq",
    "copy",
    "alloc",
    "queue",
    "xmit",
    "inode",
  ];
  const word = (): string => words[Math.floor(random() * words.length)];
  let text = formatLine(0, "T _stext");
  starts.forEach(
    (start, i) => (text += formatLine(start, `t ${word()}_${word()}_${word()}_${i.toString(36)}`)),
  );
  return text + formatLine(TEXT_BYTES, "T _etext");
}

function formatLine(offset: number, text: string): string {
  return `${(TEXT_START + BigInt(offset)).toString(16)} ${text}\n`;
}

// Every function has ticks in its first bin and now and then in others, so that a full table has a row for each.
function drawProfile(starts: readonly number[], random: () => number): Uint8Array {
  const words = new Uint32Array(1 + TEXT_BYTES / STEP);
  words[0] = STEP;
  for (const start of starts) words[1 + start / STEP] = 1 + Math.floor(random() ** 8 * 5000);
  for (let i = 0; i < FUNCTIONS; i++)
    words[1 + Math.floor(random() * (words.length - 1))] += Math.floor(random() * 20);
  return new Uint8Array(words.buffer);
}

import { spawnSync } from "node:child_process";

/** A command line of the shell, with the name under which its figures are printed. */
export interface Command {
  readonly name: string;
  readonly line: string;
  /** The programs that must be installed for it, where Node and a shell do not do. */
  readonly program?: string;
}

/** What `npm run bench` makes a row of its table of, a line of JSON on standard output each; the rest is for people. */
export interface Row {
  readonly job: string;
  readonly peer: string;
  /** The ratio net of start-up, or the figure with its unit. */
  readonly seen: string;
  readonly gross: string;
  readonly target: string;
  readonly isKept: boolean | null;
}

/** Where generated files go. */
export const FOLDER = process.argv[2] ?? ".";
/** More than usual: of the same file mawk takes now a half more and now less, as its table's places in memory share the host's caches. */
export const ROUNDS_BESIDE_MAWK = 11;
/** zcprof as a user runs it. */
export const ZCPROF = "node ./bin/run.js";
/** What every run of it pays before it begins. */
export const START: Command = { name: "start", line: `${ZCPROF} --version` };

/**
 * Runs commands in turn, `rounds` times each, and returns the median CPU seconds (user and system, children
 * included) of every one. Interleaved, so that a machine that slows down slows all of them. The first round warms
 * the file cache and is thrown away. A command whose program is not installed is left out, by name; one that fails throws.
 */
export function measureCpu(commands: readonly Command[], rounds = 5): Map<string, number> {
  const present = commands.filter(({ program }) => program === undefined || isInstalled(program));
  for (const { name, program } of commands) {
    if (present.every((command) => command.name !== name)) print({ absent: `${name} (${program ?? ""})` });
  }
  const seconds = new Map<string, number[]>(present.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, line } of present) {
      const measured = timeOnce(line);
      if (round > 0) seconds.get(name)?.push(measured);
    }
  }
  return new Map([...seconds].map(([name, values]) => [name, median(values)]));
}

/**
 * Reports a job against its peer: net of start-up, `(cpu(job) - cpu(start)) / cpu(peer)`, which travels between
 * machines, and gross beside it. Without a target, null, it is for information. No row where the peer was left out.
 */
export function reportRatio(
  cpu: ReadonlyMap<string, number>,
  job: string,
  peer: string,
  target: number | null,
  start = START.name,
): void {
  const [own, base, other] = [job, start, peer].map((name) => cpu.get(name));
  if (own === undefined || base === undefined || other === undefined) return;
  const net = (own - base) / other;
  console.error(`${job}: ${own.toFixed(3)} s, start ${base.toFixed(3)} s, ${peer}: ${other.toFixed(3)} s`);
  reportRow({
    job,
    peer,
    seen: formatRatio(net),
    gross: formatRatio(own / other),
    target: target === null ? "" : `${target}`,
    isKept: target === null ? null : net <= target,
  });
}

/** Reports a figure that has no peer. */
export function reportFigure(job: string, value: number, unit: string, target: number | null): void {
  const isRate = unit.endsWith("/s");
  reportRow({
    job,
    peer: "-",
    seen: `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`,
    gross: "",
    target: target === null ? "" : `${target} ${unit}`,
    isKept: target === null ? null : isRate ? value >= target : value <= target,
  });
}

const GNU_TIME = "/usr/bin/time";

/** Reports the largest resident memory in MiB of what a line of the shell runs, where GNU time is installed. */
export function reportPeakMemory(job: string, line: string, target: number): void {
  if (!isInstalled(GNU_TIME)) return print({ absent: `peak memory (${GNU_TIME})` });
  const { stderr } = spawnSync(GNU_TIME, ["-f", "%M", "bash", "-c", `${line} > /dev/null`], {
    encoding: "utf8",
  });
  reportFigure(`${job}: peak memory`, Number(/(\d+)\s*$/.exec(stderr)?.[1]) / 1024, "MiB", target);
}

/** Returns the CPU seconds (user and system) that work takes in this process. */
export function secondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Returns the median of at least one value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Tells whether programs, with spaces between them, are all installed. */
export function isInstalled(program: string): boolean {
  return program.split(" ").every((word) => spawnSync("bash", ["-c", `command -v ${word}`]).status === 0);
}

/** Says that something is left out, as a program is not installed. */
export function reportAbsent(name: string): void {
  print({ absent: name });
}

function reportRow(row: Row): void {
  print({ row });
}

function print(line: { row: Row } | { absent: string }): void {
  console.log(JSON.stringify(line));
}

function formatRatio(ratio: number): string {
  return ratio < 0.1 ? ratio.toFixed(3) : ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0);
}

// Node 20 now and then never ends: at exit it waits for a compiler thread that waits for the garbage collector.
const LONGEST_SECONDS = "900";
const TIMED_OUT = 124;

// bash's own clock counts a command and all of its children, to the millisecond.
function timeOnce(line: string): number {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: "C" };
  // An extra certificate file costs Node 20 45 ms of start-up.
  delete env.NODE_EXTRA_CA_CERTS;
  const timed = `TIMEFORMAT='%U %S'; time { ${line}; } >/dev/null`;
  const { status, stderr } = spawnSync("timeout", [LONGEST_SECONDS, "bash", "-c", timed], {
    env,
    encoding: "utf8",
  });
  if (status === TIMED_OUT) {
    console.error(`did not end within ${LONGEST_SECONDS} s, run again: ${line}`);
    return timeOnce(line);
  }
  const times = /([\d.]+) ([\d.]+)\s*$/.exec(stderr);
  if (status !== 0 || times === null) throw new Error(`${line} failed with ${status}: ${stderr}`);
  return Number(times[1]) + Number(times[2]);
}

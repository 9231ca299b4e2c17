import { spawnSync } from "node:child_process";

/** A command line of the shell, with the name under which its figures are printed. */
export interface Command {
  readonly name: string;
  readonly line: string;
}

/**
 * Runs commands in turn, `rounds` times each, and returns the median CPU seconds (user and system, children
 * included) of every one. Interleaved, so that a machine that slows down slows all of them. The first round warms
 * the file cache and is thrown away. A command that fails throws.
 */
export function measureCpu(commands: readonly Command[], rounds = 9): Map<string, number> {
  const seconds = new Map<string, number[]>(commands.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, line } of commands) {
      const measured = timeOnce(line);
      if (round > 0) seconds.get(name)?.push(measured);
    }
  }
  return new Map([...seconds].map(([name, values]) => [name, median(values)]));
}

/**
 * Prints a job against its peer: net of start-up, `(cpu(job) - cpu(start)) / cpu(peer)`, which travels between
 * machines, and gross beside it. Returns whether the net ratio keeps the target.
 */
export function printRatio(
  cpu: ReadonlyMap<string, number>,
  job: string,
  start: string,
  peer: string,
  target: number,
): boolean {
  const of = (name: string): number => cpu.get(name) ?? NaN;
  const net = (of(job) - of(start)) / of(peer);
  const gross = of(job) / of(peer);
  const verdict = net <= target ? "kept" : "MISSED";
  console.log(
    `${job.padEnd(34)} ${of(job).toFixed(3)} s  start ${of(start).toFixed(3)} s  ${peer} ${of(peer).toFixed(3)} s  ` +
      `net ${net.toFixed(2)}  gross ${gross.toFixed(2)}  target ${target}  ${verdict}`,
  );
  return net <= target;
}

// Node 20 now and then never ends: at exit it waits for a compiler thread that waits for the garbage collector.
const LONGEST_SECONDS = "60";
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
    console.log(`did not end within ${LONGEST_SECONDS} s, run again: ${line}`);
    return timeOnce(line);
  }
  const times = /([\d.]+) ([\d.]+)\s*$/.exec(stderr);
  if (status !== 0 || times === null) throw new Error(`${line} failed with ${status}: ${stderr}`);
  return Number(times[1]) + Number(times[2]);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

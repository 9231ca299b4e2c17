import type { RunFacts } from "../model/provenance.ts";

/** What the `#` lines of perf script and perf report say of the run. */
export interface PerfHeader {
  readonly facts: RunFacts;
  readonly seconds: number | null;
}

/**
 * Reads the lines that perf prints with --header:
 *
 *     # hostname : vm
 *     # os release : 6.18.44
 *     # nrcpus online : 2
 *     # cmdline : /usr/bin/perf record -e cpu-clock -F 997 -- ./zcw copy
 *     # event : name = cpu-clock, , ... { sample_period, sample_freq } = 997, ... freq = 1, ...
 *     # sample duration :   1998.087 ms
 *
 * Producer: https://github.com/torvalds/linux/blob/master/tools/perf/util/header.c
 */
export function readPerfHeader(lines: readonly string[]): PerfHeader {
  const values = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    const key = line.slice(1, colon).trim();
    if (colon > 0 && !values.has(key)) values.set(key, line.slice(colon + 1).trim());
  }
  const text = (key: string): string | undefined => values.get(key);
  const number = (key: string): number | undefined => {
    const value = Number.parseFloat(values.get(key) ?? "");
    return Number.isFinite(value) ? value : undefined;
  };
  const frequency = /sample_freq \} = (\d+),.* freq = 1,/.exec(text("event") ?? "");
  const hz = frequency === null ? undefined : Number(frequency[1]);
  const host = text("hostname");
  const kernel = text("os release");
  const cpus = number("nrcpus online");
  const commandLine = text("cmdline");
  const lost = number("Total Lost Samples");
  const milliseconds = number("sample duration");
  return {
    facts: {
      ...(hz === undefined ? {} : { hz }),
      ...(host === undefined ? {} : { host }),
      ...(kernel === undefined ? {} : { kernel }),
      ...(cpus === undefined ? {} : { cpus }),
      ...(commandLine === undefined ? {} : { commandLine }),
      ...(lost === undefined ? {} : { lostSamples: lost }),
    },
    seconds: milliseconds === undefined ? null : milliseconds / 1000,
  };
}

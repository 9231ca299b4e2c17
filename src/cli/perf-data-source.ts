import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ParseOptions } from "../parsers/parser.ts";
import { perfScript } from "../parsers/perf-script.ts";
import { messageOf, systemCode } from "./system-error.ts";

/**
 * Reads a perf.data file through `perf script -i FILE`, as only perf turns its addresses into symbols. The fields are
 * perf's own choice, as asking for one that was not recorded makes it fail.
 *
 * Rows have no line, as the file has none. Throws input errors where perf is not installed or fails, with what it
 * says. What it says although it succeeds, such as that it found no symbols, becomes a diagnostic.
 */
export async function readPerfData(path: string, options: ParseOptions): Promise<readonly Profile[]> {
  const command = `perf script -i ${path}`;
  const run = new PerfScriptRun(path);
  const source = { path: command, blocks: () => run.blocks() };
  const profiles = await perfScript.parse(source, {
    ...options,
    formatReason: `${options.formatReason}; read as what \`${command}\` prints`,
  });
  return profiles.map((profile) => ({
    ...profile,
    samples: { ...profile.samples, line: null },
    provenance: { ...profile.provenance, path },
    diagnostics: [...run.notes, ...profile.diagnostics],
  }));
}

/** One run of perf script. */
class PerfScriptRun {
  readonly notes: Diagnostic[] = [];
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Yields what perf prints; ends perf where nobody reads on. */
  async *blocks(): AsyncGenerator<Uint8Array> {
    const child = spawn("perf", ["script", "--header", "-i", this.#path], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise<number | NodeJS.Signals | Error>((resolve) => {
      child.on("error", resolve);
      child.on("close", (code, signal) => resolve(code ?? signal ?? 0));
    });
    const said = text(child.stderr);
    try {
      for await (const block of child.stdout) yield Buffer.from(block);
      this.#judge(await ended, firstLine(await said));
    } finally {
      child.kill();
    }
  }

  #judge(end: number | NodeJS.Signals | Error, said: string): void {
    const location = { path: this.#path };
    if (end instanceof Error) {
      const isMissing = systemCode(end) === "ENOENT";
      throw new ZcprofError("input", {
        code: "perf-data/no-perf",
        message: `perf.data is read through perf script, and perf ${isMissing ? "is not installed here" : `cannot be run: ${messageOf(end)}`}`,
        hint: `on the machine of the recording: perf script -i ${this.#path} | zcprof show -`,
        location,
      });
    }
    if (end !== 0) {
      throw new ZcprofError("input", {
        code: "perf-data/perf-failed",
        message: `perf script ended with ${end}: ${said === "" ? "it says nothing" : said}`,
        hint: `try it by hand: perf script -i ${this.#path}; perf reads no gzipped file, and none of another user`,
        location,
      });
    }
    if (said !== "") {
      this.notes.push({
        code: "perf-data/perf-says",
        message: `perf script says: ${said}`,
        hint: "symbols are found on the machine of the recording",
        location,
      });
    }
  }
}

function firstLine(output: string): string {
  return output.trim().split("\n", 1)[0].trim();
}

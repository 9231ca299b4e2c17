import type { GroupRules } from "../../analysis/group-rules.ts";
import { ZcprofError } from "../../model/zcprof-error.ts";
import type { LiveService } from "../../report/dashboard-services.ts";
import type { SourceLoader } from "../load-source.ts";
import { renameModules } from "../module-aliases.ts";
import { IntervalMeter, type ReadingKind } from "./interval-meter.ts";
import { LiveWatch } from "./live-watch.ts";
import { PROC_WATCH, type WatchedSource, watchCommand } from "./watched-source.ts";

/** What a watch needs besides its source. */
interface LiveWishes {
  readonly interval: number;
  readonly readings: ReadingKind;
  readonly loader: SourceLoader;
  readonly rules: GroupRules;
  readonly modules: ReadonlyMap<string, string>;
}

/** Opens what the Live view watches: a command, or `proc:` where it is among the sources; null where there is neither. Throws usage errors. */
export function openLive(
  sources: readonly string[],
  command: readonly string[],
  { interval, readings, loader, rules, modules }: LiveWishes,
): LiveService | null {
  const source = chooseWatched(sources, command, readings);
  if (source === null) return null;
  const { title, isKernel } = source;
  const meter = new IntervalMeter(readings, title, async (bytes) => {
    const [profile] = renameModules([await loader.loadBytes(title, bytes, isKernel)], modules);
    return profile;
  });
  return new LiveWatch({
    source,
    meter,
    intervalSeconds: interval,
    rules,
    clock: () => performance.now() / 1000,
  });
}

function chooseWatched(
  sources: readonly string[],
  command: readonly string[],
  readings: ReadingKind,
): WatchedSource | null {
  const isKernel = sources.includes("proc:");
  if (isKernel && command.length > 0) {
    throw refused(
      "the Live view watches one thing: proc: is one, the command after -- another",
      "leave out one of them",
    );
  }
  if (readings === "interval" && command.length === 0) {
    throw refused(
      "--readings interval is about a command after --",
      "/proc/profile counts since boot: leave it out",
    );
  }
  if (isKernel) return PROC_WATCH;
  return command.length > 0 ? watchCommand(command) : null;
}

function refused(message: string, hint: string): ZcprofError {
  return new ZcprofError("usage", { code: "live/source", message, hint });
}

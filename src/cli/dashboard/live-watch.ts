import { existsSync } from "node:fs";
import { compareProfiles } from "../../analysis/compare.ts";
import type { DiffResult } from "../../analysis/diff-result.ts";
import type { GroupRules } from "../../analysis/group-rules.ts";
import { orderRows, type RowKey } from "../../analysis/row-order.ts";
import type { Profile } from "../../model/profile.ts";
import { countSymbols } from "../../model/symbol-counts.ts";
import { ZcprofError } from "../../model/zcprof-error.ts";
import { zcprofJson } from "../../parsers/zcprof-json.ts";
import type { LiveService, RowWish } from "../../report/dashboard-services.ts";
import { reportLiveScreen } from "../../report/live-screen.ts";
import type { Report } from "../../report/report.ts";
import { writeFileWhole } from "../output.ts";
import { parseRegex } from "../selection.ts";
import type { IntervalMeter } from "./interval-meter.ts";
import type { WatchedSource } from "./watched-source.ts";

/** Orders of the Live view: by the rate now, its change, the factor, the surest, the rate before, the name. */
const KEYS: ReadonlyMap<string, RowKey> = new Map([
  ["rate", "next"],
  ["change", "delta"],
  ["ratio", "ratio"],
  ["q", "q"],
  ["before", "base"],
  ["name", "name"],
]);

/** Names of the orders of the Live view. */
export const LIVE_SORTS: readonly string[] = [...KEYS.keys()];

/** Intervals that a trend shows: as many as a narrow screen has cells for. */
const KEPT_INTERVALS = 16;

/** An interval, with its rates per second by module and name. */
interface Interval {
  readonly profile: Profile;
  readonly rates: ReadonlyMap<string, number>;
  readonly totalRate: number;
}

/** What a watch is made of; the clock, in seconds, is given so that a test can turn it. */
export interface LiveParts {
  readonly source: WatchedSource;
  readonly meter: IntervalMeter;
  readonly intervalSeconds: number;
  readonly rules: GroupRules;
  readonly clock: () => number;
}

/** Reads a source again and again, and compares the last interval with the one before. */
export class LiveWatch implements LiveService {
  readonly title: string;
  readonly intervalSeconds: number;
  readonly #parts: LiveParts;
  #kept: readonly Interval[] = [];
  #count = 0;
  #result: DiffResult | null = null;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.title = parts.source.title;
    this.intervalSeconds = parts.intervalSeconds;
  }

  async start(signal: AbortSignal): Promise<void> {
    if (this.#parts.meter.needsStart) await this.sample(signal);
  }

  async sample(signal: AbortSignal): Promise<number> {
    const { source, meter, clock } = this.#parts;
    const startSeconds = clock();
    const bytes = await source.read(signal);
    const endSeconds = clock();
    signal.throwIfAborted();
    const profile = await meter.take({ bytes, startSeconds, endSeconds });
    // A pause or a reset that came meanwhile has interrupted the meter: what it gave belongs to the time before.
    signal.throwIfAborted();
    if (profile !== null) this.#keep(profile);
    return this.#count;
  }

  interrupt(): void {
    this.#parts.meter.interrupt();
  }

  reset(): void {
    this.interrupt();
    this.#kept = [];
    this.#count = 0;
    this.#result = null;
  }

  async report({ sort, filter }: RowWish): Promise<Report> {
    const { rules } = this.#parts;
    const pattern = filter === "" ? null : parseRegex("filter", filter);
    const [last, before] = [this.#last(), this.#kept.at(-2)];
    // The first interval is compared with itself: it has rates, and nothing before to be compared with.
    this.#result ??= compareProfiles([(before ?? last).profile], [last.profile], {
      groups: rules,
      normalize: { kind: "time" },
    });
    const { symbols, groups } = this.#result;
    const key = KEYS.get(sort) ?? "next";
    const isKept = (row: number): boolean => symbols.next[row] > 0 || symbols.base[row] > 0;
    return reportLiveScreen(this.#result, {
      title: this.title,
      intervalSeconds: this.intervalSeconds,
      interval: this.#count,
      isFirst: before === undefined,
      filter: filter === "" ? null : filter,
      symbols: orderRows(symbols, {
        key,
        includes: (row) => isKept(row) && (pattern === null || pattern.test(symbols.nameAt(row))),
      }),
      groups: orderRows(groups, { key }),
      trendOf: (module, name) => this.#kept.map(({ rates }) => rates.get(keyOf(module, name)) ?? 0),
      totalTrend: this.#kept.map(({ totalRate }) => totalRate),
    });
  }

  async save(path: string): Promise<string> {
    const { profile } = this.#last();
    if (existsSync(path)) {
      throw new ZcprofError("input", {
        code: "live/exists",
        message: `${path} exists already: nothing was written`,
        hint: "give another name",
      });
    }
    await writeFileWhole(path, zcprofJson.write([profile]));
    const { total, type } = profile.measures[0];
    return `interval ${this.#count}, ${total} ${type.unit}, written to ${path}`;
  }

  #last(): Interval {
    const last = this.#kept.at(-1);
    if (last !== undefined) return last;
    throw new ZcprofError("input", {
      code: "live/no-interval",
      message: "there is no interval yet",
      hint: `one ends every ${this.intervalSeconds} s`,
    });
  }

  #keep(profile: Profile): void {
    const seconds = profile.provenance.exposure.seconds ?? Number.NaN;
    const { symbols, measures } = profile;
    const { counts } = countSymbols(profile);
    const rates = new Map<string, number>();
    counts.forEach((count, i) => {
      if (count === 0) return;
      const key = keyOf(symbols.moduleNames[symbols.module[i]], symbols.name.at(i));
      rates.set(key, (rates.get(key) ?? 0) + count / seconds);
    });
    const interval = { profile, rates, totalRate: measures[0].total / seconds };
    this.#kept = [...this.#kept, interval].slice(-KEPT_INTERVALS);
    this.#count++;
    this.#result = null;
  }
}

function keyOf(module: string, name: string): string {
  return `${module}\0${name}`;
}

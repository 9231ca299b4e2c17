import { type GroupRules, groupOfSymbol } from "../../analysis/group-rules.ts";
import { samplingIntervals } from "../../analysis/sampling-interval.ts";
import { summarizeProfile } from "../../analysis/summary.ts";
import type { ProfileSummary } from "../../analysis/summary-result.ts";
import type { Profile } from "../../model/profile.ts";
import { showProfileJson } from "../../model/show-json.ts";
import type { RowWish } from "../../report/dashboard-services.ts";
import { reportProfileScreen } from "../../report/profile-screen.ts";
import type { Report } from "../../report/report.ts";
import { chooseSymbols, type ShowKey } from "../../report/show-rows.ts";
import { parseRegex } from "../selection.ts";

/** Orders of the Profile view. */
export const PROFILE_SORTS: readonly ShowKey[] = ["ticks", "load", "size", "name"];

const LEVEL = 0.95;

/** Makes the reports of the Profile view; a profile is summarised once. */
export class ProfileScreens {
  readonly #rules: GroupRules;
  readonly #summaries = new WeakMap<Profile, ProfileSummary>();

  constructor(rules: GroupRules) {
    this.#rules = rules;
  }

  /** Reports a profile for browsing, of replicates the first run. Throws a usage error for a filter that is no expression. */
  report([profile, ...others]: readonly Profile[], { sort, filter }: RowWish): Report {
    let summary = this.#summaries.get(profile);
    if (summary === undefined) {
      summary = summarizeProfile(profile, this.#rules);
      this.#summaries.set(profile, summary);
    }
    const ranks = chooseSymbols(summary, {
      by: "symbol",
      sort: PROFILE_SORTS.find((key) => key === sort) ?? "ticks",
      top: Infinity,
      filter: filter === "" ? null : parseRegex("filter", filter),
    });
    const { symbols } = summary;
    return reportProfileScreen({
      summary,
      ranks,
      filter: filter === "" ? null : filter,
      level: LEVEL,
      title: profile.title,
      runs: 1 + others.length,
      intervalOf: samplingIntervals(profile, LEVEL),
      toJson: () => ({
        schema: "zcprof.show/1",
        profiles: [
          showProfileJson(profile, {
            groupOf: (symbol) => groupOfSymbol(this.#rules, profile.symbols, symbol),
            symbols: ranks.map((rank) => symbols.at(rank).index),
          }),
        ],
        notes: [],
      }),
    });
  }
}

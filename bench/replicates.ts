// CPU seconds of `diff` of 12 against 12 profiles with 20,000 symbols each, in the process that compares them; reading is
// measured by bench/readprofile-text.ts. Target: 2 s (issue 3).
import { compareProfiles } from "../src/analysis/compare.ts";
import { decideGate } from "../src/analysis/gate.ts";
import { parseGateRules } from "../src/analysis/gate-rules.ts";
import { orderRows } from "../src/analysis/row-order.ts";
import type { Profile } from "../src/model/profile.ts";
import { finishProfile } from "../src/model/profile-builder.ts";
import { TextColumn } from "../src/model/text-column.ts";
import { createRandom, type Random } from "../src/stats/random.ts";
import { drawPoisson } from "../src/stats/variates.ts";
import { median, reportFigure, secondsOf } from "./harness.ts";

const RUNS = 12;
const SYMBOLS = 20_000;
const ROUNDS = 5;
const TARGET_SECONDS = 2;

/** Every run has a table of its own, as listings have, with a tenth of the names in another order; ticks fall as 1 / rank. */
function makeRun(random: Random, run: number): Profile {
  const names = Array.from(
    { length: SYMBOLS },
    (_, i) => `symbol_${i % 10 === 0 ? (i + run * 10) % SYMBOLS : i}`,
  );
  const counts = Float64Array.from(
    names,
    (name) => 1 + drawPoisson(random, 200_000 / (1 + Number(name.slice(7)))),
  );
  return finishProfile({
    symbols: {
      length: SYMBOLS,
      name: TextColumn.from(names),
      module: new Uint32Array(SYMBOLS),
      moduleNames: [""],
      address: null,
      sizeLow: null,
      sizeHigh: null,
    },
    measures: [
      {
        type: { event: "ticks", unit: "ticks", period: 1, assumes: "counts", better: "lower" },
        counts,
        coverage: { kind: "complete" },
      },
    ],
    provenance: {
      path: `run${run}.txt`,
      listing: { index: 1, of: 1 },
      format: "readprofile",
      formatReason: "made by a benchmark",
      origin: { kind: "measured" },
      exposure: { bytes: null, seconds: null },
      checksum: null,
      statedLoadPercent: null,
      facts: {},
    },
  });
}

/** What a table of 30 rows with groups and a gate asks of a comparison. */
function compareAndLook(base: readonly Profile[], next: readonly Profile[]): number {
  const result = compareProfiles(base, next);
  const shown = orderRows(result.symbols, { key: "delta", top: 30 });
  for (const row of shown) result.symbols.at(row);
  for (let i = 0; i < result.groups.length; i++) result.groups.at(i);
  return decideGate(result, parseGateRules("total>+2%,new>1%")).exitCode + result.renameCandidates.length;
}

const random = createRandom(1);
const runs = Array.from({ length: 2 * RUNS }, (_, run) => makeRun(random, run));
const seconds = Array.from({ length: ROUNDS }, () =>
  secondsOf(() => compareAndLook(runs.slice(0, RUNS), runs.slice(RUNS))),
);
const job = `comparison of ${RUNS} against ${RUNS} profiles of ${SYMBOLS} symbols`;
reportFigure(`${job}, the first`, seconds[0], "s", TARGET_SECONDS);
reportFigure(`${job}, median`, median(seconds), "s", null);

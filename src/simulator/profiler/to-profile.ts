import type { Profile } from "../../model/profile.ts";
import { finishProfile } from "../../model/profile-builder.ts";
import type { SymbolTable } from "../../model/symbol-table.ts";
import { TextColumn } from "../../model/text-column.ts";
import { createRandom } from "../../stats/random.ts";
import { drawPoisson } from "../../stats/variates.ts";
import { placeFunction } from "../kernel/build-addresses.ts";
import { KERNEL_FUNCTIONS } from "../kernel/functions.ts";
import type { Simulation } from "../simulation.ts";
import { titleOf } from "../title.ts";
import { LAST_BUCKETS } from "./last-buckets.ts";

/** Size of the mail's kernel text in bytes: its total rows' ticks divided by their loads, both listings of one build [M]. */
const TEXT_BYTES = { low: 1_336_744, high: 1_371_064 };

/** How a simulation becomes a profile. */
export interface ProfileChoice {
  /** `expected`: fractions of ticks without sampling noise; a seed: one sampled profile. */
  readonly ticks: "expected" | { readonly seed: number };
}

interface Row {
  readonly name: string;
  readonly address: number;
  readonly bytes: number;
  readonly expected: number;
}

/**
 * Makes the profile that readprofile would have printed: kernel functions only, those of the driver only where it is
 * built in, the ticks of hot last buckets under the next function's name. A sampled profile draws each row from a
 * Poisson distribution with the simulated mean.
 */
export function toProfile(simulation: Simulation, { ticks }: ProfileChoice): Profile {
  const rows = findRows(simulation);
  const random = ticks === "expected" ? null : createRandom(ticks.seed);
  const counts = Float64Array.from(rows, ({ expected }) =>
    random === null ? expected : drawPoisson(random, expected),
  );
  const { variant, parameters, seeds } = simulation;
  const load = Math.round(simulation.load.mean * 10) / 10;
  return finishProfile({
    title: [titleOf(variant, parameters), ...nameTicks(ticks, seeds)].join(", "),
    symbols: makeSymbols(rows),
    measures: [
      {
        type: {
          event: "ticks",
          unit: "ticks",
          period: 1,
          assumes: random === null ? "exact" : "counts",
          better: "lower",
        },
        counts,
        coverage: { kind: "complete" },
      },
    ],
    provenance: {
      path: `sim:${variant.name}`,
      listing: { index: 1, of: 1 },
      format: "simulation",
      formatReason: "the name begins with sim:",
      origin: {
        kind: "simulated",
        variant: variant.name,
        seed: ticks === "expected" ? seeds[0] : ticks.seed,
        parameters,
      },
      exposure: {
        bytes: simulation.rates.bytesPerSecond.mean * parameters["profile.seconds"],
        seconds: parameters["profile.seconds"],
      },
      checksum: null,
      statedLoadPercent: load,
      facts: {
        hz: parameters["profile.rate"],
        stepBytes: 16,
        cpus: parameters["cpu.count"],
        textBytes: TEXT_BYTES,
      },
    },
  });
}

/** Names what a profile was drawn from; placement and sample of seed 1 are what nobody asks for by name. */
function nameTicks(ticks: ProfileChoice["ticks"], placements: readonly number[]): string[] {
  const [first] = placements;
  const seed = ticks === "expected" ? first : ticks.seed;
  const words = seed === 1 ? [] : [`seed ${seed}`];
  if (placements.length > 1) words.push(`placements ${first} to ${placements[placements.length - 1]}`);
  if (ticks === "expected") words.push("expected ticks");
  return words;
}

function findRows(simulation: Simulation): Row[] {
  const driver = simulation.parameters["nic.driver"];
  const rows: Row[] = [];
  for (const fn of KERNEL_FUNCTIONS) {
    const symbol = simulation.symbols.find(({ name }) => name === fn.name);
    if (symbol === undefined || fn.group === "user" || (fn.group === "driver" && driver === "module"))
      continue;
    const { address, bytes } = placeFunction(fn, driver);
    const last = LAST_BUCKETS[fn.name];
    const moved = symbol.ticks.mean * (last?.part ?? 0);
    rows.push({ name: fn.name, address, bytes, expected: symbol.ticks.mean - moved });
    if (last !== undefined) {
      rows.push({ name: last.next, address: address + bytes, bytes: last.nextBytes, expected: moved });
    }
  }
  return rows.sort((a, b) => a.address - b.address);
}

function makeSymbols(rows: readonly Row[]): SymbolTable {
  const size = Float64Array.from(rows, ({ bytes }) => bytes);
  return {
    length: rows.length,
    name: TextColumn.from(rows.map(({ name }) => name)),
    module: new Uint32Array(rows.length),
    moduleNames: [""],
    address: BigUint64Array.from(rows, ({ address }) => BigInt(address)),
    sizeLow: size,
    sizeHigh: size.slice(),
  };
}

import type { Simulation } from "../simulator/simulation.ts";
import type { Spread } from "../simulator/spread.ts";
import { formatCount } from "../text/format-count.ts";
import { formatSpread } from "../text/format-spread.ts";
import type { Facts } from "./report.ts";
import { deviationOf, type SimulationView, totalOf } from "./simulation-view.ts";

/** Shows what was simulated, what cyclesoak and the profiler would print, and how often things happened, then `more`. */
export function simulationFacts(view: SimulationView, more: Facts["rows"] = []): Facts {
  const { simulation, title, machine } = view;
  const { parameters, rates, variant, seeds } = simulation;
  const seconds = parameters["profile.seconds"];
  const driverSays = `driver ${say(simulation.driverTicks, 0)} ${parameters["nic.driver"] === "module" ? "outside, a module" : "among them"}`;
  const rows: readonly (readonly [label: string, texts: readonly string[]])[] = [
    ["variant", [`${variant.name}: ${title}`]],
    [
      "machine",
      [machine, `${parameters["cpu.count"]} x ${parameters["cpu.clock"]} MHz`, describeL2(simulation)],
    ],
    ["cyclesoak", [`System load: ${say(simulation.load, 1, "%")}`]],
    ["total", [`${say(totalOf(view), 0)} ticks in ${seconds} s`, driverSays]],
    [
      "link",
      [
        `${say(rates.bytesPerSecond, 2, "", 1e6)} MB/s`,
        `${say(rates.framesPerSecond, 0)} frames/s`,
        `${say(rates.acknowledgementsPerSecond, 0)} ACKs/s`,
      ],
    ],
    [
      "interrupts",
      [
        `${say(rates.interruptsPerSecond, 0)}/s`,
        `${say(rates.completionsPerInterrupt, 2)} completions each`,
        `${say(rates.wakeUpsPerSecond, 0)} wake-ups/s`,
      ],
    ],
    ["seeds", [describeSeeds(seeds), describeSteadiness(simulation)]],
  ];
  return {
    kind: "facts",
    rows: [
      ...rows.map(([label, texts]) => ({
        label,
        cells: [{ kind: "text" as const, text: texts.join(", ") }],
      })),
      ...more,
    ],
  };
}

function say(spread: Spread, digits: number, unit = "", scale = 1): string {
  const sd = deviationOf(spread);
  return formatSpread(spread.mean / scale, sd === null ? null : sd / scale, digits).replace(
    /( ±|$)/,
    `${unit}$1`,
  );
}

function describeL2({ parameters }: Simulation): string {
  return `L2 ${formatCount(parameters["l2.size"] / 1024)} KB ${parameters["l2.ways"]}-way`;
}

function describeSeeds(seeds: readonly number[]): string {
  const [first] = seeds;
  return seeds.length === 1 ? String(first) : `${first} to ${seeds[seeds.length - 1]}`;
}

function describeSteadiness({ steadiness: { isSteady, worstDrift } }: Simulation): string {
  return `${isSteady ? "steady" : "NOT STEADY"}: quarters within ${(100 * worstDrift).toFixed(1)} %`;
}

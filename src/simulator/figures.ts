import type { Simulation } from "./simulation.ts";
import { combineSpreads, type Spread } from "./spread.ts";

/** The figures by which simulations are compared in a grid; each is null where it has no value. */
export interface Figures {
  /** What cyclesoak prints, percent. */
  readonly load: Spread;
  /** Ticks of the kernel's text, the driver outside. */
  readonly ticks: Spread;
  readonly driverTicks: Spread;
  readonly readCopyTicks: Spread;
  /** Of the checksum copy and copy_from_user together. */
  readonly sendCopyTicks: Spread;
  readonly bytesPerSecond: Spread;
  readonly framesPerSecond: Spread;
  readonly acksPerSecond: Spread;
  readonly interruptsPerSecond: Spread;
  /** L2 misses of the send copy for each line of payload; a mean over placements only. */
  readonly sendCopyMissesPerLine: number;
}

const SEND_COPIES = ["csum_partial_copy_generic", "__generic_copy_from_user"];

/** Takes the figures out of a simulation. */
export function figuresOf(simulation: Simulation): Figures {
  const { load, total, driverTicks, rates, symbols, parameters } = simulation;
  const ticksOf = (names: readonly string[]): Spread =>
    combineSpreads(
      [total, ...symbols.filter(({ name }) => names.includes(name)).map(({ ticks }) => ticks)],
      (_, ...ticks) => ticks.reduce((sum, value) => sum + value, 0),
    );
  const misses = symbols
    .filter(({ name }) => SEND_COPIES.includes(name))
    .reduce((sum, { totals }) => sum + totals.l2Misses, 0);
  return {
    load,
    ticks: total,
    driverTicks,
    readCopyTicks: ticksOf(["file_read_actor"]),
    sendCopyTicks: ticksOf(SEND_COPIES),
    bytesPerSecond: rates.bytesPerSecond,
    framesPerSecond: rates.framesPerSecond,
    acksPerSecond: rates.acknowledgementsPerSecond,
    interruptsPerSecond: rates.interruptsPerSecond,
    sendCopyMissesPerLine: misses / (rates.bytesPerSecond.mean / parameters["cache.line"]),
  };
}

import { describe, expect, it } from "vitest";
import { NIC_PRESETS } from "../../src/simulator/nic/nic-parameters.ts";
import { defaultsOf } from "../../src/simulator/parameters/resolve-parameters.ts";
import { simulate } from "../../src/simulator/simulate.ts";
import type { Simulation } from "../../src/simulator/simulation.ts";
import {
  SIMULATION_PARAMETERS,
  type SimulationParameters,
} from "../../src/simulator/simulation-parameters.ts";
import { findVariant, VARIANTS, type Variant } from "../../src/simulator/variants.ts";

const DEFAULTS = defaultsOf(SIMULATION_PARAMETERS);
/** Where pages lie moves a copy's misses by a tenth, so directions are asked of a mean. */
const SEEDS = [1, 2, 3, 4, 5, 6];
/** Over eight consecutive seeds each file is sent at each phase once. */
const EIGHT = [9, 10, 11, 12, 13, 14, 15, 16];

function variantOf(name: string): Variant {
  const variant = findVariant(name);
  if (variant === undefined) throw new Error(`no variant ${name}`);
  return variant;
}

/** A tenth of a wrap: enough for directions, which are large; figures are validated elsewhere. */
function run(name: string, change: Partial<SimulationParameters> = {}, seeds = SEEDS): Simulation {
  return simulate(variantOf(name), { ...DEFAULTS, "work.wraps": 0.1, "work.warmUp": 0.05, ...change }, seeds);
}

function ticksOf(simulation: Simulation, symbol: string): number {
  return simulation.symbols.find(({ name }) => name === symbol)?.ticks.mean ?? 0;
}

function l2MissesOf(simulation: Simulation, symbol: string): number {
  return simulation.symbols.find(({ name }) => name === symbol)?.totals.l2Misses ?? 0;
}

/** The part of the send copies that were `rep movsl`. */
function stringShare(simulation: Simulation): number {
  const [string, checksum] = ["__generic_copy_from_user", "csum_partial_copy_generic"].map(
    (symbol) => simulation.symbols.find(({ name }) => name === symbol)?.calls ?? 0,
  );
  return string / (string + checksum);
}

const noSg = run("no-sg");
const sg = run("sg-csum");

describe("simulate", () => {
  it("gives the same numbers for the same seeds", () => {
    expect(JSON.stringify(run("no-sg"))).toBe(JSON.stringify(noSg));
  });

  it("tells how far it has come within each placement, never less than before, and changes no number by it", () => {
    const told: number[] = [];
    const parameters = { ...DEFAULTS, "work.wraps": 0.1, "work.warmUp": 0.05 };
    const simulation = simulate(variantOf("no-sg"), parameters, [1, 2], {
      onProgress: (done) => told.push(done),
    });
    expect(told.filter((done) => done < 1).length).toBeGreaterThan(10);
    expect(told).toContain(1);
    expect(told.at(-1)).toBe(2);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(simulation.total).toEqual(simulate(variantOf("no-sg"), parameters, [1, 2]).total);
  });

  it("fills the link, and no more: 8127 full frames a second, 11.77 MB of payload", () => {
    expect(noSg.rates.bytesPerSecond.mean).toBeGreaterThan(11.6e6);
    expect(noSg.rates.bytesPerSecond.mean).toBeLessThanOrEqual(11.79e6);
    expect(noSg.rates.framesPerSecond.mean).toBeGreaterThan(8127 * 0.99);
    expect(noSg.rates.framesPerSecond.mean).toBeLessThan(8127 * 1.08);
  });

  it("books each cycle once: symbols add up to the total, structures to each symbol's stalls", () => {
    const kernel = sg.symbols.filter(({ group }) => group !== "user" && group !== "driver");
    expect(kernel.reduce((sum, { ticks }) => sum + ticks.mean, 0)).toBeCloseTo(sg.total.mean, 6);
    for (const { cycles, instructionCycles, stallCycles, structures } of sg.symbols) {
      expect(instructionCycles + stallCycles).toBeCloseTo(cycles, 3);
      expect(structures.reduce((sum, row) => sum + row.stallCycles, 0)).toBeCloseTo(stallCycles, 3);
    }
  });

  it("names a cause for every miss when asked, and changes no other number by it", () => {
    const parameters = { ...DEFAULTS, "work.wraps": 0.02, "work.warmUp": 0.05 };
    const plain = simulate(variantOf("sg-csum"), parameters, [1]);
    const classified = simulate(variantOf("sg-csum"), parameters, [1], { classified: true });
    expect(classified.total).toEqual(plain.total);
    for (const { name, totals, group } of classified.symbols) {
      if (group === "user") continue;
      const { l1Compulsory, l1Capacity, l1Coherence, l1Conflict } = totals;
      expect(l1Compulsory + l1Capacity + l1Coherence + l1Conflict, name).toBeCloseTo(totals.l1Misses, 6);
      const { l2Compulsory, l2Capacity, l2Coherence, l2Conflict } = totals;
      expect(l2Compulsory + l2Capacity + l2Coherence + l2Conflict, name).toBeCloseTo(totals.l2Misses, 6);
    }
  });

  it("has every variant of the mail's table, in its order", () => {
    expect(VARIANTS.map(({ name }) => name)).toEqual([
      "no-sg",
      "sg-csum",
      "sg-cfu",
      "sg-choose",
      "sg-page-choose",
      "sg-page-csum",
      "sg-csum-cache",
      "sg-csum-cache-page",
      "sg-cfu-cache-page",
    ]);
  });
});

describe("mechanism demands that", () => {
  it("scatter-gather costs more than copying into buffers, on both copies", () => {
    expect(sg.total.mean).toBeGreaterThan(noSg.total.mean);
    expect(ticksOf(sg, "file_read_actor")).toBeGreaterThan(ticksOf(noSg, "file_read_actor"));
    expect(ticksOf(sg, "csum_partial_copy_generic")).toBeGreaterThan(
      ticksOf(noSg, "csum_partial_copy_generic"),
    );
  });

  it("2 MB of L2 keep the payload's lines, so the copy into them stops missing", () => {
    const large = run("sg-csum", { "l2.size": 2 ** 21 });
    expect(l2MissesOf(large, "csum_partial_copy_generic")).toBeLessThan(
      0.1 * l2MissesOf(sg, "csum_partial_copy_generic"),
    );
    expect(large.total.mean).toBeLessThan(sg.total.mean);
  });

  it("the read from the page cache misses whatever L2's size, as no page is read twice in a wrap", () => {
    const large = run("sg-csum", { "l2.size": 2 ** 21 });
    expect(l2MissesOf(large, "file_read_actor") / l2MissesOf(sg, "file_read_actor")).toBeGreaterThan(0.95);
  });

  it("sendfile copies nothing where the interface gathers and sums, and everything where it does not", () => {
    const zero = run("sg-csum", { "work.method": "sendfile" });
    expect(ticksOf(zero, "file_read_actor")).toBe(0);
    // The files' length fields are still sent by send(): a few bytes a file.
    expect(ticksOf(zero, "csum_partial_copy_generic")).toBeLessThan(1);
    expect(zero.total.mean).toBeLessThan(0.7 * sg.total.mean);
    const copied = run("sg-csum", { "work.method": "sendfile", "nic.scatterGather": "off" });
    expect(ticksOf(copied, "csum_partial_copy_generic")).toBeGreaterThan(300);
  });

  it("an interface without scatter-gather makes every variant the one without it", () => {
    const forced = run("sg-csum", { "nic.scatterGather": "off" });
    expect(forced.total).toEqual(noSg.total);
  });

  it("one processor reports twice the load of two", () => {
    const single = run("no-sg", { "cpu.count": 1 });
    expect(single.load.mean / noSg.load.mean).toBeGreaterThan(1.9);
    expect(single.load.mean / noSg.load.mean).toBeLessThan(2.1);
  });

  it("chunks below a segment bring about one acknowledgement a frame", () => {
    const small = run("no-sg", { "work.chunk": 724 });
    const { acknowledgementsPerSecond, framesPerSecond } = small.rates;
    expect(acknowledgementsPerSecond.mean / framesPerSecond.mean).toBeGreaterThan(0.9);
    const { acknowledgementsPerSecond: acks, framesPerSecond: frames } = run("no-sg", {
      "work.chunk": 65_536,
    }).rates;
    expect(acks.mean / frames.mean).toBeLessThan(0.56);
  });

  it("without mitigation the interface interrupts for every frame as well", () => {
    const loud = run("no-sg", NIC_PRESETS.eepro100);
    expect(loud.rates.interruptsPerSecond.mean).toBeGreaterThan(noSg.rates.interruptsPerSecond.mean + 7000);
  });

  it("pages of one colour no longer pile up where pages are coloured", () => {
    const coloured = run("sg-csum", { "memory.colouring": "on" });
    expect(l2MissesOf(coloured, "csum_partial_copy_generic")).toBeLessThan(
      l2MissesOf(sg, "csum_partial_copy_generic"),
    );
  });

  it("a buffer 4 bytes off the 8-byte border makes the read no fast string", () => {
    const off = run("no-sg", { "work.bufferOffset": 260 });
    expect(ticksOf(off, "file_read_actor")).toBeGreaterThan(1.05 * ticksOf(noSg, "file_read_actor"));
    // The link is full either way: it is time that the copy costs, not data.
    expect(off.rates.framesPerSecond.mean / noSg.rates.framesPerSecond.mean).toBeCloseTo(1, 2);
  });

  it("headers of 8 bytes align nothing, as files have any length: one copy in eight is fast, and all are after a short frame", () => {
    expect(stringShare(run("sg-choose", { "work.headerBytes": 8 }, EIGHT))).toBeCloseTo(1 / 8, 2);
    expect(stringShare(run("sg-page-choose", { "work.headerBytes": 8 }))).toBeGreaterThan(0.8);
  });

  it("a copy is aligned one time in eight, whichever eight seeds say so", () => {
    const others = EIGHT.map((seed) => seed + 8);
    for (const seeds of [EIGHT, others])
      expect(stringShare(run("sg-choose", {}, seeds))).toBeCloseTo(1 / 8, 2);
  });

  it("pages aligned again spare the straddling dwords", () => {
    expect(ticksOf(run("sg-page-csum"), "csum_partial_copy_generic")).toBeLessThan(
      ticksOf(sg, "csum_partial_copy_generic"),
    );
  });

  it("an unconditional rep movsl is never cheaper than choosing it where it is fast", () => {
    expect(run("sg-cfu").total.mean).toBeGreaterThan(run("sg-choose").total.mean);
  });
});

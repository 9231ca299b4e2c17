import { describe, expect, it } from "vitest";
import { compileCore } from "../../scripts/compile-wasm.mjs";
import { warmCycles } from "../../src/simulator/calibration/warm-cycles.ts";
import { EventLoop } from "../../src/simulator/event-loop.ts";
import { MachineBuilder } from "../../src/simulator/kernel/machine-builder.ts";
import { layTexts } from "../../src/simulator/kernel/text-range.ts";
import { CacheCore } from "../../src/simulator/machine/cache-core.ts";
import { defaultsOf } from "../../src/simulator/parameters/resolve-parameters.ts";
import { SIMULATION_PARAMETERS } from "../../src/simulator/simulation-parameters.ts";
import { VARIANTS } from "../../src/simulator/variants.ts";
import { makeWorld } from "../../src/simulator/world.ts";
import { createRandom } from "../../src/stats/random.ts";

const core = new CacheCore(await compileCore("cache-core"));
/** Cycles of 100 us at 500 MHz: a step and an interrupt with all that it sends take 61; frames end 120 apart, when others have a turn. */
const SOON = 50_000;

function startLoop() {
  // One processor, so that whatever happens is on its clock, and a sender that never waits for room: it is always within a step.
  const parameters = { ...defaultsOf(SIMULATION_PARAMETERS), "cpu.count": 1, "tcp.depth": 100_000 };
  const texts = layTexts(0.5, parameters["cache.line"], "module");
  const machines = new MachineBuilder(parameters, texts, warmCycles(), { classified: false, core });
  const [pages, lengths, layout] = [1, 2, 3].map((seed) => createRandom(seed));
  const world = makeWorld(parameters, VARIANTS[0].options, { pages, lengths, layout, carried: 0 }, machines);
  return { world, first: world.kernel.processors[0], loop: new EventLoop(world, pages) };
}

describe("the event loop", () => {
  it("ends a run with the step in which its time comes", () => {
    const { first, loop } = startLoop();
    let worst = 0;
    for (let time = 20_000; time < 20e6; time += 7919) {
      if (first.time >= time) continue;
      loop.run(time, Infinity);
      expect(first.time).toBeGreaterThanOrEqual(time);
      worst = Math.max(worst, first.time - time);
    }
    expect(worst).toBeLessThan(SOON);
  });

  it("hands an acknowledgement to the driver after the step that it falls into", () => {
    const { world, first, loop } = startLoop();
    const { kernel, receiver } = world;
    const due: number[] = [];
    const delays: number[] = [];
    const receiveSegment = receiver.receive.bind(receiver);
    receiver.receive = (segment, time) => {
      const arrival = receiveSegment(segment, time);
      if (arrival !== null) due.push(arrival + kernel.nic.wireCycles(0));
      return arrival;
    };
    const receiveFrame = kernel.nic.receive.bind(kernel.nic);
    kernel.nic.receive = (sequence) => {
      delays.push(first.time - due[delays.length]);
      receiveFrame(sequence);
    };
    loop.run(50e6, Infinity);
    expect(delays.length).toBeGreaterThan(300);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThan(SOON);
  });
});

import { describe, expect, it } from "vitest";
import { compileCore } from "../../../scripts/compile-wasm.mjs";
import { KERNEL_FUNCTIONS } from "../../../src/simulator/kernel/functions.ts";
import { rowOf } from "../../../src/simulator/kernel/ledger.ts";
import { MachineBuilder } from "../../../src/simulator/kernel/machine-builder.ts";
import { switchProcess } from "../../../src/simulator/kernel/scheduler.ts";
import { SOCKET, USER_BUFFER } from "../../../src/simulator/kernel/structures.ts";
import { layTexts } from "../../../src/simulator/kernel/text-range.ts";
import { CacheCore } from "../../../src/simulator/machine/cache-core.ts";
import { defaultsOf } from "../../../src/simulator/parameters/resolve-parameters.ts";
import { SIMULATION_PARAMETERS } from "../../../src/simulator/simulation-parameters.ts";
import { VARIANTS } from "../../../src/simulator/variants.ts";
import { makeWorld } from "../../../src/simulator/world.ts";
import { createRandom } from "../../../src/stats/random.ts";

const USER_LOOP = 0;
const core = new CacheCore(await compileCore("cache-core"));

describe("switchProcess", () => {
  it.each([
    ["the core", core],
    ["the general model", null],
  ])("drops the user's pages from the TLB and keeps the kernel's, in %s", (_, each) => {
    const parameters = defaultsOf(SIMULATION_PARAMETERS);
    const texts = layTexts(0.5, parameters["cache.line"], "module");
    const cycles = new Float64Array(KERNEL_FUNCTIONS.length);
    const machines = new MachineBuilder(parameters, texts, cycles, { classified: false, core: each });
    const [pages, lengths, layout] = [1, 2, 3].map((seed) => createRandom(seed));
    const luck = { pages, lengths, layout, carried: 0 };
    const { kernel, ledger, buffer } = makeWorld(parameters, VARIANTS[0].options, luck, machines);
    const [processor] = kernel.processors;
    // A TLB has places for more pages than these two, so that one touch of each misses and a second does not.
    const touch = (): number[] => {
      processor.lookUpUser(buffer.virtual);
      processor.walkUser(USER_LOOP, USER_BUFFER, buffer.physical(0), 1, 1, 1);
      processor.read(USER_LOOP, SOCKET, kernel.layout.socket, 4);
      return [USER_BUFFER, SOCKET].map((structure) => ledger.at("tlbMisses", rowOf(USER_LOOP, structure)));
    };
    expect(touch()).toEqual([1, 1]);
    expect(touch()).toEqual([1, 1]);
    switchProcess(kernel, processor);
    expect(touch()).toEqual([2, 1]);
  });
});

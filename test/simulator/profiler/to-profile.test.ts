import { describe, expect, it } from "vitest";
import { writeReadprofile } from "../../../src/parsers/readprofile/writer.ts";
import { placeFunction } from "../../../src/simulator/kernel/build-addresses.ts";
import { KERNEL_FUNCTIONS } from "../../../src/simulator/kernel/functions.ts";
import { defaultsOf } from "../../../src/simulator/parameters/resolve-parameters.ts";
import { type ProfileChoice, toProfile } from "../../../src/simulator/profiler/to-profile.ts";
import { simulate } from "../../../src/simulator/simulate.ts";
import { SIMULATION_PARAMETERS } from "../../../src/simulator/simulation-parameters.ts";
import { VARIANTS } from "../../../src/simulator/variants.ts";

const parameters = { ...defaultsOf(SIMULATION_PARAMETERS), "work.wraps": 0.05, "work.warmUp": 0.02 };
const [noSg, , cfu] = ["no-sg", "sg-csum", "sg-cfu"].map((name) =>
  simulate(VARIANTS.find((variant) => variant.name === name) ?? VARIANTS[0], parameters, [1]),
);
const builtIn = simulate(VARIANTS[0], { ...parameters, "nic.driver": "built-in" }, [1]);

function rowsOf(text: string): Map<string, string> {
  return new Map(text.split("\n").map((line) => [line.trim().split(/ +/)[1] ?? "", line]));
}

function sample(seed: number): Float64Array {
  return toProfile(noSg, { ticks: { seed } }).measures[0].counts;
}

const titleOf = (seeds: readonly number[], ticks: ProfileChoice["ticks"]) =>
  toProfile({ ...noSg, seeds, parameters: defaultsOf(SIMULATION_PARAMETERS) }, { ticks }).title;

describe("toProfile", () => {
  it("prints the mail's addresses and sizes: a load is ticks a byte", () => {
    const profile = toProfile(noSg, { ticks: { seed: 7 } });
    const rows = rowsOf(new TextDecoder().decode(writeReadprofile([profile])));
    const [address, , ticks, load] = (rows.get("file_read_actor") ?? "").trim().split(/ +/);
    expect(address).toBe("00000000c0125580");
    expect(load).toBe((Number(ticks) / 84).toFixed(4));
    expect(rows.get("csum_partial_copy_generic")).toMatch(/^00000000c024a3cc/);
    expect(rows.has("boomerang_interrupt")).toBe(false);
  });

  it("shows the driver where it is built in, at the third listing's addresses", () => {
    const profile = toProfile(builtIn, { ticks: "expected" });
    const text = new TextDecoder().decode(writeReadprofile([profile]));
    expect(rowsOf(text).get("boomerang_start_xmit")).toMatch(/^00000000c01d2c94/);
    expect(profile.measures[0].total).toBeCloseTo(builtIn.totalWithDriver.mean, 6);
  });

  it("puts the ticks of rep movsl under the name that follows it", () => {
    const text = new TextDecoder().decode(writeReadprofile([toProfile(cfu, { ticks: "expected" })]));
    const ticks = (name: string): number => Number((rowsOf(text).get(name) ?? "").trim().split(/ +/)[2]);
    expect(ticks("__strncpy_from_user")).toBeGreaterThan(20 * ticks("__generic_copy_from_user"));
  });

  it("says in its title from what it was drawn, where that is not the first placement and sample", () => {
    expect(titleOf([1], { seed: 1 })).toBe("send(8k), no SG");
    expect(titleOf([2], { seed: 2 })).toBe("send(8k), no SG, seed 2");
    expect(titleOf([1], "expected")).toBe("send(8k), no SG, expected ticks");
    expect(titleOf([3], "expected")).toBe("send(8k), no SG, seed 3, expected ticks");
    expect(titleOf([1, 2, 3], { seed: 1 })).toBe("send(8k), no SG, placements 1 to 3");
  });

  it("samples whole ticks: the same for a seed, others for another", () => {
    expect(sample(1)).toEqual(sample(1));
    expect(sample(1)).not.toEqual(sample(2));
    expect([...sample(1)].every(Number.isInteger)).toBe(true);
  });
});

describe("placeFunction", () => {
  it.each(["module", "built-in"] as const)("lets no two functions overlap in the %s build", (build) => {
    const placed = KERNEL_FUNCTIONS.filter(({ address }) => address > 0)
      .map((fn) => ({ name: fn.name, ...placeFunction(fn, build) }))
      .sort((a, b) => a.address - b.address);
    const overlaps = placed.filter(
      ({ address }, i) => i > 0 && placed[i - 1].address + placed[i - 1].bytes > address,
    );
    expect(overlaps.map(({ name }) => name)).toEqual([]);
  });
});

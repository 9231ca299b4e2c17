import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cache } from "../../../src/simulator/machine/cache.ts";
import type { CacheGeometry } from "../../../src/simulator/machine/cache-geometry.ts";
import { EXCLUSIVE, INVALID, MODIFIED, SHARED } from "../../../src/simulator/machine/line-state.ts";
import { MemorySystem } from "../../../src/simulator/machine/memory-system.ts";

const LINE = 32;
const LINES = 64;
const upper: CacheGeometry = { size: 256, ways: 2, block: LINE, write: "back", writeMiss: "allocate" };
const under: CacheGeometry = { ...upper, size: 1024, ways: 4 };

function makeProcessors(levels: 1 | 2): { memory: MemorySystem; tops: Cache[]; lowers: Cache[] } {
  const memory = new MemorySystem(LINE * LINES, LINE);
  const lowers: Cache[] = [];
  const tops = [0, 1].map(() => {
    const bus = memory.port();
    const last = new Cache(levels === 1 ? upper : under, null, bus);
    const top = levels === 1 ? last : new Cache(upper, last, bus);
    lowers.push(last);
    memory.attach(top);
    return top;
  });
  return { memory, tops, lowers };
}

const step = fc.record({
  kind: fc.constantFrom("read", "write", "whole", "dmaRead", "dmaWrite"),
  cpu: fc.nat(1),
  line: fc.nat(LINES - 1),
});
const steps = fc.array(step, { maxLength: 400 });
type Step = { kind: string; cpu: number; line: number };

function apply({ kind, cpu, line }: Step, { memory, tops }: { memory: MemorySystem; tops: Cache[] }): void {
  const address = line * LINE;
  if (kind === "read") tops[cpu].read(address, 4);
  else if (kind === "write") tops[cpu].write(address, 4);
  else if (kind === "whole") tops[cpu].write(address, LINE);
  else if (kind === "dmaRead") memory.dmaRead(address, LINE);
  else memory.dmaWrite(address, LINE);
}

/** The referee: MESI over two one-level caches, straight from its definition, with lines as objects. */
class NaiveMesi {
  readonly counts = { misses: 0, upgrades: 0, victims: 0, snoops: 0 };
  private readonly sets = [0, 1].map(() =>
    Array.from({ length: 4 }, () => [] as { line: number; state: string }[]),
  );

  apply({ kind, cpu, line }: Step): void {
    const others = kind.startsWith("dma") ? [0, 1] : [1 - cpu];
    if (kind === "dmaRead") this.share(others, line);
    else if (kind === "dmaWrite") this.drop(others, line);
    else this.use(cpu, others, line, kind !== "read");
  }

  private use(cpu: number, others: number[], line: number, isWrite: boolean): void {
    const set = this.sets[cpu][line % 4];
    const at = set.findIndex((entry) => entry.line === line);
    let entry = set[at];
    if (entry) {
      set.splice(at, 1);
      if (isWrite && entry.state === "S") this.counts.upgrades++;
    } else {
      this.counts.misses++;
      entry = { line, state: !isWrite && this.share(others, line) ? "S" : "E" };
    }
    if (isWrite) {
      this.drop(others, line);
      entry.state = "M";
    }
    set.unshift(entry);
    if (set.length > 2 && set.pop()?.state === "M") this.counts.victims++;
  }

  private share(cpus: number[], line: number): boolean {
    const copies = cpus.flatMap((cpu) => this.sets[cpu][line % 4].filter((entry) => entry.line === line));
    for (const copy of copies) {
      if (copy.state === "M") this.counts.snoops++;
      copy.state = "S";
    }
    return copies.length > 0;
  }

  private drop(cpus: number[], line: number): void {
    for (const cpu of cpus) {
      const set = this.sets[cpu][line % 4];
      const at = set.findIndex((entry) => entry.line === line);
      if (at >= 0) set.splice(at, 1);
    }
  }
}

describe("MemorySystem", () => {
  it("counts like naive MESI over two processors and DMA", () => {
    fc.assert(
      fc.property(steps, (list) => {
        const system = makeProcessors(1);
        const naive = new NaiveMesi();
        for (const one of list) {
          apply(one, system);
          naive.apply(one);
        }
        const sum = (pick: (cache: Cache) => number): number =>
          system.tops.reduce((all, top) => all + pick(top), 0);
        expect({
          misses: sum((top) => top.readMisses + top.writeMisses),
          upgrades: sum((top) => top.upgrades),
          victims: sum((top) => top.dirtyVictims),
          snoops: system.memory.snoopWriteBacks,
        }).toEqual(naive.counts);
      }),
      { numRuns: 300 },
    );
  });

  it("never leaves a line with two processors once one of them may write it without asking", () => {
    fc.assert(
      fc.property(steps, (list) => {
        const system = makeProcessors(2);
        for (const one of list) {
          apply(one, system);
          const address = one.line * LINE;
          const strongest = [0, 1].map((cpu) =>
            Math.max(system.tops[cpu].stateOf(address), system.lowers[cpu].stateOf(address)),
          );
          if (Math.max(...strongest) > SHARED) expect(Math.min(...strongest)).toBe(INVALID);
        }
      }),
    );
  });

  it("makes the store after a DMA read an upgrade, and the read after a DMA write a miss", () => {
    const { memory, tops } = makeProcessors(2);
    tops[0].write(0, 4);
    memory.dmaRead(0, LINE);
    expect([tops[0].stateOf(0), memory.snoopWriteBacks]).toEqual([SHARED, 1]);
    tops[0].write(0, 4);
    expect([tops[0].upgrades, tops[0].stateOf(0)]).toEqual([1, MODIFIED]);
    memory.dmaWrite(0, LINE);
    const before = tops[0].readMisses;
    tops[0].read(0, 4);
    expect([tops[0].readMisses - before, tops[0].stateOf(0)]).toEqual([1, EXCLUSIVE]);
  });
});

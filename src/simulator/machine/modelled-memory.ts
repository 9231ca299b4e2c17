import { exponentOf } from "../parameters/power-of-two.ts";
import { Cache } from "./cache.ts";
import { ClassifiedCache } from "./classified-cache.ts";
import { geometryOf } from "./machine-geometry.ts";
import type { DataCaches, DataCauses, MachineMemory } from "./machine-memory.ts";
import type { Machine } from "./machine-parameters.ts";
import { MemorySystem } from "./memory-system.ts";
import {
  L2_READS,
  OWNED,
  READS,
  TALLY_LENGTH,
  UPGRADES,
  VICTIMS,
  WHOLE,
  WHOLE_BELOW,
  WRITES,
} from "./tally.ts";

/** Bytes that a copy loop moves at a time. */
const DWORD = 4;

/** Builds a machine's memory from the general cache model; `classified` caches also say why they miss. */
export function modelMemory(machine: Machine, classified: boolean): MachineMemory {
  const bus = new MemorySystem(machine["memory.size"], machine["cache.line"]);
  return {
    processors: Array.from(
      { length: machine["cpu.count"] },
      () => new ModelledCaches(machine, bus, classified),
    ),
    dmaRead: (address, bytes) => bus.dmaRead(address, bytes),
    dmaWrite: (address, bytes) => bus.dmaWrite(address, bytes),
  };
}

/** Data caches of the general model: any geometry, any write policy. */
class ModelledCaches implements DataCaches {
  readonly tally = new Int32Array(TALLY_LENGTH);
  readonly causes: DataCauses | null;
  private readonly l1: Cache;
  private readonly l2: Cache;
  private readonly lineShift: number;
  private readonly lineMask: number;
  private readonly longestStep: number;
  /** What the caches had counted when the tally was last brought up to date. */
  private readonly seen = new Int32Array(TALLY_LENGTH);

  constructor(machine: Machine, memory: MemorySystem, classified: boolean) {
    const bus = memory.port();
    const [upper, under] = [geometryOf(machine, "l1d"), geometryOf(machine, "l2")];
    if (classified) {
      const blocks = machine["memory.size"] / machine["cache.line"];
      const l2 = new ClassifiedCache(under, null, bus, blocks);
      const l1 = new ClassifiedCache(upper, l2, bus, blocks);
      this.causes = {
        l1dRead: l1.readKinds,
        l1dWrite: l1.writeKinds,
        l2Read: l2.readKinds,
        l2Owned: l2.ownershipKinds,
      };
      this.l1 = l1;
      this.l2 = l2;
    } else {
      this.causes = null;
      this.l2 = new Cache(under, null, bus);
      this.l1 = new Cache(upper, this.l2, bus);
    }
    memory.attach(this.l1);
    this.lineShift = exponentOf(machine["cache.line"]);
    // Small integers, as in CacheLines.
    this.lineMask = (machine["cache.line"] - 1) | 0;
    this.longestStep = machine["l1d.ways"] === 1 ? DWORD : machine["cache.line"] | 0;
  }

  read(address: number, bytes: number): number {
    const last = (address + bytes - 1) >>> this.lineShift;
    for (let line = address >>> this.lineShift; line <= last; line++) this.l1.readBlock(line);
    return this.count();
  }

  write(address: number, bytes: number): number {
    const last = (address + bytes - 1) >>> this.lineShift;
    let at = address;
    for (let line = address >>> this.lineShift; line <= last; line++) {
      this.l1.writeBlock(line, at, DWORD);
      at = ((line + 1) << this.lineShift) >>> 0;
    }
    return this.count();
  }

  walk(address: number, lines: number, first: number, every: number): void {
    const line = address >>> this.lineShift;
    let nextStore = first;
    for (let i = 0; i < lines; i++) {
      if (i === nextStore) {
        this.l1.writeBlock(line + i, ((line + i) << this.lineShift) >>> 0, DWORD);
        nextStore += every;
      } else {
        this.l1.readBlock(line + i);
      }
    }
    this.count();
  }

  stream(source: number, destination: number, bytes: number, whole: boolean): void {
    const { l1, lineMask, lineShift } = this;
    const size = lineMask + 1;
    let s = source;
    let d = destination;
    const end = destination + bytes;
    while (d < end) {
      const inSource = size - (s & lineMask);
      const inDestination = size - (d & lineMask);
      const step = Math.min(inSource, inDestination, end - d, this.longestStep);
      const from = s >>> lineShift;
      const to = d >>> lineShift;
      // A second touch of a line changes nothing unless the other stream's line, or its last one, lies in the same set.
      const mayMeet = l1.mayShareSet(from, to);
      if (mayMeet || s === source || inSource === size) l1.readBlock(from);
      if (inDestination === size && whole && end - d >= size) l1.storeWhole(to);
      else if (mayMeet || d === destination || inDestination === size) l1.writeBlock(to, d, DWORD);
      s += step;
      d += step;
    }
    this.count();
  }

  readText(line: number, lines: number): void {
    for (let i = 0; i < lines; i++) this.l2.readBlock(line + i);
    this.count();
  }

  private count(): number {
    const { l1, l2 } = this;
    this.note(L2_READS, l2.readMisses - l2.ownershipMisses);
    this.note(OWNED, l2.ownershipMisses);
    this.note(WHOLE, l1.wholeBlockStores);
    this.note(WHOLE_BELOW, l1.wholeStoresHeldBelow);
    return (
      this.note(VICTIMS, l2.dirtyVictims) |
      this.note(READS, l1.readMisses) |
      this.note(WRITES, l1.writeMisses) |
      this.note(UPGRADES, l1.upgrades + l2.upgrades)
    );
  }

  private note(place: number, now: number): number {
    const more = now - this.seen[place];
    if (more === 0) return 0;
    this.seen[place] = now;
    this.tally[place] += more;
    return 1;
  }
}

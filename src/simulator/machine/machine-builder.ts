import { Cache } from "./cache.ts";
import { type CacheCore, startCacheCore } from "./cache-core.ts";
import { ClassifiedCache } from "./classified-cache.ts";
import { InstructionCache } from "./instruction-cache.ts";
import { geometryOf } from "./machine-geometry.ts";
import type { DataCaches, MachineMemory } from "./machine-memory.ts";
import type { Machine } from "./machine-parameters.ts";
import type { MissKinds } from "./miss-kinds.ts";
import { modelMemory } from "./modelled-memory.ts";
import { TextMemo, type Texts } from "./text-memo.ts";
import { Tlb } from "./tlb.ts";

/** The caches of one processor. */
export interface ProcessorCaches {
  readonly data: DataCaches;
  readonly text: InstructionCache;
  /** Causes of the instruction cache's misses; null where nobody asked for them. */
  readonly textCauses: MissKinds | null;
  readonly tlb: Tlb;
}

/** How machines are built; nothing of it changes a count. */
export interface BuildChoice {
  /** Whether each cache says why it missed, at a fraction of the speed. */
  readonly classified: boolean;
  /** The core to use where it can model the machine, null for the general model alone; else one is started. */
  readonly core?: CacheCore | null | undefined;
}

/**
 * Builds the same machine again and again, empty each time. With a core only the one built last may be used, as a core
 * holds one machine.
 */
export class MachineBuilder {
  private readonly machine: Machine;
  private readonly texts: Texts;
  private readonly core: CacheCore | null;
  private readonly memo: TextMemo | null;
  private readonly classified: boolean;

  /** Prepares to build a machine whose programs consist of `texts`. */
  constructor(machine: Machine, texts: Texts, { classified, core = startCacheCore() }: BuildChoice) {
    this.machine = machine;
    this.texts = texts;
    this.classified = classified;
    this.core = !classified && core?.canModel(machine) === true ? core : null;
    this.memo = classified ? null : new TextMemo(geometryOf(machine, "l1i"), texts);
  }

  /** Builds memory, with the data caches of each processor before it. */
  buildMemory(): MachineMemory {
    return this.core?.modelMemory(this.machine) ?? modelMemory(this.machine, this.classified);
  }

  /** Builds what a processor has besides its data caches; `shifts` says where the texts stand (InstructionCache). */
  buildProcessor(data: DataCaches, shifts: Int32Array): ProcessorCaches {
    const { machine, texts, memo } = this;
    const tlb = new Tlb({
      smallEntries: machine["tlb.smallEntries"],
      smallWays: machine["tlb.smallWays"],
      largeEntries: machine["tlb.largeEntries"],
      largeWays: machine["tlb.largeWays"],
    });
    const geometry = geometryOf(machine, "l1i");
    if (!this.classified) {
      const cache = new Cache(geometry, null, null);
      return { data, text: new InstructionCache(texts, cache, memo, data, shifts), textCauses: null, tlb };
    }
    const cache = new ClassifiedCache(geometry, null, null, machine["memory.size"] / machine["cache.line"]);
    const text = new InstructionCache(texts, cache, null, data, shifts);
    return { data, text, textCauses: cache.readKinds, tlb };
  }
}

import { Cache } from "../machine/cache.ts";
import { type CacheCore, type CoreExports, type CoreSetup, startCacheCore } from "../machine/cache-core.ts";
import { ClassifiedCache } from "../machine/classified-cache.ts";
import { InstructionCache } from "../machine/instruction-cache.ts";
import { geometryOf } from "../machine/machine-geometry.ts";
import type { DataCaches, DeviceMemory } from "../machine/machine-memory.ts";
import type { Machine } from "../machine/machine-parameters.ts";
import { modelMemory } from "../machine/modelled-memory.ts";
import { TextMemo, type Texts } from "../machine/text-memo.ts";
import { Tlb } from "../machine/tlb.ts";
import { readTouchCosts, worstTouchOf } from "../machine/touch-costs.ts";
import { CoreProcessor } from "./core-processor.ts";
import { Ledger } from "./ledger.ts";
import { ModelledProcessor, type ProcessorCaches } from "./modelled-processor.ts";
import type { Processor } from "./processor.ts";
import { KERNEL_TEXT, STRUCTURES } from "./structures.ts";

/** How machines are built; nothing of it changes a number. */
export interface BuildChoice {
  /** Whether each cache says why it missed, at a fraction of the speed. */
  readonly classified: boolean;
  /** The core to use where it can model the machine, null for the general model alone; else one is started. */
  readonly core?: CacheCore | null | undefined;
}

/** A machine that has not run yet, and the book that its processors keep. */
export interface BuiltMachine {
  readonly processors: readonly Processor[];
  readonly devices: DeviceMemory;
  readonly ledger: Ledger;
}

/**
 * Builds the same machine again and again, empty each time. Only the one built last may be used, ledger included, as a
 * core holds one machine.
 */
export class MachineBuilder {
  private readonly setup: CoreSetup;
  private readonly core: CacheCore | null;
  private memo: TextMemo | null = null;
  private readonly classified: boolean;

  /**
   * Prepares to build a machine whose programs consist of `texts`; `warmCycles` are those of one call of each with
   * everything in L1.
   */
  constructor(
    machine: Machine,
    texts: Texts,
    warmCycles: Float64Array,
    { classified, core = startCacheCore() }: BuildChoice,
  ) {
    this.setup = { machine, texts, warmCycles, rows: STRUCTURES.length, textRow: KERNEL_TEXT };
    this.classified = classified;
    this.core = !classified && core?.canModel(machine) === true ? core : null;
  }

  /** Builds the machine, empty, all clocks at 0; `shifts` says where the texts stand (InstructionCache). */
  build(shifts: Int32Array): BuiltMachine {
    const core = this.core?.build(this.setup, shifts) ?? null;
    return core === null ? this.buildModel(shifts) : this.driveCore(core);
  }

  private driveCore(core: CoreExports): BuiltMachine {
    const { machine } = this.setup;
    const ledger = new Ledger(new Float64Array(core.memory.buffer, core.accountsAt(), Ledger.size));
    const worstTouch = worstTouchOf(readTouchCosts(machine));
    return {
      processors: Array.from(
        { length: machine["cpu.count"] },
        (_, id) => new CoreProcessor(id, core, ledger, worstTouch),
      ),
      devices: new CoreDevices(core),
      ledger,
    };
  }

  private buildModel(shifts: Int32Array): BuiltMachine {
    const { machine, warmCycles } = this.setup;
    const ledger = new Ledger();
    const memory = modelMemory(machine, this.classified);
    return {
      processors: memory.processors.map(
        (data, id) => new ModelledProcessor(id, machine, this.buildCaches(data, shifts), ledger, warmCycles),
      ),
      devices: memory,
      ledger,
    };
  }

  private buildCaches(data: DataCaches, shifts: Int32Array): ProcessorCaches {
    const { machine, texts } = this.setup;
    const tlb = new Tlb({
      smallEntries: machine["tlb.smallEntries"],
      smallWays: machine["tlb.smallWays"],
      largeEntries: machine["tlb.largeEntries"],
      largeWays: machine["tlb.largeWays"],
    });
    const geometry = geometryOf(machine, "l1i");
    if (!this.classified) {
      const memo = (this.memo ??= new TextMemo(geometry, texts));
      const cache = new Cache(geometry, null, null);
      return { data, text: new InstructionCache(texts, cache, memo, data, shifts), textCauses: null, tlb };
    }
    const cache = new ClassifiedCache(geometry, null, null, machine["memory.size"] / machine["cache.line"]);
    const text = new InstructionCache(texts, cache, null, data, shifts);
    return { data, text, textCauses: cache.readKinds, tlb };
  }
}

/** What a device does to the memory of a core; a class, as the engine would compile callers of closures anew for each placement. */
class CoreDevices implements DeviceMemory {
  private readonly core: CoreExports;

  constructor(core: CoreExports) {
    this.core = core;
  }

  dmaRead(address: number, bytes: number): void {
    this.core.readByDevice(address, bytes);
  }

  dmaWrite(address: number, bytes: number): void {
    this.core.writeByDevice(address, bytes);
  }
}

import type { CoreExports } from "../machine/cache-core.ts";
import { type Ledger, rowOf } from "./ledger.ts";
import type { Processor } from "./processor.ts";

/** A processor of the core: each touch is one call into it. */
export class CoreProcessor implements Processor {
  readonly id: number;
  readonly worstTouch: number;
  private readonly core: CoreExports;
  private readonly place: number;
  private readonly clock: Float64Array;
  private readonly instructionCycles: Float64Array;

  /** Takes processor `id` of a core that keeps `ledger`. */
  constructor(id: number, core: CoreExports, ledger: Ledger, worstTouch: number) {
    this.id = id;
    this.worstTouch = worstTouch;
    this.core = core;
    this.place = core.processorAt(id);
    this.clock = new Float64Array(core.memory.buffer, this.place, 1);
    this.instructionCycles = ledger.instructionCycles;
  }

  get time(): number {
    return this.clock[0];
  }

  run(fn: number): void {
    this.core.run(this.place, fn);
  }

  spend(fn: number, cycles: number): void {
    this.instructionCycles[fn] += cycles;
    this.clock[0] += cycles;
  }

  read(fn: number, structure: number, address: number, bytes: number): void {
    this.core.read(this.place, rowOf(fn, structure), address, bytes);
  }

  write(fn: number, structure: number, address: number, bytes: number): void {
    this.core.write(this.place, rowOf(fn, structure), address, bytes);
  }

  walkUser(
    fn: number,
    structure: number,
    address: number,
    lines: number,
    first: number,
    every: number,
  ): void {
    this.core.walk(this.place, rowOf(fn, structure), address, lines, first, every);
  }

  stream(
    fn: number,
    readFrom: number,
    writtenTo: number,
    source: number,
    destination: number,
    bytes: number,
    whole: boolean,
  ): void {
    this.core.stream(
      this.place,
      rowOf(fn, readFrom),
      rowOf(fn, writtenTo),
      source,
      destination,
      bytes,
      whole ? 1 : 0,
    );
  }

  lookUpUser(address: number): void {
    this.core.lookUpUser(this.place, address);
  }

  lookUpKernel(address: number): void {
    this.core.lookUpKernel(this.place, address);
  }

  switchAddressSpace(): void {
    this.core.switchAddressSpace(this.place);
  }
}

import type { Random } from "../stats/random.ts";
import { Fifo } from "./kernel/fifo.ts";
import type { Kernel } from "./kernel/kernel.ts";
import { KernelMemory } from "./kernel/kernel-memory.ts";
import { makeLayout } from "./kernel/layout.ts";
import type { Ledger } from "./kernel/ledger.ts";
import type { MachineBuilder } from "./kernel/machine-builder.ts";
import type { SendOptions } from "./kernel/send-options.ts";
import { takeTextPages } from "./kernel/text-range.ts";
import { UserMemory } from "./kernel/user-memory.ts";
import { WriteQueue } from "./kernel/write-queue.ts";
import { PAGE, PageAllocator } from "./machine/page-allocator.ts";
import { Nic } from "./nic/nic.ts";
import type { SimulationParameters } from "./simulation-parameters.ts";
import { Cyclesoak } from "./workload/cyclesoak.ts";
import { type CachedFile, makeFileSet } from "./workload/file-set.ts";
import { Receiver } from "./workload/receiver.ts";

/** Virtual addresses of a small process's data under Linux 2.4 on i386 [P]. */
const BUFFER_AT = 0x0804a000;
const SOAK_AT = 0x0804b000;

/** One machine with its kernel, its files and its programs, ready to run. */
export interface World {
  readonly kernel: Kernel;
  /** What the processors book; the next machine that is built takes it over. */
  readonly ledger: Ledger;
  readonly files: readonly CachedFile[];
  readonly buffer: UserMemory;
  readonly soaks: readonly Cyclesoak[];
  readonly receiver: Receiver;
  /** Bytes that the connection carried before the first file. */
  readonly carried: number;
}

/** What is left to chance. Apart, so that a change of how many pages are drawn leaves the others as they were. */
export interface Luck {
  readonly pages: Random;
  readonly lengths: Random;
  readonly layout: Random;
  /** Bytes that the connection carried before the first file: the phase at which its stream begins. */
  readonly carried: number;
}

/** Builds a machine: `lengths` makes its files, `layout` places what the kernel keeps, `pages` everything else. */
export function makeWorld(
  parameters: SimulationParameters,
  options: SendOptions,
  { pages: random, lengths, layout: gaps, carried }: Luck,
  machines: MachineBuilder,
): World {
  const clock = parameters["cpu.clock"] * 1e6;
  const layout = makeLayout(parameters, gaps);
  const colours =
    parameters["memory.colouring"] === "on"
      ? Math.max(1, parameters["l2.size"] / parameters["l2.ways"] / PAGE)
      : 1;
  const allocator = new PageAllocator(layout.firstFrame, parameters["memory.size"] / PAGE, colours, random);
  const memory = new KernelMemory(parameters, layout, allocator, options.skbuffCache);
  const takePage = (): number => memory.frames.takeForSlab();
  const shifts = takeTextPages(parameters["cache.line"], parameters["nic.driver"], takePage);
  const { processors, devices, ledger } = machines.build(shifts);
  const files = makeFileSet(parameters, lengths, takePage);
  const buffer = new UserMemory(
    BUFFER_AT + parameters["work.bufferOffset"],
    Math.max(parameters["work.chunk"], parameters["work.headerBytes"]),
    takePage,
  );
  const soaks = processors.map(
    () => new Cyclesoak(parameters, new UserMemory(SOAK_AT, parameters["soak.bytes"], takePage)),
  );
  const kernel: Kernel = {
    parameters,
    options,
    layout,
    memory,
    processors,
    nic: new Nic(parameters, devices, layout),
    queue: new WriteQueue(parameters["tcp.mss"], parameters["tcp.depth"]),
    qdisc: new Fifo(),
    rates: noRates(),
    alarm: { at: 0 },
  };
  const delay = parameters["tcp.receiverDelay"] * parameters["cpu.clock"];
  return {
    kernel,
    ledger,
    files,
    buffer,
    soaks,
    receiver: new Receiver(parameters["tcp.mss"], delay, clock),
    carried,
  };
}

/** Counts of nothing yet. */
export function noRates(): Kernel["rates"] {
  return { bytes: 0, frames: 0, acknowledgements: 0, interrupts: 0, completions: 0, wakeUps: 0, pairs: 0 };
}

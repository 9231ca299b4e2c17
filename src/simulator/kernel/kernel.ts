import type { Frame, Nic } from "../nic/nic.ts";
import type { SimulationParameters } from "../simulation-parameters.ts";
import type { Fifo } from "./fifo.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import type { Layout } from "./layout.ts";
import type { Processor } from "./processor.ts";
import type { SendOptions } from "./send-options.ts";
import type { WriteQueue } from "./write-queue.ts";

/** Everything that the functions of the path share: the one state of the simulated kernel. */
export interface Kernel {
  readonly parameters: SimulationParameters;
  readonly options: SendOptions;
  readonly layout: Layout;
  readonly memory: KernelMemory;
  readonly processors: readonly Processor[];
  readonly nic: Nic;
  /** The connection's queue of unacknowledged and unsent segments. */
  readonly queue: WriteQueue;
  /** Frames that wait for a place in the transmit ring (pfifo_fast). */
  readonly qdisc: Fifo<Frame>;
  readonly rates: Rates;
  /**
   * The earliest time, in cycles, of what no step of the sender can move: the next acknowledgement, the receiver's timer, the end
   * of the run. The event loop keeps it; the end of the frame on the wire is asked anew, as a step may start a frame.
   */
  readonly alarm: { at: number };
}

/** What happened while it was counted. */
export interface Rates {
  bytes: number;
  frames: number;
  acknowledgements: number;
  interrupts: number;
  completions: number;
  wakeUps: number;
  pairs: number;
}

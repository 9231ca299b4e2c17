import type { Random } from "../stats/random.ts";
import { drawInteger } from "../stats/variates.ts";
import { Fifo } from "./kernel/fifo.ts";
import { takeInterrupt } from "./kernel/interrupt.ts";
import type { Processor } from "./kernel/processor.ts";
import { type SenderStep, switchProcess, wakeSender } from "./kernel/scheduler.ts";
import { runSender } from "./workload/sender.ts";
import type { World } from "./world.ts";

/** An acknowledgement on its way to the sender. */
interface FlyingAcknowledgement {
  readonly time: number;
  readonly sequence: number;
}

/**
 * The one clock: the sender's processor, the interface, and the receiver take turns, whoever is due first.
 *
 * The rules of the model:
 * - The sending process stays on processor 0. It runs in steps (a page read, a piece copied, a segment built); an
 *   interrupt waits for the end of the step that it falls into (up to about 20 us).
 * - A processor that has nothing else to do runs cyclesoak, whose touches go through the same caches.
 * - The interface and the receiver act at their own times, also while a processor is busy.
 */
export class EventLoop {
  private readonly world: World;
  private readonly random: Random;
  private readonly sender: Generator<SenderStep>;
  private readonly acknowledgements = new Fifo<FlyingAcknowledgement>();
  private isAsleep = false;

  /** Puts a world that has not run yet on a clock; `random` decides which processor takes an interrupt. */
  constructor(world: World, random: Random) {
    this.world = world;
    this.random = random;
    const { kernel, files, buffer, carried } = world;
    this.sender = runSender(kernel, kernel.processors[0], files, buffer, carried);
  }

  /** Runs, event by event and step by step, until the first processor's clock is at `time` or `bytes` are acknowledged. */
  run(time: number, bytes: number): void {
    const { kernel, soaks } = this.world;
    const first = kernel.processors[0];
    while (first.time < time && kernel.rates.bytes < bytes) {
      const alarm = this.nextAlarm();
      const due = Math.min(kernel.nic.busyUntil, alarm);
      if (!this.isAsleep && due > first.time) {
        kernel.alarm.at = Math.min(alarm, time);
        if (this.sender.next().value === "wait") {
          this.isAsleep = true;
          switchProcess(kernel, first);
        }
        continue;
      }
      if (due === Infinity)
        throw new Error("the simulated connection has stopped: nothing is left to happen");
      soaks[0].runUntil(first, due);
      this.handle(due);
    }
  }

  /** Lets every processor catch up with the first one. */
  synchronise(): void {
    const { kernel, soaks } = this.world;
    for (const processor of kernel.processors.slice(1))
      soaks[processor.id].runUntil(processor, kernel.processors[0].time);
  }

  /** Returns when an acknowledgement arrives or the receiver's timer fires, whichever comes first. */
  private nextAlarm(): number {
    return Math.min(this.acknowledgements.at(0)?.time ?? Infinity, this.world.receiver.timerAt);
  }

  private handle(due: number): void {
    const { kernel, receiver } = this.world;
    const { nic } = kernel;
    if (due === nic.busyUntil) {
      const frame = nic.finish();
      this.acknowledge(receiver.receive(frame.segment, due));
      if (frame.asksInterrupt) this.interrupt(due);
    } else if (due === receiver.timerAt) {
      this.acknowledge(receiver.fireTimer());
    } else {
      nic.receive(this.acknowledgements.shift()?.sequence ?? 0);
      this.interrupt(due);
    }
  }

  private acknowledge(arrival: number | null): void {
    if (arrival === null) return;
    const { nic } = this.world.kernel;
    this.acknowledgements.push({
      time: arrival + nic.wireCycles(0),
      sequence: this.world.receiver.acknowledged,
    });
  }

  private interrupt(due: number): void {
    const { kernel } = this.world;
    const processor = this.chooseProcessor(due);
    takeInterrupt(kernel, processor);
    if (this.isAsleep && kernel.queue.hasRoom) {
      wakeSender(kernel, processor);
      this.isAsleep = false;
      const first = kernel.processors[0];
      if (processor !== first) this.world.soaks[0].runUntil(first, processor.time);
      switchProcess(kernel, first);
    }
  }

  private chooseProcessor(due: number): Processor {
    const { kernel, soaks } = this.world;
    const share = kernel.parameters["irq.toSender"];
    const others = kernel.processors.length - 1;
    if (others === 0 || share === 1 || this.random.nextUniform() < share) return kernel.processors[0];
    const processor = kernel.processors[1 + drawInteger(this.random, others)];
    soaks[processor.id].runUntil(processor, due);
    return processor;
  }
}

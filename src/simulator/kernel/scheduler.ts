import { functionIndex } from "./functions.ts";
import type { Kernel } from "./kernel.ts";
import type { Processor } from "./processor.ts";
import { TASK } from "./structures.ts";

const SCHEDULE = functionIndex("schedule");
const WAKE_UP = functionIndex("__wake_up");

/** Why the sending process lets others have their turn: something is due, or it waits for room in the send queue. */
export type SenderStep = "due" | "wait";

/** Tells whether a step of the sender ends with something due, so that the event loop has to have its turn. */
export function isDue({ nic, alarm }: Kernel, processor: Processor): boolean {
  return processor.time >= Math.min(nic.busyUntil, alarm.at);
}

/** Puts a sleeping sender on the run queue. */
export function wakeSender(kernel: Kernel, processor: Processor): void {
  kernel.rates.wakeUps++;
  processor.run(WAKE_UP);
  processor.write(WAKE_UP, TASK, kernel.layout.runQueue, 64);
  processor.write(WAKE_UP, TASK, kernel.layout.senderTask, 64);
}

/** Changes the process on a processor between the sender and cyclesoak: two task structures, and the address space. */
export function switchProcess(kernel: Kernel, processor: Processor): void {
  processor.run(SCHEDULE);
  processor.write(SCHEDULE, TASK, kernel.layout.runQueue, 64);
  processor.write(SCHEDULE, TASK, kernel.layout.senderTask, 192);
  processor.write(SCHEDULE, TASK, kernel.layout.soakTasks + processor.id * 8192, 192);
  processor.switchAddressSpace();
}

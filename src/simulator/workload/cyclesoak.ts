import { functionIndex } from "../kernel/functions.ts";
import type { Processor } from "../kernel/processor.ts";
import { CYCLESOAK } from "../kernel/structures.ts";
import type { UserMemory } from "../kernel/user-memory.ts";
import type { SimulationParameters } from "../simulation-parameters.ts";

const USER_LOOP = functionIndex("user loop");
/** cyclesoak writes on every fifth access [C]. */
const WRITE_EVERY = 5;

/**
 * cyclesoak on one processor: the lowest priority process walks its buffer, one byte a line, every fifth access a write,
 * with a loop of empty turns between two accesses. What it gets done is the idle time that it reports.
 */
export class Cyclesoak {
  /** Accesses done. */
  progress = 0;
  private readonly memory: UserMemory;
  private readonly bytes: number;
  private readonly line: number;
  private readonly turnCycles: number;
  private at = 0;
  private untilWrite = WRITE_EVERY;
  /** Cycles of the loop of empty turns that are still to run. */
  private left: number;

  /** Puts a soak that has done nothing on `memory`. */
  constructor(parameters: SimulationParameters, memory: UserMemory) {
    this.memory = memory;
    this.bytes = parameters["soak.bytes"];
    this.line = parameters["cache.line"];
    this.turnCycles = parameters["soak.turns"] * parameters["soak.turnCycles"];
    this.left = this.turnCycles;
  }

  /** Runs on a processor until its clock reaches `time`; the last access may overshoot by its own miss. */
  runUntil(processor: Processor, time: number): void {
    while (processor.time + this.left <= time) this.touch(processor, time);
    if (processor.time < time) {
      this.left -= time - processor.time;
      processor.spend(USER_LOOP, time - processor.time);
    }
  }

  /** Touches in one go as many lines of the page as surely come before `time`, and one in any case. */
  private touch(processor: Processor, time: number): void {
    const slack = time - processor.time - this.left;
    const lines = Math.min(
      1 + Math.floor(slack / (this.turnCycles + processor.worstTouch)),
      Math.ceil(Math.min(this.memory.contiguous(this.at), this.bytes - this.at) / this.line),
    );
    processor.spend(USER_LOOP, this.left + (lines - 1) * this.turnCycles);
    this.left = this.turnCycles;
    processor.lookUpUser(this.memory.virtual + this.at);
    const address = this.memory.physical(this.at);
    processor.walkUser(USER_LOOP, CYCLESOAK, address, lines, this.untilWrite - 1, WRITE_EVERY);
    this.untilWrite = WRITE_EVERY - ((WRITE_EVERY - this.untilWrite + lines) % WRITE_EVERY);
    this.progress += lines;
    this.at += lines * this.line;
    if (this.at >= this.bytes) this.at = 0;
  }
}

import { escapeTerminal } from "../text/escape-terminal.ts";
import { formatBytes } from "../text/format-bytes.ts";
import { formatCount } from "../text/format-count.ts";
import { formatDuration } from "../text/format-duration.ts";
import { shortenMiddle } from "../text/shorten-middle.ts";
import { terminalOf } from "./standard-streams.ts";

/** Work that takes a second or more is shown, and not more often than an eye follows. */
const PATIENCE_MS = 1000;
const REDRAW_MS = 100;
const ERASE_LINE = "\r\u001b[K";

/** What a task counts: `bytes` are put in kB, MB and GB, `seconds` have no rate, any other word is the plural of the items. */
export interface TaskFacts {
  readonly unit: string;
  /** How much there is to do; left out where nobody knows. */
  readonly total?: number | undefined;
}

/** One piece of work that is under way. */
export interface Task {
  /** States how much is done since the start, in the task's unit. Cheap: call it as often as you like, also in a loop that never waits. */
  update(done: number): void;
  /** Takes the line away. A second call does nothing. */
  finish(): void;
}

/** A stream such as process.stderr. */
interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Shows on standard error how far long work has come: amount, part, rate, time left, on one line that disappears. Nothing
 * is ever written where standard error is no terminal, or where the user wants quiet.
 */
export class Progress {
  readonly #screen: Screen | null;
  readonly #now: () => number;
  readonly #openedMs: number;
  #current: DrawnTask | null = null;

  constructor(
    wishes: { readonly quiet: boolean },
    screen: Screen | null = terminalOf("stderr"),
    now: () => number = uptimeMs,
  ) {
    this.#screen = screen?.isTTY === true && !wishes.quiet ? screen : null;
    this.#now = now;
    this.#openedMs = now();
  }

  /** Says what work begins that cannot tell how far it is, once a second has passed since the progress was opened. */
  announce(label: string): void {
    this.finish();
    if (this.#screen === null || this.#now() - this.#openedMs < PATIENCE_MS) return;
    this.#current = new DrawnTask(`${label} ...`, { unit: "" }, this.#screen, this.#now);
    this.#current.draw("");
  }

  /** Starts a task, such as `reading run1.txt`; a task that still runs is finished first. */
  start(label: string, facts: TaskFacts): Task {
    this.finish();
    if (this.#screen === null) return NO_TASK;
    this.#current = new DrawnTask(label, facts, this.#screen, this.#now);
    return this.#current;
  }

  /** Finishes whatever runs: before an error or a note is written to the same terminal. */
  finish(): void {
    this.#current?.finish();
    this.#current = null;
  }
}

/** Not performance.now(), whose module takes 3 ms to load. */
const uptimeMs = (): number => process.uptime() * 1000;

const NO_TASK: Task = { update: () => {}, finish: () => {} };

class DrawnTask implements Task {
  readonly #label: string;
  readonly #facts: TaskFacts;
  readonly #screen: Screen;
  readonly #now: () => number;
  readonly #startMs: number;
  #drawAtMs: number;
  #isDrawn = false;
  #isFinished = false;

  constructor(label: string, facts: TaskFacts, screen: Screen, now: () => number) {
    this.#label = escapeTerminal(label);
    this.#facts = facts;
    this.#screen = screen;
    this.#now = now;
    this.#startMs = now();
    this.#drawAtMs = this.#startMs + PATIENCE_MS;
  }

  update(done: number): void {
    const nowMs = this.#now();
    if (nowMs < this.#drawAtMs || this.#isFinished) return;
    this.#drawAtMs = nowMs + REDRAW_MS;
    this.draw(describeAmount(done, this.#facts, (nowMs - this.#startMs) / 1000));
  }

  /** Writes the line with what is said behind the label. */
  draw(said: string): void {
    this.#isDrawn = true;
    const columns = this.#screen.columns ?? 80;
    // The last column stays free: a terminal may wrap when it is written to.
    const label = shortenMiddle(this.#label, Math.max(10, columns - said.length - 3), "...");
    this.#screen.write(`${ERASE_LINE}${`${label}  ${said}`.trimEnd().slice(0, columns - 1)}`);
  }

  finish(): void {
    if (this.#isDrawn && !this.#isFinished) this.#screen.write(ERASE_LINE);
    this.#isFinished = true;
  }
}

/** Says how far a task has come after some seconds: `45%  1.20 GB of 2.70 GB  310 MB/s  5 s left`. */
function describeAmount(done: number, { unit, total }: TaskFacts, seconds: number): string {
  const say = (amount: number): string => (unit === "bytes" ? formatBytes(amount) : formatCount(amount));
  const rate = done / seconds;
  const speed =
    unit === "bytes" ? `${formatBytes(rate)}/s` : `${formatCount(Number(rate.toPrecision(2)))} ${unit}/s`;
  const pace = unit === "seconds" ? "" : `  ${speed}`;
  const noun = unit === "bytes" ? "" : ` ${unit}`;
  if (total === undefined || total <= 0) return `${say(done)}${noun}${pace}`;
  const part = `${Math.floor(Math.min(1, done / total) * 100)}%`.padStart(4);
  const left = done > 0 && done < total ? `  ${formatDuration((total - done) / rate)} left` : "";
  return `${part}  ${say(done)} of ${say(total)}${noun}${pace}${left}`;
}

/** What the receiver sees of a segment. */
export interface ArrivedSegment {
  /** Sequence number after its last byte. */
  readonly end: number;
  readonly bytes: number;
  readonly push: boolean;
}

/** Delayed acknowledgements wait at least this long (TCP_ATO_MIN, HZ/25) [C]. */
const DELAYED_ACK_SECONDS = 0.04;

/**
 * The far end, a Linux 2.4 machine that reads as fast as data comes.
 *
 * It acknowledges when two full segments are unacknowledged, and at once when its reader has drained the queue and a
 * segment with PSH, or one shorter than the MSS, is among them; since its reader always keeps up, that is on arrival.
 * What is left waits for the delayed-acknowledgement timer.
 */
export class Receiver {
  private readonly mss: number;
  private readonly delay: number;
  private readonly timeout: number;
  private unacknowledged = 0;
  private highest = 0;
  private deadline = Infinity;

  /** Makes a receiver whose acknowledgements take `delay` cycles, at `clock` cycles a second. */
  constructor(mss: number, delay: number, clock: number) {
    this.mss = mss;
    this.delay = delay;
    this.timeout = DELAYED_ACK_SECONDS * clock;
  }

  /** Takes a segment at `time` and returns when its acknowledgement arrives at the sender, or null if it causes none. */
  receive(segment: ArrivedSegment, time: number): number | null {
    this.highest = segment.end;
    this.unacknowledged++;
    if (this.unacknowledged >= 2 || segment.push || segment.bytes < this.mss) {
      this.unacknowledged = 0;
      this.deadline = Infinity;
      return time + this.delay;
    }
    this.deadline = time + this.timeout;
    return null;
  }

  /** Returns when the delayed-acknowledgement timer fires, Infinity while it is not set. */
  get timerAt(): number {
    return this.deadline;
  }

  /** Fires the timer and returns when its acknowledgement arrives. */
  fireTimer(): number {
    const time = this.deadline;
    this.deadline = Infinity;
    this.unacknowledged = 0;
    return time + this.delay;
  }

  /** Returns the sequence number that an acknowledgement sent now carries. */
  get acknowledged(): number {
    return this.highest;
  }
}

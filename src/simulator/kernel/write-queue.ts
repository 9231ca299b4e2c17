import { Fifo } from "./fifo.ts";
import type { SocketBuffer } from "./socket-buffer.ts";

/** A segment in the send queue. */
export interface Segment {
  readonly buffer: SocketBuffer;
  bytes: number;
  /** Sequence number after its last byte. */
  end: number;
  push: boolean;
  isSent: boolean;
}

/**
 * The send queue of one connection, with Minshall's form of Nagle's rule: an undersized segment is sent while no
 * earlier undersized one is unacknowledged.
 */
export class WriteQueue {
  private readonly mss: number;
  private readonly depth: number;
  private readonly segments = new Fifo<Segment>();
  private written = 0;
  private acknowledged = 0;
  private lastSmall = 0;

  /** Makes an empty queue for segments of up to `mss` bytes that holds back its writer at `depth` segments. */
  constructor(mss: number, depth: number) {
    this.mss = mss;
    this.depth = depth;
  }

  get isFull(): boolean {
    return this.segments.length >= this.depth;
  }

  /** Whether a sleeping writer is to be woken: the queue is down to two thirds. */
  get hasRoom(): boolean {
    return this.segments.length * 3 <= this.depth * 2;
  }

  /** Returns the last segment if it can still grow, or null. */
  get open(): Segment | null {
    const last = this.segments.last;
    return last !== undefined && !last.isSent && last.bytes < this.mss ? last : null;
  }

  /** Puts an empty segment at the end. */
  append(buffer: SocketBuffer): Segment {
    const segment = { buffer, bytes: 0, end: this.written, push: false, isSent: false };
    this.segments.push(segment);
    return segment;
  }

  /** Adds bytes to the last segment. */
  grow(segment: Segment, bytes: number): void {
    segment.bytes += bytes;
    this.written += bytes;
    segment.end = this.written;
  }

  /** Sets PSH on the last segment, at the end of a send(). */
  markPush(): void {
    const last = this.segments.last;
    if (last !== undefined) last.push = true;
  }

  /** Tells whether a segment may be sent now. */
  maySend(segment: Segment): boolean {
    return (
      !segment.isSent &&
      segment.bytes > 0 &&
      (segment.bytes === this.mss || this.lastSmall <= this.acknowledged)
    );
  }

  /** Notes that a segment has been sent. */
  markSent(segment: Segment): void {
    segment.isSent = true;
    if (segment.bytes < this.mss) this.lastSmall = segment.end;
  }

  /** Takes what an acknowledgement covers out of the queue, oldest first. */
  acknowledge(sequence: number): Segment[] {
    this.acknowledged = Math.max(this.acknowledged, sequence);
    const covered: Segment[] = [];
    for (;;) {
      const oldest = this.segments.at(0);
      if (oldest === undefined || !oldest.isSent || oldest.end > sequence) return covered;
      covered.push(oldest);
      this.segments.shift();
    }
  }
}

import { describe, expect, it } from "vitest";
import type { SocketBuffer } from "../../../src/simulator/kernel/socket-buffer.ts";
import { type Segment, WriteQueue } from "../../../src/simulator/kernel/write-queue.ts";

const MSS = 1000;
// The queue never looks into a buffer.
const buffer = {} as SocketBuffer; // oxlint-disable-line typescript/no-unsafe-type-assertion

function add(queue: WriteQueue, bytes: number): Segment {
  const segment = queue.append(buffer);
  queue.grow(segment, bytes);
  return segment;
}

describe("WriteQueue", () => {
  it("sends one undersized segment and holds the next until the first is acknowledged (Minshall)", () => {
    const queue = new WriteQueue(MSS, 12);
    const first = add(queue, 4);
    expect(queue.maySend(first)).toBe(true);
    queue.markSent(first);
    const second = add(queue, 500);
    expect(queue.maySend(second)).toBe(false);
    expect(queue.open).toBe(second);
    expect(queue.acknowledge(4)).toEqual([first]);
    expect(queue.maySend(second)).toBe(true);
  });

  it("sends full segments whatever is unacknowledged, and small ones behind full ones", () => {
    const queue = new WriteQueue(MSS, 12);
    const full = add(queue, MSS);
    expect(queue.maySend(full)).toBe(true);
    queue.markSent(full);
    expect(queue.open).toBeNull();
    expect(queue.maySend(add(queue, 10))).toBe(true);
  });

  it("holds its writer at its depth and lets go at two thirds", () => {
    const queue = new WriteQueue(MSS, 6);
    for (let i = 0; i < 6; i++) queue.markSent(add(queue, MSS));
    expect([queue.isFull, queue.hasRoom]).toEqual([true, false]);
    queue.acknowledge(MSS);
    expect([queue.isFull, queue.hasRoom]).toEqual([false, false]);
    queue.acknowledge(2 * MSS);
    expect(queue.hasRoom).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { Receiver } from "../../../src/simulator/workload/receiver.ts";

const CLOCK = 500e6;
const DELAY = 100;

function receive(segments: readonly { bytes: number; push?: boolean }[]): {
  acks: number[];
  receiver: Receiver;
} {
  const receiver = new Receiver(1448, DELAY, CLOCK);
  const acks: number[] = [];
  let end = 0;
  for (const [index, { bytes, push = false }] of segments.entries()) {
    end += bytes;
    if (receiver.receive({ end, bytes, push }, index * 1000) !== null) acks.push(receiver.acknowledged);
  }
  return { acks, receiver };
}

describe("Receiver", () => {
  it("acknowledges every second full segment", () => {
    expect(receive(Array.from({ length: 6 }, () => ({ bytes: 1448 }))).acks).toEqual([2896, 5792, 8688]);
  });

  it("acknowledges a segment with PSH and a short one at once", () => {
    expect(
      receive([{ bytes: 1448, push: true }, { bytes: 1448 }, { bytes: 100 }, { bytes: 4 }]).acks,
    ).toEqual([1448, 2996, 3000]);
  });

  it("leaves a single full segment to the timer, 40 ms later", () => {
    const { acks, receiver } = receive([{ bytes: 1448 }]);
    expect(acks).toEqual([]);
    expect(receiver.timerAt).toBe(0.04 * CLOCK);
    expect(receiver.fireTimer()).toBe(0.04 * CLOCK + DELAY);
    expect(receiver.timerAt).toBe(Infinity);
  });
});

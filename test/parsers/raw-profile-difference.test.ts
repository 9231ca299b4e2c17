import { describe, expect, it } from "vitest";
import { subtractSnapshots } from "../../src/parsers/raw-profile-difference.ts";
import { readFixture } from "./fixture-source.ts";

const snapshot = (path: string, ...words: number[]) => ({
  path,
  bytes: new Uint8Array(Uint32Array.from(words).buffer),
});

describe("the difference of raw profiles", () => {
  it("of a recorded profile and an empty one is the profile, and of itself nothing", () => {
    // 1741 ticks: od -An -tu4 -v -w4 | awk 'NR>1{s+=$1} END{print s}'
    for (const name of ["p6", "bigendian"]) {
      const bytes = new Uint8Array(readFixture(`raw-profile/${name}.profile.gz`));
      const empty = bytes.map((byte, i) => (i < 4 ? byte : 0));
      const whole = subtractSnapshots({ path: "a", bytes }, { path: "b", bytes: empty });
      expect([name, whole.ticks, Buffer.compare(whole.bytes, bytes)]).toEqual([name, 1741, 0]);
      expect(subtractSnapshots({ path: "a", bytes }, { path: "b", bytes }).ticks).toBe(0);
    }
  });

  it("counts on over the end of 32 bits", () => {
    const difference = subtractSnapshots(snapshot("a", 4, 2, 9), snapshot("b", 4, 2 ** 32 - 3, 9));
    expect(difference).toMatchObject({ ticks: 5, wrapped: 1 });
  });

  it("is refused where it would be negative, or of two kernels, or of what is no raw profile", () => {
    const before = snapshot("before", 4, 1, 5);
    for (const [after, code, message] of [
      [snapshot("after", 4, 1, 4), "subtract/negative", "counter 2 has 4 in after and 5 in before"],
      [snapshot("after", 8, 1, 5), "subtract/other-kernel", "2 counters of 8 bytes"],
      [snapshot("after", 4, 1), "subtract/other-kernel", "1 counters of 4 bytes"],
      [{ path: "after", bytes: Buffer.from("hello you") }, "subtract/not-raw", "after is no raw profile"],
    ] as const) {
      expect(() => subtractSnapshots(after, before)).toThrow(expect.objectContaining({ code }));
      expect(() => subtractSnapshots(after, before)).toThrow(message);
    }
  });
});

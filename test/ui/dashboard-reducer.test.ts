import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reduceDashboard } from "../../src/ui/dashboard-reducer.ts";
import type { DashboardState, Place } from "../../src/ui/dashboard-state.ts";
import { describePlace } from "../../src/ui/foot-screen.ts";
import { KEYMAP } from "../../src/ui/keymap.ts";
import { currentPane } from "../../src/ui/panes.ts";
import { reportOf, stateOf, typeKeys } from "./type-keys.ts";

const NAMES = ["schedule", "kfree", "tcp_sendmsg", "skb_clone", "tcp_v4_rcv", "kmalloc", "Tcp_x", "idle"];
const place = ({ browsing, view }: DashboardState, pane = "symbols"): Place | undefined =>
  browsing[view].places[pane];

describe("moving", () => {
  it("follows the cursor with the page only as far as it must", () => {
    const state = typeKeys(stateOf(NAMES), ["down", "j", "down", "j", "down"], NAMES.length, 3);
    expect(place(state)).toEqual({ cursor: 5, top: 3 });
    expect(place(typeKeys(state, ["up", "k"], NAMES.length, 3))).toEqual({ cursor: 3, top: 3 });
    expect(place(typeKeys(state, ["G"], NAMES.length, 3))).toEqual({ cursor: 7, top: 5 });
    expect(place(typeKeys(state, ["G", "g"], NAMES.length, 3))).toEqual({ cursor: 0, top: 0 });
  });

  it("stays on the page where the next match is on it", () => {
    const state = typeKeys(stateOf(NAMES), ["/", "t", "c", "p", "return", "n"], NAMES.length, 8);
    expect(place(state)).toEqual({ cursor: 4, top: 0 });
  });

  it("is told where no other name matches, and where the rows have become fewer", () => {
    const searched = typeKeys(stateOf(NAMES), ["/", "i", "d", "l", "e", "return"], NAMES.length);
    expect(place(searched)?.cursor).toBe(7);
    const shorter = reduceDashboard(searched, {
      kind: "loaded",
      view: searched.view,
      asked: "fewer",
      report: reportOf(NAMES.slice(0, 3)),
    });
    expect(describePlace(shorter, { length: 3, page: 3 })).toContain("row 3 of 3");
    expect(typeKeys(shorter, ["n"], 3).message).toBe('no name contains "idle"');
  });

  it("never leaves the rows, and always shows the selected one, whatever is typed", () => {
    const keys = fc.constantFrom(...KEYMAP.flatMap(({ keys: names }) => names), "a", "backspace", "x");
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (typed, page) => {
        let state = stateOf(NAMES);
        for (const key of typed) {
          state = typeKeys(state, [key], NAMES.length, page);
          const { cursor, top } = place(state) ?? { cursor: 0, top: 0 };
          expect(cursor).toBeGreaterThanOrEqual(0);
          expect(cursor).toBeLessThan(NAMES.length);
          expect(cursor - top).toBeGreaterThanOrEqual(0);
          expect(cursor - top).toBeLessThan(page);
        }
      }),
    );
  });

  it("knows the rows of a pane that was not drawn yet, when several keys come in one piece", () => {
    const fields = ["variant", "machine"].map((id) => ({
      id,
      label: id,
      choices: ["a", "b"].map((value) => ({ value, title: value })),
      initial: 0,
    }));
    const state = typeKeys(stateOf(NAMES, { fields }), ["3", "G", "+"], NAMES.length);
    expect([place(state, "setup")?.cursor, state.setup]).toEqual([1, [0, 1]]);
  });

  it("goes round the panes with Tab, h and l, and keeps the place of each", () => {
    const state = typeKeys(stateOf(NAMES), ["down", "tab"], NAMES.length);
    expect(currentPane(state)?.id).toBe("notes");
    const back = typeKeys(state, ["l"], NAMES.length);
    expect(currentPane(back)?.id).toBe("symbols");
    expect(place(back)?.cursor).toBe(1);
    expect(currentPane(typeKeys(back, ["h"], NAMES.length))?.id).toBe("notes");
  });
});

describe("searching", () => {
  it("moves with every letter from where it began, around the end, and says where nothing matches", () => {
    const typed = typeKeys(stateOf(NAMES), ["down", "down", "down", "/", "t", "c", "p"], NAMES.length);
    expect(place(typed)?.cursor).toBe(4);
    const next = typeKeys(typed, ["return", "n"], NAMES.length);
    expect(place(next)?.cursor).toBe(6);
    expect(place(typeKeys(next, ["n"], NAMES.length))?.cursor).toBe(2);
    expect(place(typeKeys(next, ["N"], NAMES.length))?.cursor).toBe(4);
    const missing = typeKeys(typed, ["q", "q"], NAMES.length);
    expect(missing.message).toBe('no name contains "tcpqq"');
    expect(missing.isDone).toBe(false);
    expect(place(typeKeys(typed, ["escape"], NAMES.length))?.cursor).toBe(3);
  });

  it("takes capitals as they are typed", () => {
    expect(place(typeKeys(stateOf(NAMES), ["/", "T", "c"], NAMES.length))?.cursor).toBe(6);
  });
});

describe("choosing rows", () => {
  it("asks for another order with s and for a filter with f, from the first row on", () => {
    const state = typeKeys(stateOf(NAMES), ["down", "s", "f", "^", "t", "return"], NAMES.length);
    expect(state.browsing.diff).toMatchObject({ sort: 1, filter: "^t", places: {} });
    expect(typeKeys(state, ["escape"], NAMES.length).browsing.diff.filter).toBe("");
  });

  it("compares with another source chosen from the list, and exchanges the sides", () => {
    const state = typeKeys(stateOf(NAMES), ["o", "down", "return"], 3);
    expect(state.pair).toEqual({ base: 0, next: 2 });
    expect(typeKeys(state, ["x"], 3).pair).toEqual({ base: 2, next: 0 });
    expect(typeKeys(state, ["b", "G", "q"], 3).pair).toEqual({ base: 0, next: 2 });
  });
});

describe("what lies on top", () => {
  it("shows the source chosen from the list in the Profile view too", () => {
    const state = typeKeys(stateOf(NAMES), ["1", "o", "down", "down", "return"], NAMES.length);
    expect([state.view, state.shown, state.overlay]).toEqual(["profile", 2, null]);
  });

  it("takes q and Escape for itself; the next q leaves", () => {
    for (const key of ["q", "escape"]) {
      const closed = typeKeys(stateOf(NAMES), ["?", key], NAMES.length);
      expect([closed.overlay, closed.isDone]).toEqual([null, false]);
      expect(typeKeys(closed, ["q"], NAMES.length).isDone).toBe(true);
    }
  });

  it("ends at once with Ctrl-C, also while something is typed", () => {
    expect(typeKeys(stateOf(NAMES), ["/", "a", "ctrl-c"], NAMES.length).isDone).toBe(true);
  });

  it("explains the selected row, and drops an explanation that nobody waits for any more", () => {
    const asked = typeKeys(stateOf(NAMES), ["down", "return"], NAMES.length);
    const { overlay } = asked;
    expect(overlay).toMatchObject({ kind: "details", at: { table: "symbols", row: 1 }, report: null });
    if (overlay?.kind !== "details") throw new Error("no details were asked for");
    const { at } = overlay;
    const report = reportOf([]);
    expect(reduceDashboard(asked, { kind: "explained", at, report }).overlay).toMatchObject({ report });
    const other = { ...at };
    expect(reduceDashboard(asked, { kind: "explained", at: other, report }).overlay).toBe(overlay);
    const refused = reduceDashboard(asked, { kind: "unexplained", at, message: "no such row" });
    expect([refused.overlay, refused.message]).toEqual([null, "no such row"]);
  });

  it("explains symbols of every pane that has them, and says where there are none", () => {
    for (const id of ["sides", "new", "gone"]) {
      const { overlay } = typeKeys(stateOf(NAMES, {}, id), ["down", "return"], NAMES.length);
      expect(overlay).toMatchObject({ kind: "details", at: { table: id, row: 1 } });
    }
    const groups = typeKeys(stateOf(NAMES, {}, "groups"), ["return"], NAMES.length);
    expect([groups.overlay, groups.message]).toEqual([null, expect.stringContaining("symbols")]);
  });

  it("orders the rows of symbols and of groups, and says of others that they keep their order", () => {
    for (const id of ["symbols", "groups"]) {
      expect(typeKeys(stateOf(NAMES, {}, id), ["s"], NAMES.length).browsing.diff.sort).toBe(1);
    }
    const kept = typeKeys(stateOf(NAMES, {}, "waterfall"), ["s"], NAMES.length);
    expect([kept.browsing.diff.sort, kept.message]).toEqual([0, expect.stringContaining("order")]);
  });
});

describe("failures", () => {
  it("are told until the next key, and not asked for again", () => {
    const state = reduceDashboard(stateOf(NAMES), {
      kind: "failed",
      view: "diff",
      asked: "words",
      message: "no",
    });
    expect([state.message, state.browsing.diff.asked]).toEqual(["no", "words"]);
    expect(typeKeys(state, ["down"], NAMES.length).message).toBeNull();
  });

  it("leave the rows of before where a filter is refused, and none where the sources are", () => {
    const refused = { kind: "failed", view: "diff", asked: "words", message: "no such filter" } as const;
    const filtered = reduceDashboard(stateOf(NAMES), refused);
    expect([filtered.browsing.diff.report === null, filtered.browsing.diff.refusal]).toEqual([
      false,
      "no such filter",
    ]);
    const swapped = typeKeys(filtered, ["x"], NAMES.length);
    expect(swapped.pair).toEqual({ base: 1, next: 0 });
    expect(swapped.browsing.diff).toMatchObject({ report: null, asked: "", refusal: null });
    const report = reportOf(NAMES);
    expect(
      reduceDashboard(filtered, { kind: "loaded", view: "diff", asked: "", report }).browsing.diff.refusal,
    ).toBeNull();
  });

  it("keep a view shut that has nothing to show", () => {
    const state = typeKeys(stateOf(NAMES), ["4"], NAMES.length);
    expect([state.view, state.message?.slice(0, 18)]).toEqual(["diff", "nothing is watched"]);
  });
});

describe("the keymap", () => {
  it("gives no key two meanings in one view, but for the choices in a setup", () => {
    for (const view of ["profile", "diff", "live"] as const) {
      const keys = KEYMAP.filter(({ views }) => views?.includes(view) ?? true).flatMap(
        (binding) => binding.keys,
      );
      expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    }
  });
});

describe("the Live view", () => {
  const watched = { sources: [], isLive: true };

  it("is the first view where something is watched and there is nothing to compare", () => {
    expect(stateOf(NAMES, watched).view).toBe("live");
    expect(stateOf(NAMES, { isLive: true }).view).toBe("diff");
  });

  it("says how to watch something where nothing is", () => {
    const state = typeKeys(stateOf(NAMES), ["4"], NAMES.length);
    expect([state.view, state.message]).toEqual(["diff", expect.stringMatching(/proc:.*-- .*command/)]);
  });

  it("counts intervals from the last reset, and takes none that was read before it", () => {
    const started = reduceDashboard(stateOf(NAMES, watched), { kind: "sampled", intervals: 7, resets: 0 });
    expect(started.live.intervals).toBe(7);
    const reset = typeKeys(started, ["z"], NAMES.length);
    expect([reset.live.intervals, reset.browsing.live.report]).toEqual([0, null]);
    expect(reduceDashboard(reset, { kind: "sampled", intervals: 8, resets: 0 }).live.intervals).toBe(0);
    expect(reduceDashboard(reset, { kind: "sampled", intervals: 1, resets: 1 }).live.intervals).toBe(1);
  });

  it("says how long a reading takes that takes long, until it is over", () => {
    const first = stateOf(NAMES, { sources: [], isLive: true });
    const waits = reduceDashboard(first, { kind: "waited", seconds: 7 });
    expect(describePlace(waits, { length: 1, page: 1 })).toContain("reading for 7 s");
    const over = reduceDashboard(waits, { kind: "waited", seconds: 0 });
    expect(describePlace(over, { length: 1, page: 1 })).not.toContain("reading");
  });

  it("pauses and goes on with p, and asks for a path with w", () => {
    const state = typeKeys(stateOf(NAMES, watched), ["p"], NAMES.length);
    expect(state.live.isPaused).toBe(true);
    expect(typeKeys(state, ["p"], NAMES.length).live.isPaused).toBe(false);
    expect(typeKeys(state, ["w", "a", "return"], NAMES.length).save).toEqual({ id: 1, path: "a" });
  });
});

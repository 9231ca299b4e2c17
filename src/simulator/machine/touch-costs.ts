import type { Machine } from "./machine-parameters.ts";

/** What touching a line may cost, in the order in which wasm/cache/layout.ts reads it. */
const TOUCH_COSTS = [
  "memoryRead",
  "ownership",
  "writeBack",
  "l2Read",
  "l2Write",
  "upgrade",
  "wholeLine",
  "isolated",
  "tlbMiss",
] as const;

/** The costs that a touch may have, in cycles, out of the machine's parameters: these are read millions of times. */
export type TouchCosts = Readonly<Record<(typeof TOUCH_COSTS)[number], number>>;

/** Takes the costs of touches out of a machine. */
export function readTouchCosts(machine: Machine): TouchCosts {
  return {
    memoryRead: machine["cost.memoryRead"],
    ownership: machine["cost.ownership"],
    writeBack: machine["cost.writeBack"],
    l2Read: machine["cost.l2Read"],
    l2Write: machine["cost.l2Write"],
    upgrade: machine["cost.upgrade"],
    wholeLine: machine["cost.wholeLine"],
    isolated: machine["cost.isolated"],
    tlbMiss: machine["cost.tlbMiss"],
  };
}

/** Lists the costs in the order that the core reads. */
export function listTouchCosts(costs: TouchCosts): number[] {
  return TOUCH_COSTS.map((name) => costs[name]);
}

/** Returns what a touch of one line outside a stream costs at most, in cycles. */
export function worstTouchOf({ isolated, l2Read, l2Write, writeBack, upgrade, tlbMiss }: TouchCosts): number {
  // One line comes up to L1, its victim moves to L2, and each of the two may push a dirty line out and be shared.
  return Math.max(isolated, l2Read, l2Write) + 2 * (writeBack + upgrade) + tlbMiss;
}

/** MESI between the processors' caches: what one has to do to the copies of another, four blocks at a time. */

import { bytesOf, inEachByte, keysOf, lanesWith, remove, share } from "./fours";
import { bitOf, holdersOf, l1Four, l1FourBytes, l2Four, l2FourBytes, processorAt, processors, setHolders } from "./layout";

/** Makes a processor the only one that may hold the blocks in `lanes`. */
// @ts-ignore: decorator
@inline
export function claim(cpu: usize, four: i32, lanes: v128): void {
  const own = inEachByte(bitOf(cpu));
  const asked = bytesOf(lanes);
  const held = holdersOf(four);
  setHolders(four, held | (own & asked));
  const others = held & asked & ~own;
  if (others != 0) drop(four, others);
}

/** Notes that a processor holds the blocks in `lanes` and shares others' copies of them; returns the lanes with such. */
// @ts-ignore: decorator
@inline
export function join(cpu: usize, four: i32, lanes: v128): v128 {
  const own = inEachByte(bitOf(cpu));
  const asked = bytesOf(lanes);
  const others = holdersOf(four) & asked & ~own;
  const shared = others == 0 ? i32x4.splat(0) : clean(four, others);
  setHolders(four, holdersOf(four) | (own & asked));
  return shared;
}

/** Makes the copies of the processors that `held` names, a byte a block, SHARED; returns the lanes that had one. */
export function clean(four: i32, held: i32): v128 {
  const keys = keysOf(four);
  let all = i32x4.splat(0);
  for (let index = 0; index < processors; index++) {
    const bit = 1 << index;
    const lanes = lanesWith(held, bit);
    if (!v128.any_true(lanes)) continue;
    const cpu = processorAt(index);
    const above = share(l1Four(cpu, four), l1FourBytes, keys, lanes);
    const found = v128.or(above, share(l2Four(cpu, four), l2FourBytes, keys, lanes));
    setHolders(four, holdersOf(four) & ~(bytesOf(v128.andnot(lanes, found)) & inEachByte(bit)));
    all = v128.or(all, found);
  }
  return all;
}

/** Drops the copies of the processors that `held` names, a byte a block. */
export function drop(four: i32, held: i32): void {
  const keys = keysOf(four);
  for (let index = 0; index < processors; index++) {
    const lanes = lanesWith(held, 1 << index);
    if (!v128.any_true(lanes)) continue;
    const cpu = processorAt(index);
    remove(l1Four(cpu, four), l1FourBytes, keys, lanes);
    remove(l2Four(cpu, four), l2FourBytes, keys, lanes);
  }
  setHolders(four, holdersOf(four) & ~held);
}

/** MESI between the processors' caches: what one has to do to the copies of another, four blocks at a time. */

import { any, keysOf, lanesOf, remove, share } from "./fours";
import {
  allHolders,
  holdersOf,
  l1Four,
  l1FourBytes,
  l2Four,
  l2FourBytes,
  ownHolders,
  processorAt,
  processors,
  setHolders,
} from "./layout";

/** Makes a processor the only one that may hold the blocks in `lanes`. */
// @ts-ignore: decorator
@inline
export function claim(cpu: usize, four: i32, lanes: v128): void {
  const asked = i32x4.bitmask(lanes);
  const own = ownHolders(cpu, asked);
  const held = holdersOf(four);
  setHolders(four, held | own);
  const others = held & allHolders(asked) & ~own;
  if (others != 0) drop(four, others);
}

/** Notes that a processor holds the blocks in `lanes` and shares others' copies of them; returns the lanes with such. */
// @ts-ignore: decorator
@inline
export function join(cpu: usize, four: i32, lanes: v128): v128 {
  const asked = i32x4.bitmask(lanes);
  const own = ownHolders(cpu, asked);
  const others = holdersOf(four) & allHolders(asked) & ~own;
  const shared = others == 0 ? i32x4.splat(0) : clean(four, others);
  setHolders(four, holdersOf(four) | own);
  return shared;
}

/** Makes the copies of those that `held` names SHARED; returns the lanes that had one. */
export function clean(four: i32, held: i32): v128 {
  const keys = keysOf(four);
  let all = i32x4.splat(0);
  for (let index = 0; index < processors; index++) {
    const cpu = processorAt(index);
    const lanes = lanesOf(held);
    held >>>= 4;
    if (!any(lanes)) continue;
    const above = share(l1Four(cpu, four), l1FourBytes, keys, lanes);
    const found = v128.or(above, share(l2Four(cpu, four), l2FourBytes, keys, lanes));
    setHolders(four, holdersOf(four) & ~ownHolders(cpu, i32x4.bitmask(v128.andnot(lanes, found))));
    all = v128.or(all, found);
  }
  return all;
}

/** Drops the copies of those that `held` names. */
export function drop(four: i32, held: i32): void {
  setHolders(four, holdersOf(four) & ~held);
  const keys = keysOf(four);
  for (let index = 0; index < processors; index++) {
    const cpu = processorAt(index);
    const lanes = lanesOf(held);
    held >>>= 4;
    if (!any(lanes)) continue;
    remove(l1Four(cpu, four), l1FourBytes, keys, lanes);
    remove(l2Four(cpu, four), l2FourBytes, keys, lanes);
  }
}

/** MESI between the processors' caches: what one has to do to the copies of another. */

import {
  bitOf,
  holdersOf,
  l1Set,
  l1SetBytes,
  l2Set,
  l2SetBytes,
  processorAt,
  processors,
  setHolders,
} from "./layout";
import { EXCLUSIVE, find, remove, SHARED } from "./sets";

/** Makes a processor the only one that may hold a block. */
// @ts-ignore: decorator
@inline
export function claim(cpu: usize, block: i32): void {
  const bit = bitOf(cpu);
  const mask = holdersOf(block);
  setHolders(block, mask | bit);
  if ((mask & ~bit) != 0) drop(block, mask & ~bit);
}

/** Makes the copies of the processors of a mask SHARED; tells whether there was one. */
export function clean(block: i32, mask: i32): bool {
  const key = block << 2;
  let found = false;
  for (let index = 0; index < processors; index++) {
    if ((mask & (1 << index)) == 0) continue;
    const cpu = processorAt(index);
    const above = find(l1Set(cpu, block), l1SetBytes, key);
    const below = find(l2Set(cpu, block), l2SetBytes, key);
    if (above != 0) store<i32>(above, key | SHARED);
    if (below != 0) store<i32>(below, key | SHARED);
    if ((above | below) != 0) found = true;
    else setHolders(block, holdersOf(block) & ~(1 << index));
  }
  return found;
}

/** Drops the copies of the processors of a mask; their places become the next victims of their sets. */
export function drop(block: i32, mask: i32): void {
  for (let index = 0; index < processors; index++) {
    if ((mask & (1 << index)) == 0) continue;
    const cpu = processorAt(index);
    remove(l1Set(cpu, block), l1SetBytes, block << 2);
    remove(l2Set(cpu, block), l2SetBytes, block << 2);
  }
  setHolders(block, holdersOf(block) & ~mask);
}

/** Makes a processor's copy in L2 EXCLUSIVE where it is SHARED; tells whether it was. */
export function endSharing(cpu: usize, block: i32): bool {
  const at = find(l2Set(cpu, block), l2SetBytes, block << 2);
  if (at == 0 || (load<i32>(at) & 3) != SHARED) return false;
  store<i32>(at, (block << 2) | EXCLUSIVE);
  return true;
}

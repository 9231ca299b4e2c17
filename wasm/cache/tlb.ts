/** The data TLB of a processor; its misses wait for the next touch to be booked. */

import {
  largeTlb,
  largeTlbMask,
  largeTlbSetBytes,
  smallTlb,
  smallTlbBytes,
  smallTlbMask,
  smallTlbSetBytes,
  TLB_MISSES,
} from "./layout";
import { EMPTY, EXCLUSIVE, holds, promote } from "./sets";

const SMALL_SHIFT: i32 = 12;
const LARGE_SHIFT: i32 = 22;

/** Looks a page up; one that is the most recent of its set already changes nothing, and is most often what is asked for. */
// @ts-ignore: decorator
@inline
function lookUp(cpu: usize, half: usize, mask: i32, setBytes: usize, page: i32): void {
  const set = cpu + half + <usize>(page & mask) * setBytes;
  if (load<i32>(set) != (page << 2 | EXCLUSIVE)) renew(cpu, set, setBytes, page << 2);
}

function renew(cpu: usize, set: usize, setBytes: usize, key: i32): void {
  if (holds(promote(set, setBytes, key, EXCLUSIVE), key)) return;
  store<i32>(cpu, load<i32>(cpu, TLB_MISSES) + 1, TLB_MISSES);
}

/** Looks a user address up. */
// @ts-ignore: decorator
@inline
export function touchUser(cpu: usize, address: i32): void {
  lookUp(cpu, smallTlb, smallTlbMask, smallTlbSetBytes, address >>> SMALL_SHIFT);
}

/** Looks an address of the kernel's direct mapping up. */
// @ts-ignore: decorator
@inline
export function touchKernel(cpu: usize, address: i32): void {
  lookUp(cpu, largeTlb, largeTlbMask, largeTlbSetBytes, address >>> LARGE_SHIFT);
}

/** Drops the user's entries. */
export function switchAddressSpace(cpu: usize): void {
  memory.fill(cpu + smallTlb, EMPTY, smallTlbBytes);
}

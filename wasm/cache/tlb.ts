/** The data TLB of a processor; its misses wait for the next touch to be booked. */

import {
  LAST_LARGE,
  LAST_SMALL,
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

function lookUp(cpu: usize, half: usize, mask: i32, setBytes: usize, page: i32): void {
  const set = cpu + half + <usize>(page & mask) * setBytes;
  const key = page << 2;
  if (holds(promote(set, setBytes, key, EXCLUSIVE), key)) return;
  store<i32>(cpu, load<i32>(cpu, TLB_MISSES) + 1, TLB_MISSES);
}

/** Looks a user address up. */
// @ts-ignore: decorator
@inline
export function touchUser(cpu: usize, address: i32): void {
  const page = address >>> SMALL_SHIFT;
  if (page == load<i32>(cpu, LAST_SMALL)) return;
  store<i32>(cpu, page, LAST_SMALL);
  lookUp(cpu, smallTlb, smallTlbMask, smallTlbSetBytes, page);
}

/** Looks an address of the kernel's direct mapping up. */
// @ts-ignore: decorator
@inline
export function touchKernel(cpu: usize, address: i32): void {
  const page = address >>> LARGE_SHIFT;
  if (page == load<i32>(cpu, LAST_LARGE)) return;
  store<i32>(cpu, page, LAST_LARGE);
  lookUp(cpu, largeTlb, largeTlbMask, largeTlbSetBytes, page);
}

/** Drops the user's entries. */
export function switchAddressSpace(cpu: usize): void {
  memory.fill(cpu + smallTlb, EMPTY, smallTlbBytes);
  store<i32>(cpu, -1, LAST_SMALL);
}

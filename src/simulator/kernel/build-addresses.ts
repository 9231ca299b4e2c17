import { KERNEL_FUNCTIONS, type KernelFunction } from "./functions.ts";

/** Whether the driver is a module (its ticks fall outside the kernel's text) or part of the kernel. */
export type DriverBuild = "module" | "built-in";

/** Where a function lies in one build of the kernel. */
export interface Placement {
  readonly address: number;
  readonly bytes: number;
}

/**
 * Addresses that the mail prints for the kernel with the driver built in (its third listing), and sizes (ticks over load)
 * where they differ from those in the other build.
 */
const BUILT_IN: Readonly<Record<string, { readonly address: number; readonly bytes?: number }>> = {
  skb_release_data: { address: 0xc020833c, bytes: 140 },
  ip_queue_xmit: { address: 0xc0218d4c, bytes: 1268 },
  handle_IRQ_event: { address: 0xc010a768 },
  tcp_sendmsg: { address: 0xc021e53c },
  tcp_v4_rcv: { address: 0xc022d9ec },
  tcp_clean_rtx_queue: { address: 0xc022383c },
  __kfree_skb: { address: 0xc0208434, bytes: 260 },
  do_tcp_sendpages: { address: 0xc021d6ec },
  boomerang_rx: { address: 0xc01d3a08 },
  boomerang_interrupt: { address: 0xc01d32ac },
  boomerang_start_xmit: { address: 0xc01d2c94 },
  csum_partial_copy_generic: { address: 0xc024d1cc },
  file_read_actor: { address: 0xc01255f0 },
};

/** Returns where a function lies; one that the mail does not print keeps its distance to the nearest one that it does. */
export function placeFunction({ name, address, bytes }: KernelFunction, build: DriverBuild): Placement {
  if (build === "module") return { address, bytes };
  const printed = BUILT_IN[name];
  if (printed !== undefined) return { bytes, ...printed };
  let shift = 0;
  let nearest = Infinity;
  for (const other of KERNEL_FUNCTIONS) {
    const distance = Math.abs(other.address - address);
    if (!(other.name in BUILT_IN) || distance >= nearest) continue;
    nearest = distance;
    shift = BUILT_IN[other.name].address - other.address;
  }
  return { address: address + shift, bytes };
}

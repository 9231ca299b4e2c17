import { KERNEL_FUNCTIONS, type KernelFunction } from "./functions.ts";

/** Whether the driver is a module (its ticks fall outside the kernel's text) or part of the kernel. */
export type DriverBuild = "module" | "built-in";

/** Where a function lies in one build of the kernel. */
export interface Placement {
  readonly address: number;
  readonly bytes: number;
}

/** Addresses and sizes that the mail prints for the kernel with the driver built in (its third listing). */
const BUILT_IN: Readonly<Record<string, Placement>> = {
  skb_release_data: { address: 0xc020833c, bytes: 140 },
  ip_queue_xmit: { address: 0xc0218d4c, bytes: 1268 },
  handle_IRQ_event: { address: 0xc010a768, bytes: 120 },
  tcp_sendmsg: { address: 0xc021e53c, bytes: 2484 },
  tcp_v4_rcv: { address: 0xc022d9ec, bytes: 1596 },
  tcp_clean_rtx_queue: { address: 0xc022383c, bytes: 876 },
  __kfree_skb: { address: 0xc0208434, bytes: 260 },
  do_tcp_sendpages: { address: 0xc021d6ec, bytes: 3456 },
  boomerang_rx: { address: 0xc01d3a08, bytes: 1176 },
  boomerang_interrupt: { address: 0xc01d32ac, bytes: 1032 },
  boomerang_start_xmit: { address: 0xc01d2c94, bytes: 724 },
  csum_partial_copy_generic: { address: 0xc024d1cc, bytes: 248 },
  file_read_actor: { address: 0xc01255f0, bytes: 84 },
};

/** Returns where a function lies; one that the mail does not print keeps its distance to the nearest one that it does. */
export function placeFunction(fn: KernelFunction, build: DriverBuild): Placement {
  if (build === "module") return { address: fn.address, bytes: fn.bytes };
  const printed = BUILT_IN[fn.name];
  if (printed !== undefined) return printed;
  let shift = 0;
  let nearest = Infinity;
  for (const { name, address } of KERNEL_FUNCTIONS) {
    const distance = Math.abs(address - fn.address);
    if (!(name in BUILT_IN) || distance >= nearest) continue;
    nearest = distance;
    shift = BUILT_IN[name].address - address;
  }
  return { address: fn.address + shift, bytes: fn.bytes };
}

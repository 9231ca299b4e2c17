/** One function of the kernel's text (or the user's loop), with what the simulation needs to know of it. */
export interface KernelFunction {
  readonly name: string;
  /** Address in the build with a modular driver (the first two listings of the mail); 0 where it has no kernel text. */
  readonly address: number;
  /** Bytes of text. */
  readonly bytes: number;
  /** Where its cost is counted. */
  readonly group:
    | "copy"
    | "send"
    | "segment"
    | "free"
    | "page"
    | "interrupt"
    | "acknowledgement"
    | "schedule"
    | "call"
    | "driver"
    | "user";
  /** Cycles a call before calibration, with everything in L1 [P]; calibrated-costs.json replaces most. */
  readonly cycles: number;
}

function declare(
  name: string,
  address: number,
  bytes: number,
  group: KernelFunction["group"],
  cycles: number,
): KernelFunction {
  return { name, address, bytes, group, cycles };
}

/**
 * Every function that the path calls. Addresses and sizes of those that the mail lists are the mail's (size = ticks /
 * load, the multiple of 4 within the interval); the others stand between them in link order, with sizes that are
 * priors [P]. A size decides how many lines of text a call touches, an address which cache sets they fall into.
 */
export const KERNEL_FUNCTIONS: readonly KernelFunction[] = [
  declare("user loop", 0, 64, "user", 40),
  declare("system_call", 0xc0109144, 56, "call", 0),
  declare("do_IRQ", 0xc010a7e0, 248, "interrupt", 280),
  declare("end_level_ioapic_irq", 0xc01123f0, 120, "interrupt", 200),
  declare("handle_IRQ_event", 0xc010a768, 120, "interrupt", 600),
  declare("schedule", 0xc01127dc, 1588, "schedule", 1000),
  declare("__wake_up", 0xc0112ec0, 180, "schedule", 250),
  declare("do_softirq", 0xc011a884, 172, "interrupt", 180),
  declare("mod_timer", 0xc011bd70, 240, "acknowledgement", 300),
  declare("file_read_actor", 0xc0125580, 84, "copy", 60),
  declare("do_generic_file_read", 0xc01250b0, 1232, "call", 250),
  declare("generic_file_read", 0xc01255d4, 116, "call", 80),
  declare("kmem_cache_alloc", 0xc012b3a0, 212, "segment", 120),
  declare("kmalloc", 0xc012b474, 232, "segment", 65),
  declare("kmem_cache_free", 0xc012b55c, 148, "free", 45),
  declare("kfree", 0xc012b5f0, 180, "free", 60),
  declare("rmqueue", 0xc012d010, 480, "page", 250),
  declare("__free_pages_ok", 0xc012ccf0, 620, "page", 260),
  declare("sys_read", 0xc01315b0, 200, "call", 120),
  declare("sys_sendfile", 0xc0125b20, 420, "call", 150),
  declare("sock_sendmsg", 0xc0201a40, 140, "call", 110),
  declare("sys_send", 0xc02026d0, 240, "call", 130),
  declare("alloc_skb", 0xc0203fe0, 440, "segment", 50),
  declare("sock_wfree", 0xc0203330, 40, "free", 110),
  declare("skb_release_data", 0xc02041ec, 112, "free", 100),
  declare("__kfree_skb", 0xc02042c4, 332, "free", 160),
  declare("skb_clone", 0xc0204410, 428, "segment", 250),
  declare("dev_queue_xmit", 0xc0208c30, 620, "segment", 90),
  declare("netif_rx", 0xc0209090, 400, "interrupt", 150),
  declare("get_sample_stats", 0xc0208fb0, 180, "interrupt", 150),
  declare("net_tx_action", 0xc0209330, 230, "interrupt", 60),
  declare("net_rx_action", 0xc0209420, 560, "acknowledgement", 180),
  declare("eth_type_trans", 0xc020d4a0, 190, "interrupt", 120),
  declare("pfifo_fast_dequeue", 0xc020e100, 96, "segment", 110),
  declare("pfifo_fast_enqueue", 0xc020e0a0, 88, "segment", 110),
  declare("qdisc_restart", 0xc020de20, 380, "segment", 110),
  declare("ip_route_input", 0xc0211068, 356, "acknowledgement", 200),
  declare("ip_rcv", 0xc0213170, 620, "acknowledgement", 200),
  declare("ip_local_deliver", 0xc02133e0, 360, "acknowledgement", 160),
  declare("ip_output", 0xc021599c, 320, "segment", 250),
  declare("ip_queue_xmit", 0xc0215adc, 1332, "segment", 350),
  declare("tcp_sendmsg_copy", 0xc0219a54, 3672, "send", 400),
  declare("do_tcp_sendpages", 0xc021a8ac, 3456, "send", 500),
  declare("tcp_sendmsg", 0xc021b6fc, 2484, "send", 500),
  declare("tcp_write_space", 0xc0218e10, 130, "acknowledgement", 150),
  declare("tcp_ack", 0xc0220f80, 1480, "acknowledgement", 270),
  declare("tcp_clean_rtx_queue", 0xc02209fc, 876, "acknowledgement", 400),
  declare("tcp_rcv_established", 0xc02228d0, 2200, "acknowledgement", 230),
  declare("tcp_transmit_skb", 0xc0224734, 1356, "segment", 250),
  declare("tcp_write_xmit", 0xc0224f10, 420, "segment", 120),
  declare("tcp_push_one", 0xc02250c0, 260, "segment", 120),
  declare("tcp_v4_send_check", 0xc0229f40, 96, "segment", 120),
  declare("tcp_v4_rcv", 0xc022abac, 1596, "acknowledgement", 400),
  declare("csum_partial_copy_generic", 0xc024a3cc, 248, "copy", 60),
  declare("__generic_copy_from_user", 0xc024a694, 100, "copy", 50),
  declare("boomerang_start_xmit", 0xc4820c94, 724, "driver", 300),
  declare("boomerang_interrupt", 0xc48212ac, 1032, "driver", 450),
  declare("boomerang_rx", 0xc4821a08, 1176, "driver", 500),
];

const INDICES = new Map<string, number>(KERNEL_FUNCTIONS.map(({ name }, index) => [name, index]));

/** Returns a function's index into KERNEL_FUNCTIONS; throws a plain Error for a name that is not there. */
export function functionIndex(name: string): number {
  const index = INDICES.get(name);
  if (index === undefined) throw new Error(`no kernel function ${name}`);
  return index;
}

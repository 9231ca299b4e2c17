import type { Calibration } from "./calibration.ts";

/** Written by `npm run calibrate`; not to be edited. */
export const CALIBRATED_COSTS: Calibration = {
  seeds: 16,
  wraps: 1,
  segments: 13,
  depth: [
    {
      segments: 12,
      chiSquare: 0.76,
    },
    {
      segments: 13,
      chiSquare: 0.57,
    },
    {
      segments: 14,
      chiSquare: 0.59,
    },
    {
      segments: 15,
      chiSquare: 0.7,
    },
    {
      segments: 16,
      chiSquare: 0.82,
    },
    {
      segments: 18,
      chiSquare: 2.22,
    },
    {
      segments: 20,
      chiSquare: 4.11,
    },
    {
      segments: 24,
      chiSquare: 13.88,
    },
    {
      segments: 32,
      chiSquare: 55.28,
    },
  ],
  chiSquare: 14.1,
  rows: 28,
  functions: {
    handle_IRQ_event: {
      cycles: 643,
      error: 61,
      from: "handle_IRQ_event 55 in no-sg, handle_IRQ_event 56 in sg-csum",
    },
    schedule: {
      cycles: 852,
      error: 128,
      from: "schedule 54 in no-sg",
    },
    mod_timer: {
      cycles: 915,
      error: 105,
      from: "del_timer 49 in sg-csum",
    },
    skb_release_data: {
      cycles: 134,
      error: 13,
      from: "skb_release_data 60 in no-sg, skb_release_data 69 in sg-csum",
    },
    __kfree_skb: {
      cycles: 194,
      error: 17,
      from: "__kfree_skb 113 in no-sg, __kfree_skb 96 in sg-csum",
    },
    skb_clone: {
      cycles: 400,
      error: 36,
      from: "skb_clone 85 in no-sg, skb_clone 70 in sg-csum",
    },
    ip_route_input: {
      cycles: 526,
      error: 61,
      from: "ip_route_input 69 in no-sg, ip_route_input 47 in sg-csum",
    },
    ip_output: {
      cycles: 244,
      error: 30,
      from: "ip_output 54 in no-sg, ip_output 49 in sg-csum",
    },
    ip_queue_xmit: {
      cycles: 331,
      error: 35,
      from: "ip_queue_xmit 76 in no-sg, ip_queue_xmit 69 in sg-csum",
    },
    tcp_sendmsg_copy: {
      cycles: 435,
      error: 53,
      from: "tcp_sendmsg_copy 99 in no-sg",
    },
    do_tcp_sendpages: {
      cycles: 456,
      error: 50,
      from: "do_tcp_sendpages 152 in sg-csum",
    },
    tcp_sendmsg: {
      cycles: 2869,
      error: 352,
      from: "tcp_sendmsg 109 in sg-csum",
    },
    tcp_clean_rtx_queue: {
      cycles: 930,
      error: 82,
      from: "tcp_clean_rtx_queue 101 in no-sg, tcp_clean_rtx_queue 100 in sg-csum",
    },
    tcp_transmit_skb: {
      cycles: 227,
      error: 40,
      from: "tcp_transmit_skb 47 in no-sg",
    },
    tcp_v4_rcv: {
      cycles: 617,
      error: 69,
      from: "tcp_v4_rcv 75 in no-sg, tcp_v4_rcv 66 in sg-csum",
    },
    kmem_cache_alloc: {
      cycles: 277,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    kmalloc: {
      cycles: 150,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    kmem_cache_free: {
      cycles: 104,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    kfree: {
      cycles: 138,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    alloc_skb: {
      cycles: 115,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    sock_wfree: {
      cycles: 254,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    dev_queue_xmit: {
      cycles: 208,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    pfifo_fast_dequeue: {
      cycles: 254,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    pfifo_fast_enqueue: {
      cycles: 254,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    qdisc_restart: {
      cycles: 254,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    tcp_write_xmit: {
      cycles: 277,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    tcp_push_one: {
      cycles: 277,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    tcp_v4_send_check: {
      cycles: 277,
      error: null,
      from: "its share of 588 unlisted ticks in no-sg",
    },
    do_IRQ: {
      cycles: 268,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    end_level_ioapic_irq: {
      cycles: 191,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    __wake_up: {
      cycles: 239,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    do_softirq: {
      cycles: 172,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    netif_rx: {
      cycles: 143,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    get_sample_stats: {
      cycles: 143,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    net_tx_action: {
      cycles: 57,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    net_rx_action: {
      cycles: 172,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    eth_type_trans: {
      cycles: 115,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    ip_rcv: {
      cycles: 191,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    ip_local_deliver: {
      cycles: 153,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    tcp_write_space: {
      cycles: 143,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    tcp_ack: {
      cycles: 258,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    tcp_rcv_established: {
      cycles: 220,
      error: null,
      from: "its share of 252 unlisted ticks in no-sg",
    },
    rmqueue: {
      cycles: 665,
      error: null,
      from: "its share of 89 unlisted ticks in sg-csum",
    },
    __free_pages_ok: {
      cycles: 692,
      error: null,
      from: "its share of 89 unlisted ticks in sg-csum",
    },
  },
  notes: ["unlisted ticks to divide: 840; left for page allocation: 89"],
};

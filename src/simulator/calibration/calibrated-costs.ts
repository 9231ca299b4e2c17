import type { Calibration } from "./calibration.ts";

/** Written by `npm run calibrate`; not to be edited. */
export const CALIBRATED_COSTS: Calibration = {
  seeds: 16,
  wraps: 1,
  segments: 13,
  interval: [12, 16],
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
      from: "no-sg/handle_IRQ_event 55, sg-csum/handle_IRQ_event 56",
    },
    schedule: {
      cycles: 852,
      error: 128,
      from: "no-sg/schedule 54",
    },
    mod_timer: {
      cycles: 915,
      error: 135,
      from: "sg-csum/del_timer 49",
    },
    skb_release_data: {
      cycles: 134,
      error: 13,
      from: "no-sg/skb_release_data 60, sg-csum/skb_release_data 69",
    },
    __kfree_skb: {
      cycles: 194,
      error: 17,
      from: "no-sg/__kfree_skb 113, sg-csum/__kfree_skb 96",
    },
    skb_clone: {
      cycles: 400,
      error: 36,
      from: "no-sg/skb_clone 85, sg-csum/skb_clone 70",
    },
    ip_route_input: {
      cycles: 526,
      error: 61,
      from: "no-sg/ip_route_input 69, sg-csum/ip_route_input 47",
    },
    ip_output: {
      cycles: 244,
      error: 30,
      from: "no-sg/ip_output 54, sg-csum/ip_output 49",
    },
    ip_queue_xmit: {
      cycles: 331,
      error: 35,
      from: "no-sg/ip_queue_xmit 76, sg-csum/ip_queue_xmit 69",
    },
    tcp_sendmsg_copy: {
      cycles: 435,
      error: 53,
      from: "no-sg/tcp_sendmsg_copy 99",
    },
    do_tcp_sendpages: {
      cycles: 456,
      error: 50,
      from: "sg-csum/do_tcp_sendpages 152",
    },
    tcp_sendmsg: {
      cycles: 2869,
      error: 352,
      from: "sg-csum/tcp_sendmsg 109",
    },
    tcp_clean_rtx_queue: {
      cycles: 930,
      error: 82,
      from: "no-sg/tcp_clean_rtx_queue 101, sg-csum/tcp_clean_rtx_queue 100",
    },
    tcp_transmit_skb: {
      cycles: 227,
      error: 40,
      from: "no-sg/tcp_transmit_skb 47",
    },
    tcp_v4_rcv: {
      cycles: 617,
      error: 69,
      from: "no-sg/tcp_v4_rcv 75, sg-csum/tcp_v4_rcv 66",
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
  leftOut: [
    {
      figure: "no-sg/file_read_actor",
      measured: 548,
      fitted: 548.3,
      withoutIt: 567.7,
    },
    {
      figure: "no-sg/csum_partial_copy_generic",
      measured: 436,
      fitted: 428,
      withoutIt: 428,
    },
    {
      figure: "sg-csum/file_read_actor",
      measured: 615,
      fitted: 597.1,
      withoutIt: 597.1,
    },
    {
      figure: "sg-csum/csum_partial_copy_generic",
      measured: 520,
      fitted: 492.6,
      withoutIt: 492.6,
    },
    {
      figure: "no-sg/handle_IRQ_event",
      measured: 55,
      fitted: 55.5,
      withoutIt: 56,
    },
    {
      figure: "sg-csum/handle_IRQ_event",
      measured: 56,
      fitted: 55.5,
      withoutIt: 55,
    },
    {
      figure: "no-sg/schedule",
      measured: 54,
      fitted: 54,
      withoutIt: null,
    },
    {
      figure: "sg-csum/del_timer",
      measured: 49,
      fitted: 49,
      withoutIt: null,
    },
    {
      figure: "no-sg/skb_release_data",
      measured: 60,
      fitted: 65.5,
      withoutIt: 71.8,
    },
    {
      figure: "sg-csum/skb_release_data",
      measured: 69,
      fitted: 62.7,
      withoutIt: 57.2,
    },
    {
      figure: "no-sg/__kfree_skb",
      measured: 113,
      fitted: 105.6,
      withoutIt: 99.3,
    },
    {
      figure: "sg-csum/__kfree_skb",
      measured: 96,
      fitted: 102.3,
      withoutIt: 109.7,
    },
    {
      figure: "no-sg/skb_clone",
      measured: 85,
      fitted: 77.9,
      withoutIt: 72,
    },
    {
      figure: "sg-csum/skb_clone",
      measured: 70,
      fitted: 75.9,
      withoutIt: 83,
    },
    {
      figure: "no-sg/ip_route_input",
      measured: 69,
      fitted: 57.2,
      withoutIt: 49.2,
    },
    {
      figure: "sg-csum/ip_route_input",
      measured: 47,
      fitted: 55,
      withoutIt: 66.8,
    },
    {
      figure: "no-sg/ip_output",
      measured: 54,
      fitted: 51.3,
      withoutIt: 48.8,
    },
    {
      figure: "sg-csum/ip_output",
      measured: 49,
      fitted: 51.5,
      withoutIt: 54.2,
    },
    {
      figure: "no-sg/ip_queue_xmit",
      measured: 76,
      fitted: 72.7,
      withoutIt: 69.7,
    },
    {
      figure: "sg-csum/ip_queue_xmit",
      measured: 69,
      fitted: 72,
      withoutIt: 75.3,
    },
    {
      figure: "no-sg/tcp_sendmsg_copy",
      measured: 99,
      fitted: 99,
      withoutIt: null,
    },
    {
      figure: "sg-csum/do_tcp_sendpages",
      measured: 152,
      fitted: 152,
      withoutIt: null,
    },
    {
      figure: "sg-csum/tcp_sendmsg",
      measured: 109,
      fitted: 109,
      withoutIt: null,
    },
    {
      figure: "no-sg/tcp_clean_rtx_queue",
      measured: 101,
      fitted: 101.3,
      withoutIt: 101.7,
    },
    {
      figure: "sg-csum/tcp_clean_rtx_queue",
      measured: 100,
      fitted: 99.7,
      withoutIt: 99.3,
    },
    {
      figure: "no-sg/tcp_transmit_skb",
      measured: 47,
      fitted: 47,
      withoutIt: null,
    },
    {
      figure: "no-sg/tcp_v4_rcv",
      measured: 75,
      fitted: 65.1,
      withoutIt: 56.4,
    },
    {
      figure: "sg-csum/tcp_v4_rcv",
      measured: 66,
      fitted: 74.7,
      withoutIt: 84.6,
    },
  ],
  notes: ["unlisted ticks to divide: 840; left for page allocation: 89"],
};

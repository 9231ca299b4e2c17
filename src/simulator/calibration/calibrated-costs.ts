import type { Calibration } from "./calibration.ts";

/** Written by `npm run calibrate`; not to be edited. */
export const CALIBRATED_COSTS: Calibration = {
 "segments": 14,
 "seeds": 8,
 "wraps": 1,
 "depth": [
  {
   "segments": 12,
   "chiSquare": 1.63
  },
  {
   "segments": 13,
   "chiSquare": 0.94
  },
  {
   "segments": 14,
   "chiSquare": 1
  },
  {
   "segments": 15,
   "chiSquare": 1.24
  },
  {
   "segments": 16,
   "chiSquare": 1.39
  },
  {
   "segments": 17,
   "chiSquare": 1.98
  },
  {
   "segments": 18,
   "chiSquare": 2.98
  },
  {
   "segments": 20,
   "chiSquare": 5.72
  },
  {
   "segments": 24,
   "chiSquare": 14.02
  }
 ],
 "chiSquare": 14.5,
 "rows": 28,
 "functions": {
  "handle_IRQ_event": {
   "cycles": 643,
   "error": 61,
   "from": "handle_IRQ_event 55 in no-sg, handle_IRQ_event 56 in sg-csum"
  },
  "schedule": {
   "cycles": 852,
   "error": 128,
   "from": "schedule 54 in no-sg"
  },
  "mod_timer": {
   "cycles": 917,
   "error": 105,
   "from": "del_timer 49 in sg-csum"
  },
  "skb_release_data": {
   "cycles": 135,
   "error": 13,
   "from": "skb_release_data 60 in no-sg, skb_release_data 69 in sg-csum"
  },
  "__kfree_skb": {
   "cycles": 199,
   "error": 17,
   "from": "__kfree_skb 113 in no-sg, __kfree_skb 96 in sg-csum"
  },
  "skb_clone": {
   "cycles": 403,
   "error": 36,
   "from": "skb_clone 85 in no-sg, skb_clone 70 in sg-csum"
  },
  "ip_route_input": {
   "cycles": 531,
   "error": 61,
   "from": "ip_route_input 69 in no-sg, ip_route_input 47 in sg-csum"
  },
  "ip_output": {
   "cycles": 246,
   "error": 30,
   "from": "ip_output 54 in no-sg, ip_output 49 in sg-csum"
  },
  "ip_queue_xmit": {
   "cycles": 335,
   "error": 35,
   "from": "ip_queue_xmit 76 in no-sg, ip_queue_xmit 69 in sg-csum"
  },
  "tcp_sendmsg_copy": {
   "cycles": 433,
   "error": 53,
   "from": "tcp_sendmsg_copy 99 in no-sg"
  },
  "do_tcp_sendpages": {
   "cycles": 467,
   "error": 50,
   "from": "do_tcp_sendpages 152 in sg-csum"
  },
  "tcp_sendmsg": {
   "cycles": 2895,
   "error": 352,
   "from": "tcp_sendmsg 109 in sg-csum"
  },
  "tcp_clean_rtx_queue": {
   "cycles": 958,
   "error": 82,
   "from": "tcp_clean_rtx_queue 101 in no-sg, tcp_clean_rtx_queue 100 in sg-csum"
  },
  "tcp_transmit_skb": {
   "cycles": 229,
   "error": 40,
   "from": "tcp_transmit_skb 47 in no-sg"
  },
  "tcp_v4_rcv": {
   "cycles": 606,
   "error": 69,
   "from": "tcp_v4_rcv 75 in no-sg, tcp_v4_rcv 66 in sg-csum"
  },
  "kmem_cache_alloc": {
   "cycles": 279,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "kmalloc": {
   "cycles": 151,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "kmem_cache_free": {
   "cycles": 104,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "kfree": {
   "cycles": 139,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "alloc_skb": {
   "cycles": 116,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "sock_wfree": {
   "cycles": 255,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "dev_queue_xmit": {
   "cycles": 209,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "pfifo_fast_dequeue": {
   "cycles": 255,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "pfifo_fast_enqueue": {
   "cycles": 255,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "qdisc_restart": {
   "cycles": 255,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "tcp_write_xmit": {
   "cycles": 279,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "tcp_push_one": {
   "cycles": 279,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "tcp_v4_send_check": {
   "cycles": 279,
   "error": null,
   "from": "its share of 589 unlisted ticks in no-sg"
  },
  "do_IRQ": {
   "cycles": 263,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "end_level_ioapic_irq": {
   "cycles": 188,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "__wake_up": {
   "cycles": 235,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "do_softirq": {
   "cycles": 169,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "netif_rx": {
   "cycles": 141,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "get_sample_stats": {
   "cycles": 141,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "net_tx_action": {
   "cycles": 56,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "net_rx_action": {
   "cycles": 169,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "eth_type_trans": {
   "cycles": 113,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "ip_rcv": {
   "cycles": 188,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "ip_local_deliver": {
   "cycles": 150,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "tcp_write_space": {
   "cycles": 141,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "tcp_ack": {
   "cycles": 254,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "tcp_rcv_established": {
   "cycles": 216,
   "error": null,
   "from": "its share of 252 unlisted ticks in no-sg"
  },
  "rmqueue": {
   "cycles": 740,
   "error": null,
   "from": "its share of 98 unlisted ticks in sg-csum"
  },
  "__free_pages_ok": {
   "cycles": 770,
   "error": null,
   "from": "its share of 98 unlisted ticks in sg-csum"
  }
 },
 "notes": [
  "unlisted ticks to divide: 842; left for page allocation: 98"
 ]
};

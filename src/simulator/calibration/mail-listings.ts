/** The listings of the mail of 2001-02-11 that calibration may use and validation compares with: ticks by symbol. */
export interface MailListing {
  readonly variant: string;
  readonly total: number;
  readonly rows: Readonly<Record<string, number>>;
}

/** "send(8k), no SG 18.2%". */
export const NO_SG_LISTING: MailListing = {
  variant: "no-sg",
  total: 2874,
  rows: {
    tcp_transmit_skb: 47,
    schedule: 54,
    ip_output: 54,
    handle_IRQ_event: 55,
    skb_release_data: 60,
    ip_route_input: 69,
    tcp_v4_rcv: 75,
    ip_queue_xmit: 76,
    skb_clone: 85,
    tcp_sendmsg_copy: 99,
    tcp_clean_rtx_queue: 101,
    __kfree_skb: 113,
    csum_partial_copy_generic: 436,
    file_read_actor: 548,
  },
};

/** "send(8k), SG, csum copy 20.3%". */
export const SG_LISTING: MailListing = {
  variant: "sg-csum",
  total: 3222,
  rows: {
    ip_route_input: 47,
    del_timer: 49,
    ip_output: 49,
    handle_IRQ_event: 56,
    tcp_v4_rcv: 66,
    skb_release_data: 69,
    ip_queue_xmit: 69,
    skb_clone: 70,
    __kfree_skb: 96,
    tcp_clean_rtx_queue: 100,
    tcp_sendmsg: 109,
    do_tcp_sendpages: 152,
    csum_partial_copy_generic: 520,
    file_read_actor: 615,
  },
};

/** "a profile with a non-modular driver": the variant is not named; __strncpy_from_user's row says that it chose copies. */
export const BUILT_IN_LISTING: MailListing = {
  variant: "sg-choose",
  total: 3852,
  rows: {
    skb_release_data: 54,
    ip_queue_xmit: 63,
    handle_IRQ_event: 70,
    __strncpy_from_user: 74,
    tcp_sendmsg: 75,
    tcp_v4_rcv: 77,
    tcp_clean_rtx_queue: 90,
    __kfree_skb: 104,
    do_tcp_sendpages: 122,
    boomerang_rx: 150,
    boomerang_interrupt: 287,
    boomerang_start_xmit: 324,
    csum_partial_copy_generic: 443,
    file_read_actor: 643,
  },
};

/** The nine loads of the mail's table in percent, by variant. */
export const MAIL_LOADS: Readonly<Record<string, number>> = {
  "no-sg": 19.2,
  "sg-csum": 20.3,
  "sg-cfu": 20.9,
  "sg-choose": 20.6,
  "sg-page-choose": 20.3,
  "sg-page-csum": 20.2,
  "sg-csum-cache": 20.5,
  "sg-csum-cache-page": 20.2,
  "sg-cfu-cache-page": 20.2,
};

/** Loads in percent that stand above the first two listings, by variant: other takes than the table's. */
export const MAIL_HEADINGS: Readonly<Record<string, number>> = { "no-sg": 18.2, "sg-csum": 20.3 };

/** Cycles that one tick of the mail's profiles stands for, a second of simulated time: 500 MHz / 1000 Hz / 10 s. */
export const CYCLES_PER_TICK_SECOND = 50_000;

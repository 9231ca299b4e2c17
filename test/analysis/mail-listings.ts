import type { Profile } from "../../src/model/profile.ts";
import { finishProfile } from "../../src/model/profile-builder.ts";
import { TextColumn } from "../../src/model/text-column.ts";

// The three listings of A. Morton's mail of 2001-02-11 to linux-kernel, row by row: name, ticks, load.
const NO_SG = `
tcp_transmit_skb 47 0.0347
schedule 54 0.0340
ip_output 54 0.1688
handle_IRQ_event 55 0.4583
skb_release_data 60 0.5357
ip_route_input 69 0.1938
tcp_v4_rcv 75 0.0470
ip_queue_xmit 76 0.0571
skb_clone 85 0.1986
tcp_sendmsg_copy 99 0.0270
tcp_clean_rtx_queue 101 0.1153
__kfree_skb 113 0.3404
csum_partial_copy_generic 436 1.7581
file_read_actor 548 6.5238`;

const SG = `
ip_route_input 47 0.1320
del_timer 49 0.6806
ip_output 49 0.1531
handle_IRQ_event 56 0.4667
tcp_v4_rcv 66 0.0414
skb_release_data 69 0.6161
ip_queue_xmit 69 0.0518
skb_clone 70 0.1636
__kfree_skb 96 0.2892
tcp_clean_rtx_queue 100 0.1142
tcp_sendmsg 109 0.0439
do_tcp_sendpages 152 0.0440
csum_partial_copy_generic 520 2.0968
file_read_actor 615 7.3214`;

const DRIVER = `
skb_release_data 54 0.3857
ip_queue_xmit 63 0.0497
handle_IRQ_event 70 0.5833
__strncpy_from_user 74 2.0556
tcp_sendmsg 75 0.0302
tcp_v4_rcv 77 0.0482
tcp_clean_rtx_queue 90 0.1027
__kfree_skb 104 0.4000
do_tcp_sendpages 122 0.0353
boomerang_rx 150 0.1276
boomerang_interrupt 287 0.2781
boomerang_start_xmit 324 0.4475
csum_partial_copy_generic 443 1.7863
file_read_actor 643 7.6548`;

/** A flat listing for tests; everything that is not given is unknown. */
export interface Listing {
  readonly rows: readonly (readonly [name: string, ticks: number, load?: number])[];
  readonly total?: number;
  readonly title?: string;
  readonly path?: string;
  /** First line of the rows. */
  readonly line?: number;
  readonly coverage?: Profile["measures"][number]["coverage"];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
  readonly bytes?: number;
  readonly seconds?: number;
  readonly facts?: Profile["provenance"]["facts"];
  readonly modules?: readonly string[];
  readonly type?: Partial<Profile["measures"][number]["type"]>;
}

/** Makes a profile of a listing: complete where the rows give the total, else cut in order of ticks. */
export function listingProfile(listing: Listing): Profile {
  const { rows, path = "listing.txt", line = 1 } = listing;
  const listed = rows.reduce((sum, [, ticks]) => sum + ticks, 0);
  const total = listing.total ?? listed;
  const moduleNames = [...new Set(listing.modules ?? [""])];
  const loads = rows.map(([, , load]) => load);
  const hasLoads = loads.every((load) => load !== undefined);
  return finishProfile({
    title: listing.title ?? "",
    symbols: {
      length: rows.length,
      name: TextColumn.from(rows.map(([name]) => name)),
      module: Uint32Array.from(rows, (_, i) => moduleNames.indexOf(listing.modules?.[i] ?? moduleNames[0])),
      moduleNames,
      address: null,
      sizeLow: hasLoads
        ? Float64Array.from(rows, ([, t, load = 0]) => Math.ceil(t / (load + 0.00005)))
        : null,
      sizeHigh: hasLoads
        ? Float64Array.from(rows, ([, t, load = 0]) => Math.floor(t / (load - 0.00005)))
        : null,
    },
    samples: { line: Uint32Array.from(rows, (_, i) => line + i) },
    measures: [
      {
        type: {
          event: "ticks",
          unit: "ticks",
          period: 1,
          assumes: "counts",
          better: "lower",
          ...listing.type,
        },
        counts: Float64Array.from(rows, ([, ticks]) => ticks),
        low: listing.low ? Float64Array.from(listing.low) : null,
        high: listing.high ? Float64Array.from(listing.high) : null,
        total,
        coverage:
          listing.coverage ??
          (total === listed
            ? { kind: "complete" }
            : {
                kind: "cut",
                orders: ["ticks"],
                smallestCount: Math.min(...rows.map(([, ticks]) => ticks)),
                smallestLoad: null,
              }),
      },
    ],
    provenance: {
      path,
      listing: { index: 1, of: 1 },
      format: "readprofile",
      formatReason: "made by a test",
      origin: { kind: "measured" },
      exposure: { bytes: listing.bytes ?? null, seconds: listing.seconds ?? null },
      checksum: null,
      statedLoadPercent: null,
      facts: listing.facts ?? {},
    },
  });
}

/** Makes a profile that lists all of its symbols, by their ticks. */
export function completeListing(
  ticks: Readonly<Record<string, number>>,
  rest: Partial<Listing> = {},
): Profile {
  return listingProfile({ rows: Object.entries(ticks), coverage: { kind: "complete" }, ...rest });
}

function parseRows(text: string): [string, number, number][] {
  return text
    .trim()
    .split("\n")
    .map((row) => row.split(" "))
    .map(([name, ticks, load]) => [name, Number(ticks), Number(load)]);
}

/** send(8k), no SG: 1872 of 2874 ticks shown. */
export const noSg = listingProfile({
  rows: parseRows(NO_SG),
  total: 2874,
  title: "send(8k), no SG",
  path: "mail.txt",
  line: 95,
});
/** send(8k), SG, csum copy: 2067 of 3222 ticks shown. */
export const sg = listingProfile({
  rows: parseRows(SG),
  total: 3222,
  title: "send(8k), SG, csum copy",
  path: "mail.txt",
  line: 113,
});
/** With a non-modular driver: 2576 of 3852 ticks shown. */
export const driver = listingProfile({ rows: parseRows(DRIVER), total: 3852, path: "mail.txt", line: 142 });

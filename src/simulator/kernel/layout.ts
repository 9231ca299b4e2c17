import type { Random } from "../../stats/random.ts";
import { drawInteger } from "../../stats/variates.ts";
import { PAGE } from "../machine/page-allocator.ts";
import type { SimulationParameters } from "../simulation-parameters.ts";

/** Bytes of a struct page of Linux 2.4 on i386 [C]. */
export const PAGE_STRUCT_BYTES = 64;
/** Bytes of a descriptor of the transmit ring, with room for six fragments, and of the receive ring [C: 3c59x.c]. */
export const TRANSMIT_DESCRIPTOR_BYTES = 64;
export const RECEIVE_DESCRIPTOR_BYTES = 16;
/** Bytes that a receive buffer takes of its slab (PKT_BUF_SZ 1536) [C]. */
export const RECEIVE_BUFFER_BYTES = 2048;

/** Physical addresses of what the kernel allocates once and keeps. */
export interface Layout {
  readonly pageStructs: number;
  readonly transmitRing: number;
  readonly receiveRing: number;
  readonly receiveBuffers: number;
  readonly device: number;
  readonly devicePrivate: number;
  readonly qdisc: number;
  readonly softnet: number;
  readonly socket: number;
  readonly route: number;
  readonly routeHash: number;
  readonly establishedHash: number;
  readonly timers: number;
  readonly zone: number;
  readonly pageHash: number;
  readonly files: number;
  readonly interrupts: number;
  readonly runQueue: number;
  readonly senderTask: number;
  readonly soakTasks: number;
  /** The first page that the page allocator may hand out. */
  readonly firstFrame: number;
}

/** Kernel text ends below 4 MB; what stands behind it starts here [P]. */
const STATIC_START = 0x00600000;

/** Slab objects, kmalloc'd ones and the linker's data stand on borders of this many bytes. */
const OBJECT = 128;

/** A gap is drawn from as far as the index of L2 reaches, but from no more than this. */
const LARGEST_GAP = 128 * 1024;

/**
 * Lays the static objects out. Where each stands is not known, as the mail prints addresses of text alone and half of
 * them come from the page and slab allocators; so the gap before each is drawn, and the cache sets that they share
 * with others are as much a matter of the seed as those of pages.
 */
export function makeLayout(parameters: SimulationParameters, random: Random): Layout {
  const reach = Math.min(parameters["l2.size"] / parameters["l2.ways"], LARGEST_GAP);
  let next = STATIC_START;
  const place = (bytes: number, border = OBJECT): number => {
    const gap = border * drawInteger(random, Math.max(1, Math.floor(reach / border)));
    // A small integer: Math.ceil may give a boxed double, which compiled code would unbox at each touch.
    const at = (Math.ceil(next / border) * border + gap) | 0;
    next = at + bytes;
    return at;
  };
  const received = parameters["nic.receiveRing"];
  const receivedBytes = received * RECEIVE_DESCRIPTOR_BYTES;
  const pageStructs = place((parameters["memory.size"] / PAGE) * PAGE_STRUCT_BYTES);
  // The rings share pages (pci_alloc_consistent).
  const rings = place(receivedBytes + parameters["nic.transmitRing"] * TRANSMIT_DESCRIPTOR_BYTES, PAGE);
  // Sizes are C, and P where their neighbours decide. In the order in which they are placed, and as one literal: objects of one
  // shape are what compiled code expects of the next seed's layout.
  return {
    pageStructs,
    receiveRing: rings,
    transmitRing: rings + receivedBytes,
    receiveBuffers: place(received * RECEIVE_BUFFER_BYTES, PAGE),
    device: place(512),
    devicePrivate: place(512),
    qdisc: place(256),
    softnet: place(256),
    socket: place(1024),
    route: place(256),
    routeHash: place(8 * 1024),
    establishedHash: place(64 * 1024),
    timers: place(5 * 1024),
    zone: place(512),
    pageHash: place(64 * 1024),
    files: place(64 * 512),
    interrupts: place(512),
    runQueue: place(512),
    senderTask: place(2 * PAGE, 2 * PAGE),
    soakTasks: place(4 * PAGE, 2 * PAGE),
    firstFrame: Math.ceil(next / PAGE),
  };
}

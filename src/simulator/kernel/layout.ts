import type { Machine } from "../machine/machine-parameters.ts";
import { PAGE } from "../machine/page-allocator.ts";

/** Bytes of a struct page of Linux 2.4 on i386 [C]. */
export const PAGE_STRUCT_BYTES = 64;

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

/** Kernel text ends below 4 MB; the module and static data stand up to here [P]. */
const STATIC_START = 0x00600000;

/** Bytes of each static object [C], [P] where its neighbours decide. */
const SIZES = {
  transmitRing: 16 * 64,
  receiveRing: 32 * 16,
  receiveBuffers: 32 * 2048,
  device: 512,
  devicePrivate: 512,
  qdisc: 256,
  softnet: 256,
  socket: 1024,
  route: 256,
  routeHash: 8 * 1024,
  establishedHash: 64 * 1024,
  timers: 5 * 1024,
  zone: 512,
  pageHash: 64 * 1024,
  files: 64 * 512,
  interrupts: 512,
  runQueue: 512,
  senderTask: 2 * PAGE,
  soakTasks: 4 * PAGE,
} as const;

/** Lays the static objects out one behind the other, each on a 128-byte border as slabs and the linker do it. */
export function makeLayout(machine: Machine): Layout {
  let next = STATIC_START;
  const place = (bytes: number): number => {
    const at = next;
    next += Math.ceil(bytes / 128) * 128;
    return at;
  };
  const pageStructs = place((machine["memory.size"] / PAGE) * PAGE_STRUCT_BYTES);
  const objects = Object.fromEntries(Object.entries(SIZES).map(([name, bytes]) => [name, place(bytes)]));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names are those of SIZES
  const placed = objects as Record<keyof typeof SIZES, number>;
  return { ...placed, pageStructs, firstFrame: Math.ceil(next / PAGE) };
}

/** The data structures to which a miss is booked, by the name that `--explain` prints. */
export const STRUCTURES = [
  "page cache",
  "user buffer",
  "payload",
  "skb head",
  "header data",
  "page struct",
  "socket",
  "slab arrays",
  "page lists",
  "route and device",
  "transmit ring",
  "receive ring",
  "timers",
  "task and stack",
  "file",
  "kernel text",
  "cyclesoak",
] as const;

export type StructureName = (typeof STRUCTURES)[number];

/** Indices of the structures, for columns. */
export const PAGE_CACHE = 0;
export const USER_BUFFER = 1;
export const PAYLOAD = 2;
export const SKB_HEAD = 3;
export const HEADER_DATA = 4;
export const PAGE_STRUCT = 5;
export const SOCKET = 6;
export const SLAB_ARRAYS = 7;
export const PAGE_LISTS = 8;
export const ROUTE_AND_DEVICE = 9;
export const TRANSMIT_RING = 10;
export const RECEIVE_RING = 11;
export const TIMERS = 12;
export const TASK = 13;
export const FILE = 14;
export const KERNEL_TEXT = 15;
export const CYCLESOAK = 16;

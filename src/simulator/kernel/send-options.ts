import type { SendRoutine } from "./copy-routines.ts";

/** What distinguishes the kernels of the mail from each other. */
export interface SendOptions {
  /** Whether the zero-copy patch's path (pages as fragments) is taken; false is tcp_sendmsg_copy. */
  readonly scatterGather: boolean;
  /** `choose` takes the string copy where source and destination are 8-byte aligned, the checksum copy elsewhere. */
  readonly copy: SendRoutine | "choose";
  /** Send one undersized frame where a large write would start off an 8-byte border, to get back onto a page's start. */
  readonly pageAligned: boolean;
  /** A slab cache of their own for the 256-byte header blocks. */
  readonly skbuffCache: boolean;
}

/** Returns the routine for one copy. */
export function chooseRoutine(options: SendOptions, source: number, destination: number): SendRoutine {
  if (options.copy !== "choose") return options.copy;
  return ((source | destination) & 7) === 0 ? "string" : "checksum";
}

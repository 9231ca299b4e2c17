import { PAGE } from "../machine/page-allocator.ts";
import { copyFromUser } from "./copy-routines.ts";
import { functionIndex } from "./functions.ts";
import type { Kernel } from "./kernel.ts";
import type { Processor } from "./processor.ts";
import { isDue, type SenderStep } from "./scheduler.ts";
import { chooseRoutine } from "./send-options.ts";
import { addFragment, allocateBuffer, HEADER_ROOM } from "./socket-buffer.ts";
import type { Source } from "./source.ts";
import { HEADER_DATA, PAYLOAD, SKB_HEAD, SOCKET } from "./structures.ts";
import { transmitSegment } from "./transmit.ts";

const SENDMSG = functionIndex("tcp_sendmsg");
const SENDPAGES = functionIndex("do_tcp_sendpages");

/** Pages that tcp_sendmsg fills before it hands them to do_tcp_sendpages [C: zero-copy patch]. */
const PAGES_AT_ONCE = 8;
/** Fragments that a buffer holds (MAX_SKB_FRAGS) [C]. */
const FRAGMENTS = 6;

/** Instructions of tcp_sendmsg for each stretch of a page, apart from the fixed part of a call [P]. */
const PIECE_CYCLES = 150;

/** Instructions of do_tcp_sendpages where bytes follow those of the last fragment: it grows, and no page is taken [P]. */
const APPEND_CYCLES = 150;

/** A filled stretch of a page on its way into segments. */
export interface PagePiece {
  readonly page: number;
  readonly offset: number;
  readonly bytes: number;
  /** Whether these are the last bytes of a send(), which set PSH. */
  readonly isLast: boolean;
}

/** The page that the next send() goes on filling. */
export class FillPage {
  page = -1;
  offset = PAGE;

  get phase(): number {
    return this.offset & 7;
  }
}

/**
 * tcp_sendmsg of the zero-copy patch: user data goes into whole pages, the last of which is kept and appended to; the
 * stream's phase modulo 8 is that page's fill offset, so it stays until something restores it.
 */
export function* sendThroughPages(
  kernel: Kernel,
  processor: Processor,
  fill: FillPage,
  source: Source,
  bytes: number,
): Generator<SenderStep> {
  const { options, parameters, memory, layout } = kernel;
  processor.run(SENDMSG);
  processor.write(SENDMSG, SOCKET, layout.socket + 416, 96);
  if (options.pageAligned && bytes >= parameters["tcp.mss"] && fill.phase !== 0)
    realign(kernel, processor, fill);
  for (let done = 0; done < bytes; ) {
    const pieces: PagePiece[] = [];
    while (done < bytes && pieces.length < PAGES_AT_ONCE) {
      processor.spend(SENDMSG, PIECE_CYCLES);
      if (fill.offset === PAGE) startPage(kernel, processor, fill);
      const room = Math.min(PAGE - fill.offset, bytes - done);
      const start = fill.offset;
      for (let copied = 0; copied < room; ) {
        const piece = Math.min(room - copied, source.contiguous(done + copied));
        const from = source.physical(done + copied);
        const to = fill.page + fill.offset;
        source.enter(processor, done + copied);
        copyFromUser(processor, parameters, chooseRoutine(options, from, to), {
          from: source.structure,
          to: PAYLOAD,
          source: from,
          destination: to,
          bytes: piece,
        });
        fill.offset += piece;
        copied += piece;
      }
      done += room;
      memory.frames.get(processor, SENDMSG, fill.page);
      pieces.push({ page: fill.page, offset: start, bytes: room, isLast: done === bytes });
      if (isDue(kernel, processor)) yield "due";
    }
    yield* appendPieces(kernel, processor, pieces);
    for (const { page } of pieces) memory.frames.put(processor, SENDMSG, page);
  }
}

/** do_tcp_sendpages: puts stretches of pages into segments as fragments and sends the segments that are full. */
export function* appendPieces(
  kernel: Kernel,
  processor: Processor,
  pieces: readonly PagePiece[],
): Generator<SenderStep> {
  const { queue, memory, layout } = kernel;
  const mss = kernel.parameters["tcp.mss"];
  for (const { page, offset, bytes, isLast } of pieces) {
    for (let done = 0; done < bytes; ) {
      let segment = queue.open;
      if (segment !== null && !canTake(segment.buffer.data.fragments, page, offset + done)) {
        transmitSegment(kernel, processor, segment);
        segment = null;
      }
      if (segment === null) {
        while (queue.isFull) yield "wait";
        segment = queue.append(allocateBuffer(processor, memory, HEADER_ROOM));
      }
      const part = Math.min(mss - segment.bytes, bytes - done);
      const { data, head } = segment.buffer;
      const last = data.fragments.at(-1);
      if (last !== undefined && last.page === page && last.offset + last.bytes === offset + done) {
        processor.spend(SENDPAGES, APPEND_CYCLES);
        last.bytes += part;
      } else {
        processor.run(SENDPAGES);
        memory.frames.get(processor, SENDPAGES, page);
        addFragment(data, { page, offset: offset + done, bytes: part });
      }
      processor.write(SENDPAGES, SOCKET, layout.socket + 416, 160);
      processor.write(SENDPAGES, HEADER_DATA, data.sharedInfo, 12 + 8 * data.fragments.length);
      processor.write(SENDPAGES, SKB_HEAD, head + 96, 32);
      queue.grow(segment, part);
      done += part;
      const isEnd = isLast && done === bytes;
      if (isEnd) queue.markPush();
      if (queue.maySend(segment) && (segment.bytes === mss || isEnd))
        transmitSegment(kernel, processor, segment);
      if (isDue(kernel, processor)) yield "due";
    }
  }
}

function canTake(
  fragments: readonly { page: number; offset: number; bytes: number }[],
  page: number,
  at: number,
): boolean {
  const last = fragments.at(-1);
  return (
    fragments.length < FRAGMENTS ||
    (last !== undefined && last.page === page && last.offset + last.bytes === at)
  );
}

function startPage(kernel: Kernel, processor: Processor, fill: FillPage): void {
  if (fill.page >= 0) kernel.memory.frames.put(processor, SENDMSG, fill.page);
  fill.page = kernel.memory.frames.allocate(processor);
  fill.offset = 0;
}

/** Sends what is queued as one undersized frame and starts a page, so that the copies to come are aligned. */
function realign(kernel: Kernel, processor: Processor, fill: FillPage): void {
  const segment = kernel.queue.open;
  if (segment !== null) transmitSegment(kernel, processor, segment);
  startPage(kernel, processor, fill);
}

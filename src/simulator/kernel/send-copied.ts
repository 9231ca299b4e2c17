import { copyFromUser } from "./copy-routines.ts";
import { functionIndex } from "./functions.ts";
import type { Kernel } from "./kernel.ts";
import type { Processor } from "./processor.ts";
import { isDue, type SenderStep } from "./scheduler.ts";
import { allocateBuffer, HEADER_ROOM, payloadOf } from "./socket-buffer.ts";
import type { Source } from "./source.ts";
import { PAYLOAD, SOCKET } from "./structures.ts";
import { transmitSegment } from "./transmit.ts";

const SENDMSG_COPY = functionIndex("tcp_sendmsg_copy");

/**
 * tcp_sendmsg_copy: data is copied, and summed on the way, into buffers of one segment each. Without scatter-gather the
 * checksum copy is the only one, whatever the variant, since the interface's checksum needs the gather path.
 */
export function* sendCopied(
  kernel: Kernel,
  processor: Processor,
  source: Source,
  bytes: number,
): Generator<SenderStep> {
  const { queue, parameters, layout } = kernel;
  const mss = parameters["tcp.mss"];
  for (let done = 0; done < bytes; ) {
    let segment = queue.open;
    if (segment === null) {
      while (queue.isFull) yield "wait";
      processor.run(SENDMSG_COPY);
      processor.write(SENDMSG_COPY, SOCKET, layout.socket + 416, 160);
      segment = queue.append(allocateBuffer(processor, kernel.memory, HEADER_ROOM + mss));
    } else {
      processor.run(SENDMSG_COPY);
    }
    const room = Math.min(mss - segment.bytes, bytes - done);
    for (let copied = 0; copied < room; ) {
      const piece = Math.min(room - copied, source.contiguous(done + copied));
      source.enter(processor, done + copied);
      copyFromUser(processor, parameters, "checksum", {
        from: source.structure,
        to: PAYLOAD,
        source: source.physical(done + copied),
        destination: payloadOf(segment.buffer) + segment.bytes,
        bytes: piece,
      });
      queue.grow(segment, piece);
      copied += piece;
    }
    done += room;
    if (done === bytes) queue.markPush();
    if (queue.maySend(segment) && (segment.bytes === mss || done === bytes))
      transmitSegment(kernel, processor, segment);
    if (isDue(kernel, processor)) yield "due";
  }
}

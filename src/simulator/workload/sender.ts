import { functionIndex } from "../kernel/functions.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Processor } from "../kernel/processor.ts";
import { enterKernel, findPage, readFile } from "../kernel/read-file.ts";
import { isDue, type SenderStep } from "../kernel/scheduler.ts";
import { sendCopied } from "../kernel/send-copied.ts";
import { appendPieces, FillPage, sendThroughPages } from "../kernel/send-pages.ts";
import { PageSource, type Source, UserSource } from "../kernel/source.ts";
import { SOCKET } from "../kernel/structures.ts";
import type { UserMemory } from "../kernel/user-memory.ts";
import { PAGE } from "../machine/page-allocator.ts";
import type { CachedFile } from "./file-set.ts";

const USER_LOOP = functionIndex("user loop");
const SYS_SEND = functionIndex("sys_send");
const SOCK_SENDMSG = functionIndex("sock_sendmsg");
const SYS_SENDFILE = functionIndex("sys_sendfile");

/**
 * Sends all files again and again, each with its length in front, by read() and send() or by sendfile(), over a
 * connection that has `carried` bytes behind it.
 */
export function* runSender(
  kernel: Kernel,
  processor: Processor,
  files: readonly CachedFile[],
  buffer: UserMemory,
  carried: number,
): Generator<SenderStep> {
  const { parameters } = kernel;
  const chunk = parameters["work.chunk"];
  const header = parameters["work.headerBytes"];
  const fill = new FillPage();
  const source = new UserSource(buffer);
  if (carried > 0) yield* send(kernel, processor, fill, source, carried);
  for (;;) {
    for (const [number, file] of files.entries()) {
      if (header > 0) yield* send(kernel, processor, fill, source, header);
      for (let from = 0; from < file.bytes; from += chunk) {
        const bytes = Math.min(chunk, file.bytes - from);
        processor.run(USER_LOOP);
        kernel.rates.pairs++;
        if (parameters["work.method"] === "sendfile") {
          yield* sendFile(kernel, processor, fill, file, from, bytes);
        } else {
          yield* readFile(kernel, processor, file, number % 64, from, bytes, buffer);
          yield* send(kernel, processor, fill, source, bytes);
        }
      }
    }
  }
}

function* send(
  kernel: Kernel,
  processor: Processor,
  fill: FillPage,
  source: Source,
  bytes: number,
): Generator<SenderStep> {
  enterKernel(kernel, processor);
  processor.run(SYS_SEND);
  processor.run(SOCK_SENDMSG);
  processor.read(SOCK_SENDMSG, SOCKET, kernel.layout.socket + 768, 128);
  if (kernel.options.scatterGather) yield* sendThroughPages(kernel, processor, fill, source, bytes);
  else yield* sendCopied(kernel, processor, source, bytes);
}

/**
 * sendfile(): the pages of the page cache themselves become fragments; where the interface cannot gather or sum, each
 * page is copied as a send() would, and then every page sets PSH.
 */
function* sendFile(
  kernel: Kernel,
  processor: Processor,
  fill: FillPage,
  file: CachedFile,
  start: number,
  bytes: number,
): Generator<SenderStep> {
  enterKernel(kernel, processor);
  processor.run(SYS_SENDFILE);
  for (let done = 0; done < bytes; ) {
    const at = start + done;
    const page = findPage(kernel, processor, file, Math.floor(at / PAGE));
    const part = Math.min(PAGE - (at % PAGE), bytes - done);
    done += part;
    if (kernel.options.scatterGather && kernel.parameters["nic.checksum"] === "on") {
      const isLast = start + done === file.bytes;
      yield* appendPieces(kernel, processor, [{ page, offset: at % PAGE, bytes: part, isLast }]);
    } else if (kernel.options.scatterGather) {
      yield* sendThroughPages(kernel, processor, fill, new PageSource(page, at % PAGE), part);
    } else {
      yield* sendCopied(kernel, processor, new PageSource(page, at % PAGE), part);
    }
    kernel.memory.frames.put(processor, SYS_SENDFILE, page);
    if (isDue(kernel, processor)) yield "due";
  }
}

import { PAGE } from "../machine/page-allocator.ts";
import type { CachedFile } from "../workload/file-set.ts";
import { copyToUser } from "./copy-routines.ts";
import { functionIndex } from "./functions.ts";
import type { Kernel } from "./kernel.ts";
import type { Processor } from "./processor.ts";
import { isDue, type SenderStep } from "./scheduler.ts";
import { FILE, PAGE_CACHE, PAGE_STRUCT, TASK, USER_BUFFER } from "./structures.ts";
import type { UserMemory } from "./user-memory.ts";

const SYSTEM_CALL = functionIndex("system_call");
const SYS_READ = functionIndex("sys_read");
const GENERIC_FILE_READ = functionIndex("generic_file_read");
const DO_GENERIC_FILE_READ = functionIndex("do_generic_file_read");

/** Enters the kernel: the price of the gate, and the top of the process's kernel stack. */
export function enterKernel(kernel: Kernel, processor: Processor): void {
  processor.run(SYSTEM_CALL);
  processor.spend(SYSTEM_CALL, kernel.parameters["cost.systemCall"]);
  processor.write(SYSTEM_CALL, TASK, kernel.layout.senderTask + 7800, 256);
}

/** Looks a page of a file up in the page cache and returns it with a reference taken. */
export function findPage(kernel: Kernel, processor: Processor, file: CachedFile, index: number): number {
  const page = file.pages[index];
  processor.run(DO_GENERIC_FILE_READ);
  // The hash chain's head depends on inode and index; a multiplication spreads pages over the table as the kernel's does.
  const bucket = (Math.imul(page >>> 12, 0x9e3779b1) >>> 18) * 4;
  processor.read(DO_GENERIC_FILE_READ, FILE, kernel.layout.pageHash + bucket, 4);
  kernel.memory.frames.get(processor, DO_GENERIC_FILE_READ, page);
  processor.write(DO_GENERIC_FILE_READ, PAGE_STRUCT, kernel.memory.frames.structOf(page) + 32, 8);
  return page;
}

/** read(fd, buffer, bytes) of a cached file, a step a page: look-up, then file_read_actor. */
export function* readFile(
  kernel: Kernel,
  processor: Processor,
  file: CachedFile,
  number: number,
  from: number,
  bytes: number,
  buffer: UserMemory,
): Generator<SenderStep> {
  enterKernel(kernel, processor);
  processor.run(SYS_READ);
  processor.read(SYS_READ, FILE, kernel.layout.files + number * 512, 96);
  processor.run(GENERIC_FILE_READ);
  processor.write(GENERIC_FILE_READ, FILE, kernel.layout.files + number * 512 + 128, 64);
  for (let done = 0; done < bytes; ) {
    const at = from + done;
    const page = findPage(kernel, processor, file, Math.floor(at / PAGE));
    const inPage = Math.min(PAGE - (at % PAGE), bytes - done);
    for (let copied = 0; copied < inPage; ) {
      const offset = done + copied;
      const piece = Math.min(inPage - copied, buffer.contiguous(offset));
      processor.lookUpKernel(page);
      processor.lookUpUser(buffer.virtual + offset);
      copyToUser(processor, kernel.parameters, {
        from: PAGE_CACHE,
        to: USER_BUFFER,
        source: page + ((at + copied) % PAGE),
        destination: buffer.physical(offset),
        bytes: piece,
      });
      copied += piece;
    }
    kernel.memory.frames.put(processor, DO_GENERIC_FILE_READ, page);
    done += inPage;
    if (isDue(kernel, processor)) yield "due";
  }
}

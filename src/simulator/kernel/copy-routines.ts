import type { Machine } from "../machine/machine-parameters.ts";
import { functionIndex } from "./functions.ts";
import type { Processor } from "./processor.ts";

const FILE_READ_ACTOR = functionIndex("file_read_actor");
const CHECKSUM_COPY = functionIndex("csum_partial_copy_generic");
const COPY_FROM_USER = functionIndex("__generic_copy_from_user");

/** Fast string needs both addresses 8-byte aligned and at least 64 dwords (P6 optimization manual). */
const FAST_ALIGNMENT = 7;
const FAST_BYTES = 64 * 4;

/** How user data is copied into the kernel. */
export type SendRoutine = "checksum" | "string";

/** One copy between two physically contiguous pieces, with the structure that each side belongs to. */
export interface Copy {
  readonly from: number;
  readonly to: number;
  readonly source: number;
  readonly destination: number;
  readonly bytes: number;
}

/** Copies page cache to user memory: `rep movsl` inside file_read_actor. */
export function copyToUser(processor: Processor, machine: Machine, copy: Copy): void {
  runString(processor, machine, FILE_READ_ACTOR, copy);
}

/** Copies user memory to the kernel by `rep movsl` (__generic_copy_from_user) or by csum_partial_copy_generic. */
export function copyFromUser(processor: Processor, machine: Machine, routine: SendRoutine, copy: Copy): void {
  if (routine === "string") runString(processor, machine, COPY_FROM_USER, copy);
  else runChecksum(processor, machine, copy);
}

function runString(processor: Processor, machine: Machine, fn: number, copy: Copy): void {
  const { from, to, source, destination, bytes } = copy;
  const lines = bytes / machine["cache.line"];
  const isFast = ((source | destination) & FAST_ALIGNMENT) === 0 && bytes >= FAST_BYTES;
  processor.run(fn);
  if (isFast) processor.spend(fn, lines * machine["cost.fastString"]);
  else processor.spend(fn, lines * (machine["cost.slowString"] + straddle(machine, source, destination)));
  processor.stream(fn, from, to, source, destination, bytes, isFast);
}

function runChecksum(processor: Processor, machine: Machine, copy: Copy): void {
  const { from, to, source, destination, bytes } = copy;
  const lines = bytes / machine["cache.line"];
  processor.run(CHECKSUM_COPY);
  processor.spend(
    CHECKSUM_COPY,
    lines * (machine["cost.checksumCopy"] + straddle(machine, source, destination)),
  );
  processor.stream(CHECKSUM_COPY, from, to, source, destination, bytes, false);
}

/** Returns the cycles a line that straddling dwords cost: one dword of each line on each side that is off by 1 to 3. */
function straddle(machine: Machine, source: number, destination: number): number {
  const sides = ((source & 3) === 0 ? 0 : 1) + ((destination & 3) === 0 ? 0 : 1);
  return sides * machine["cost.straddle"];
}

/**
 * One processor: it spends cycles, touches lines, and books both to a function and a data structure.
 *
 * The rules of the model:
 * - A call costs its warm cycles and fetches the lines of its text (a share of its size) through L1I.
 * - A touch costs nothing where L1 has the line; the warm cycles hold that. A line from L2 costs the L2 figure, a
 *   line from memory the cost of an isolated access, or within a copy that of a stream.
 * - A dirty victim pushed out of L2 costs a write-back to whoever pushed it.
 * - Nothing overlaps: the costs are measured throughputs, not latencies.
 */
export interface Processor {
  readonly id: number;
  /** This processor's clock, in cycles. */
  readonly time: number;
  /** What a touch of one line costs at most, in cycles. */
  readonly worstTouch: number;
  /** Calls a function: its warm cycles, and its text through L1I. */
  run(fn: number): void;
  /** Spends instruction cycles within a function. */
  spend(fn: number, cycles: number): void;
  /** Reads kernel data at a physical address. */
  read(fn: number, structure: number, address: number, bytes: number): void;
  /** Writes kernel data at a physical address: one store a line, as a structure is filled field by field. */
  write(fn: number, structure: number, address: number, bytes: number): void;
  /** Walks `lines` lines of user data upwards, with a store at line `first` and every `every` lines from there. */
  walkUser(fn: number, structure: number, address: number, lines: number, first: number, every: number): void;
  /**
   * Touches the lines of a copy of `bytes` bytes between physical addresses, as a stream; `whole` stores lines that
   * it covers without fetching them. The instructions are the routine's affair.
   */
  stream(
    fn: number,
    readFrom: number,
    writtenTo: number,
    source: number,
    destination: number,
    bytes: number,
    whole: boolean,
  ): void;
  /** Looks a user's virtual address up in the TLB; a miss is booked with the next touch. */
  lookUpUser(address: number): void;
  /** Looks an address of the kernel's direct mapping up in the TLB, likewise. */
  lookUpKernel(address: number): void;
  /** Drops the user's entries of the TLB, as a change of address space does. */
  switchAddressSpace(): void;
}

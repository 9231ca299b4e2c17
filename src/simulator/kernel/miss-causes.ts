import type { DataCauses } from "../machine/machine-memory.ts";
import { type MissKinds, noMisses } from "../machine/miss-kinds.ts";
import type { Ledger } from "./ledger.ts";

/** Books the causes of one processor's misses to the rows of a ledger. */
export class MissCauses {
  private readonly ledger: Ledger;
  private readonly data: DataCauses;
  private readonly text: MissKinds;
  /** What of each tally has been booked. */
  private readonly seen = new Map<MissKinds, MissKinds>();

  /** Follows the tallies that a processor's classified caches keep. */
  constructor(ledger: Ledger, data: DataCauses, text: MissKinds) {
    this.ledger = ledger;
    this.data = data;
    this.text = text;
  }

  /** Books what data caches have missed since the last time, reads and stores apart. */
  bookData(readRow: number, writeRow: number): void {
    this.bookL1(this.data.l1dRead, readRow);
    this.bookL1(this.data.l1dWrite, writeRow);
    this.bookL2(this.data.l2Read, readRow);
    this.bookL2(this.data.l2Owned, writeRow);
  }

  /** Books what the instruction cache, and L2 for it, have missed since the last time. */
  bookText(row: number): void {
    this.bookL1(this.text, row);
    this.bookL2(this.data.l2Read, row);
  }

  private bookL1(now: MissKinds, row: number): void {
    const { rows } = this.ledger;
    const more = this.takeNew(now);
    rows.l1Compulsory[row] += more.compulsory;
    rows.l1Capacity[row] += more.capacity;
    rows.l1Coherence[row] += more.coherence;
    rows.l1Conflict[row] += more.conflict;
  }

  private bookL2(now: MissKinds, row: number): void {
    const { rows } = this.ledger;
    const more = this.takeNew(now);
    rows.l2Compulsory[row] += more.compulsory;
    rows.l2Capacity[row] += more.capacity;
    rows.l2Coherence[row] += more.coherence;
    rows.l2Conflict[row] += more.conflict;
  }

  private takeNew(now: MissKinds): MissKinds {
    const seen = this.seen.get(now) ?? noMisses();
    this.seen.set(now, { ...now });
    return {
      compulsory: now.compulsory - seen.compulsory,
      capacity: now.capacity - seen.capacity,
      coherence: now.coherence - seen.coherence,
      conflict: now.conflict - seen.conflict,
    };
  }
}

import type { DataCauses } from "../machine/machine-memory.ts";
import { type MissKinds, noMisses } from "../machine/miss-kinds.ts";
import { COLUMN, type Ledger, ROW_CELLS } from "./ledger.ts";

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
    this.book(now, row, COLUMN.l1Compulsory);
  }

  private bookL2(now: MissKinds, row: number): void {
    this.book(now, row, COLUMN.l2Compulsory);
  }

  /** Adds what is new to a row's four columns from `first` on. */
  private book(now: MissKinds, row: number, first: number): void {
    const { cells } = this.ledger;
    const at = row * ROW_CELLS + first;
    const more = this.takeNew(now);
    cells[at] += more.compulsory;
    cells[at + 1] += more.capacity;
    cells[at + 2] += more.coherence;
    cells[at + 3] += more.conflict;
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

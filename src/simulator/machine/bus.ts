/** What the last level of a processor's cache needs from the bus that it shares with the other processors. */
export interface Bus {
  /** Announces a read of a block and returns the state to install: SHARED if another cache keeps a copy. */
  fetch(block: number): number;
  /** Announces that this processor will write the block: every other copy is dropped. */
  claim(block: number): void;
}

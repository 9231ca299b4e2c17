/**
 * Where readprofile's arithmetic moves ticks to another name. A bucket is 16 bytes and goes to the function that holds
 * the last byte of the next one, so the last bucket of a function is printed under the next function's name. That
 * matters where a function's ticks gather at its end; elsewhere it is within the calibrated costs.
 */
export interface LastBucket {
  /** The name under which these ticks are printed. */
  readonly next: string;
  readonly nextBytes: number;
  /** The part of the function's ticks that falls into the bucket. */
  readonly part: number;
  readonly why: string;
}

/** The functions of the path whose last bucket is hot. */
export const LAST_BUCKETS: Readonly<Record<string, LastBucket>> = {
  __generic_copy_from_user: {
    next: "__strncpy_from_user",
    nextBytes: 36,
    part: 0.97,
    why: "its rep movsl stands in its last 16 bytes; only its prologue keeps its own name [D: 74 ticks for 36 bytes in the third listing]",
  },
  mod_timer: {
    next: "del_timer",
    nextBytes: 72,
    part: 0.6,
    why: "it runs with interrupts off and is sampled where it allows them again, at its end [P]",
  },
};

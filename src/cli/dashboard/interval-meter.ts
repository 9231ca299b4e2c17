import type { Profile } from "../../model/profile.ts";
import { subtractProfiles } from "../../model/profile-difference.ts";
import { rawProfile } from "../../parsers/raw-profile.ts";
import { subtractSnapshots } from "../../parsers/raw-profile-difference.ts";

/** What readings hold: `cumulative` counters go on counting from one to the next, an `interval` was counted for itself. */
export type ReadingKind = "cumulative" | "interval";

/** One reading, with the clock in seconds. */
export interface Reading {
  readonly bytes: Uint8Array;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Reads bytes as the one profile that they hold. */
export type ReadProfile = (bytes: Uint8Array) => Promise<Profile>;

/** Turns readings into profiles of the intervals between them, or of their own intervals, with their seconds. */
export class IntervalMeter {
  readonly #kind: ReadingKind;
  readonly #readProfile: ReadProfile;
  readonly #title: string;
  #last: { readonly reading: Reading; readonly profile: Profile } | null = null;

  constructor(kind: ReadingKind, title: string, readProfile: ReadProfile) {
    this.#kind = kind;
    this.#title = title;
    this.#readProfile = readProfile;
  }

  /** Whether the next reading makes no interval but only a start. */
  get needsStart(): boolean {
    return this.#kind === "cumulative" && this.#last === null;
  }

  /** Forgets the last reading, so that no interval spans what comes between. */
  interrupt(): void {
    this.#last = null;
  }

  /** Returns the interval that ends with a reading, null where it is only a start. Throws parse and incomparable errors. */
  async take(reading: Reading): Promise<Profile | null> {
    const profile = await this.#readProfile(reading.bytes);
    if (this.#kind === "interval") return lasting(profile, reading.endSeconds - reading.startSeconds);
    const last = this.#last;
    this.#last = { reading, profile };
    if (last === null) return null;
    return lasting(
      await this.#subtract(this.#last, last),
      // Counters are read at once when a reading starts, or soon after: the two delays are alike and cancel.
      reading.startSeconds - last.reading.startSeconds,
    );
  }

  /** Raw counters are subtracted one by one, before bins are split among symbols: split shares are rounded. */
  async #subtract(
    after: { readonly reading: Reading; readonly profile: Profile },
    before: { readonly reading: Reading; readonly profile: Profile },
  ): Promise<Profile> {
    const isRaw = [after, before].every(({ profile }) => profile.provenance.format === rawProfile.id);
    if (!isRaw) return subtractProfiles(after.profile, before.profile);
    const path = this.#title;
    const { bytes } = subtractSnapshots(
      { path, bytes: after.reading.bytes },
      { path, bytes: before.reading.bytes },
    );
    return this.#readProfile(bytes);
  }
}

function lasting(profile: Profile, seconds: number): Profile {
  const { provenance } = profile;
  return { ...profile, provenance: { ...provenance, exposure: { ...provenance.exposure, seconds } } };
}

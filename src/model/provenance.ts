/** Where a profile's numbers come from. */
export type Origin =
  | { readonly kind: "measured" }
  | {
      readonly kind: "simulated";
      readonly variant: string;
      readonly seed: number;
      readonly parameters: Readonly<Record<string, string | number | boolean>>;
    };

/** Work or time behind a profile, by which counts may be divided; null where nobody said. */
export interface Exposure {
  readonly bytes: number | null;
  readonly seconds: number | null;
}

/** What the source says about the run; absent where it does not. Two runs that differ here are compared with a warning. */
export interface RunFacts {
  /** Bytes of text behind one counter of a raw profile. */
  readonly stepBytes?: number;
  readonly hz?: number;
  /** time, schedule, sleep or kvm: what a raw profile counts; only a user or a header can say. */
  readonly profileType?: string;
  readonly kernel?: string;
  readonly host?: string;
  readonly cpus?: number;
  readonly commandLine?: string;
  readonly lostSamples?: number;
  /** Place in the sequence in which runs were taken; runs of both sides share one sequence. */
  readonly order?: number;
  /** Ticks that the exact attribution moved between symbols against what readprofile prints. */
  readonly movedTicks?: number;
  /** Which of its events the source wants to be shown first. */
  readonly defaultEvent?: string;
  /** What a row is where it is no symbol with its own samples; counts of `inclusive` overlap. */
  readonly countedBy?: "module" | "stack" | "inclusive" | "bin";
  /** The total that the source prints, where it leaves out `*unknown*`. */
  readonly statedTotal?: number;
  /** Size of the kernel text in bytes, an interval where it comes from a total row's load. */
  readonly textBytes?: { readonly low: number; readonly high: number };
}

/** Everything needed to find a printed number again. */
export interface Provenance {
  /** As the user wrote it; `-` for standard input. */
  readonly path: string;
  /** Which listing of the path this is, from 1, and out of how many. */
  readonly listing: { readonly index: number; readonly of: number };
  /** Parser id. */
  readonly format: string;
  /** How the format was chosen: the sniffer's reason, or the flag. */
  readonly formatReason: string;
  readonly origin: Origin;
  readonly exposure: Exposure;
  /** `crc32:` and eight hex digits over the bytes as they lie in the file, or null where there is no file, or nobody asked. */
  readonly checksum: string | null;
  /** CPU load in percent that the source states beside the listing. */
  readonly statedLoadPercent: number | null;
  readonly facts: RunFacts;
}

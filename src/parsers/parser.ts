import type { Profile } from "../model/profile.ts";
import type { SymbolMap } from "../model/symbol-map.ts";
import type { ByteSource } from "./byte-source.ts";

/** What a parser says of an input whose first bytes it saw. A reason is a sentence part: "starts with an address column". */
export interface Sniff {
  readonly answer: "yes" | "maybe" | "no";
  readonly reason: string;
}

/** The start of an input: up to HEAD_BYTES, gunzipped, without byte order mark. */
export interface Head {
  readonly bytes: Uint8Array;
  /** True when `bytes` is the whole input. */
  readonly whole: boolean;
  /** File name without folders, "" for standard input; a hint only, content decides. */
  readonly name: string;
}

export const HEAD_BYTES = 65_536;

export interface ParseOptions {
  /** Symbol map for raw profiles. */
  readonly map?: SymbolMap;
  /** Which input column holds what, for formats with a header row: {"symbol": "function", "ticks": "samples"}. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Why this parser was chosen; goes into the provenance. */
  readonly formatReason: string;
  /** Checksum of the input as it lies in the file; goes into the provenance. */
  readonly checksum: string | null;
}

/** What the bytes of a format are, whatever they say. */
export type Content = "text" | "json" | "binary";

/**
 * One format. sniff() decides by content; after its yes a failure of parse() is final: it throws a located
 * ZcprofError of kind parse, and no other reader is tried.
 */
export interface Parser {
  readonly id: string;
  readonly title: string;
  /** Of an input that no parser takes, the reasons of those for its kind of bytes are told. */
  readonly content: Content;
  /** Unique; among several that say yes the lowest wins. */
  readonly priority: number;
  sniff(head: Head): Sniff;
  /** Reads every profile of the source, in its order; at least one. */
  parse(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]>;
  /** What write() cannot keep of a profile, as sentences; absent with write. */
  losses?(profiles: readonly Profile[]): readonly string[];
  /** Writes profiles so that parse() reads them back equal, but for losses(). Absent where the format is only read. */
  write?(profiles: readonly Profile[]): Uint8Array;
}

import { basename } from "node:path";
import { crc32 } from "node:zlib";
import { chooseMeasure } from "../model/choose-measure.ts";
import type { Profile } from "../model/profile.ts";
import { filterStacks, type StackFilter } from "../model/stack-filter.ts";
import type { SymbolMap } from "../model/symbol-map.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "../parsers/byte-source.ts";
import { decodeSource } from "../parsers/decode-source.ts";
import { chooseParser, explainMisfit } from "../parsers/detect.ts";
import type { ParseOptions } from "../parsers/parser.ts";
import { perfData } from "../parsers/perf-data.ts";
import { rawProfile } from "../parsers/raw-profile.ts";
import { PARSERS } from "../parsers/registry.ts";
import { readSymbolMap } from "../parsers/symbol-map.ts";
import { chooseEvent, type Side } from "./event-choice.ts";
import type { Progress, Task } from "./progress.ts";
import { openFile, PROC_PROFILE, readFileBlocks, readStandardInput, sizeOfFile } from "./raw-input.ts";
import { parseSource, type SourceSpec } from "./source-spec.ts";

/** How sources are read, from flags. */
export interface LoadOptions {
  /** Where the package lies, for the examples that come with it. */
  readonly packageRoot: string;
  /** Shows how far reading has come. */
  readonly progress: Progress;
  /** Whether somebody will see the checksums of inputs: working them out takes a tenth of the time of reading. */
  readonly showsChecksums: boolean;
  /** Parser id of --from. */
  readonly from?: string | undefined;
  /** Path of --map. */
  readonly map?: string | undefined;
  /** Value of --event: a name, or BASE:NEXT. */
  readonly event?: string | undefined;
  /** Which stacks are looked at. */
  readonly stacks?: StackFilter | undefined;
  /** Input columns of --columns symbol=function,ticks=samples. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
}

/** Where a machine tells the symbols of its own kernel. */
const KERNEL_SYMBOLS = "/proc/kallsyms";

/** Bytes to be read as a profile. */
interface Input {
  /** As the user wrote it, for messages and provenance. */
  readonly shown: string;
  readonly blocks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** File name without folders, "" where there is none. */
  readonly name: string;
  /** In bytes, undefined where nobody knows. */
  readonly size: number | undefined;
  /** True for this machine's /proc/profile, whose symbols are those of /proc/kallsyms. */
  readonly isKernel: boolean;
}

/** Reads sources one after another; a symbol map is read once, so that profiles of one map share its table. */
export class SourceLoader {
  readonly #options: LoadOptions;
  readonly #maps = new Map<string, Promise<SymbolMap>>();
  #hasReadInput = false;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  /** Reads every profile that a SOURCE names, in order, each with the event that is to be looked at. */
  async loadAll(source: string): Promise<Profile[]> {
    return (await this.loadWhole(source)).map(chooseMeasure);
  }

  /** Reads every profile that a SOURCE names, in order, with every event, but where --event names one. */
  async loadWhole(source: string): Promise<Profile[]> {
    const profiles: Profile[] = [];
    for (const spec of await parseSource(source, this.#options.packageRoot))
      profiles.push(...(await this.#load(spec)));
    return profiles;
  }

  /** Reads the replicates that a SOURCE names: one profile from each input, with the event of its side. Throws where an input holds several listings. */
  async loadReplicates(source: string, side?: Side): Promise<Profile[]> {
    const profiles: Profile[] = [];
    for (const spec of await parseSource(source, this.#options.packageRoot)) {
      const found = await this.#load(spec, side);
      if (found.length !== 1) throw severalListings(source, found);
      profiles.push(chooseMeasure(found[0]));
    }
    return profiles;
  }

  /** Reads the one profile of bytes that something else brought; `isKernel`: they are this machine's /proc/profile. */
  async loadBytes(shown: string, bytes: Uint8Array, isKernel: boolean): Promise<Profile> {
    const found = await this.#read({ shown, blocks: [bytes], name: "", size: bytes.length, isKernel }, null);
    if (found.length !== 1) throw severalListings(shown, found);
    return chooseMeasure(this.#choose(found[0]));
  }

  /** Reads the one profile that a SOURCE names; several are a usage error that lists their titles. */
  async loadOne(source: string): Promise<Profile> {
    const profiles = await this.loadAll(source);
    if (profiles.length !== 1) throw severalListings(source, profiles);
    return profiles[0];
  }

  async #load(spec: SourceSpec, side?: Side): Promise<Profile[]> {
    if (spec.kind === "sim") {
      // The simulator is loaded where it is asked for, so that other sources start as fast without it.
      const { simulateSource } = await import("./simulated-source.ts");
      return [this.#choose(await simulateSource(spec.shown, this.#options.progress), side)];
    }
    if (spec.kind === "stdin") this.#claimInput();
    const named = await this.#read(openInput(spec), spec.kind === "file" ? spec.path : null);
    const listing = spec.kind === "file" ? spec.listing : null;
    const selected =
      listing === null ? named : [selectListing(named, listing, spec.kind === "file" ? spec.shown : "")];
    return selected.map((profile) => this.#choose(profile, side));
  }

  /** Returns of a profile what the flags choose. */
  #choose(profile: Profile, side?: Side): Profile {
    const { event, stacks } = this.#options;
    const chosen = chooseEvent(profile, event, side);
    return stacks === undefined ? chosen : filterStacks(chosen, stacks);
  }

  /** Reads every profile of an input; `path` is where it lies as a file, null where it is none. */
  async #read(input: Input, path: string | null): Promise<Profile[]> {
    const { shown } = input;
    const task = this.#options.progress.start(`reading ${shown}`, { unit: "bytes", total: input.size });
    const passage = this.#options.showsChecksums ? new SummedPassage(task) : new Passage(task);
    const blocks = passage.passThrough(input.blocks);
    const { source, head } = await decodeSource(shown, blocks, input.name, input.size);
    const choice = chooseParser(PARSERS, head, shown, this.#options.from);
    const mapPath = this.#options.map ?? (input.isKernel ? KERNEL_SYMBOLS : undefined);
    const options = {
      formatReason: choice.reason,
      checksum: null,
      ...(mapPath === undefined || choice.parser !== rawProfile ? {} : { map: await this.#readMap(mapPath) }),
      ...(this.#options.columns === undefined ? {} : { columns: this.#options.columns }),
    };
    const reading =
      choice.parser === perfData && path !== null
        ? this.#readThroughPerf(path, source, options)
        : choice.parser.parse(source, options);
    const profiles = await reading.catch((error: unknown) => {
      throw this.#options.from === undefined ? error : explainMisfit(error, choice.parser, PARSERS, head);
    });
    task.finish();
    return profiles.map((profile) => ({
      ...profile,
      provenance: { ...profile.provenance, checksum: passage.checksum },
      diagnostics: [...choice.notes, ...profile.diagnostics],
    }));
  }

  async #readThroughPerf(
    path: string,
    source: ByteSource,
    options: ParseOptions,
  ): Promise<readonly Profile[]> {
    // perf opens the file itself; it is read to its end for the checksum.
    for await (const _ of source.blocks());
    const { readPerfData } = await import("./perf-data-source.ts");
    return readPerfData(path, options);
  }

  #claimInput(): void {
    if (this.#hasReadInput) {
      throw new ZcprofError("usage", {
        code: "source/second-input",
        message: "- stands twice, and standard input can be read only once",
        hint: "write one of the two into a file",
      });
    }
    this.#hasReadInput = true;
  }

  #readMap(path: string): Promise<SymbolMap> {
    let map = this.#maps.get(path);
    if (map === undefined) {
      map = openFile(path).then(({ source }) => readSymbolMap(source));
      this.#maps.set(path, map);
    }
    return map;
  }
}

/** Hands an input's blocks on and shows how far it has been read. */
class Passage {
  readonly #task: Task;
  #bytes = 0;

  constructor(task: Task) {
    this.#task = task;
  }

  async *passThrough(blocks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const block of blocks) {
      this.take(block);
      yield block;
      // After the yield: by now the reader has worked on the block.
      this.#bytes += block.length;
      this.#task.update(this.#bytes);
    }
  }

  get checksum(): string | null {
    return null;
  }

  protected take(_block: Uint8Array): void {}
}

/** CRC-32 of the bytes as they lie in the file: it finds a mix-up of files, for which a cryptographic sum is too slow. */
class SummedPassage extends Passage {
  #value = 0;

  override get checksum(): string {
    return `crc32:${this.#value.toString(16).padStart(8, "0")}`;
  }

  protected override take(block: Uint8Array): void {
    this.#value = crc32(block, this.#value);
  }
}

function openInput(spec: Exclude<SourceSpec, { kind: "sim" }>): Input {
  if (spec.kind === "stdin") {
    return { shown: "-", blocks: readStandardInput(), name: "", size: undefined, isKernel: false };
  }
  const isKernel = spec.kind === "proc";
  const path = isKernel ? PROC_PROFILE : spec.path;
  return {
    shown: isKernel ? path : spec.shown,
    blocks: readFileBlocks(path),
    name: basename(path),
    size: sizeOfFile(path),
    isKernel,
  };
}

function selectListing(profiles: readonly Profile[], listing: string, path: string): Profile {
  if (/^\d+$/.test(listing)) {
    const found = profiles[Number(listing) - 1];
    if (found !== undefined) return found;
  }
  const wanted = listing.toLowerCase();
  const exact = profiles.filter((profile) => profile.title === listing);
  const matches =
    exact.length > 0 ? exact : profiles.filter(({ title }) => title.toLowerCase().includes(wanted));
  if (matches.length === 1) return matches[0];
  throw new ZcprofError("usage", {
    code: matches.length === 0 ? "source/no-such-listing" : "source/ambiguous-listing",
    message: `${path} has ${matches.length === 0 ? "no" : `${matches.length}`} listing${matches.length > 1 ? "s" : ""} called ${JSON.stringify(listing)}`,
    hint: `it has ${listTitles(profiles)}`,
    location: { path },
  });
}

function severalListings(source: string, profiles: readonly Profile[]): ZcprofError {
  const files = new Set(profiles.map(({ provenance }) => provenance.path)).size;
  if (files > 1) {
    return new ZcprofError("usage", {
      code: "source/several-files",
      message: `${source} names ${files} files where one profile is needed`,
      hint: "name one of them",
    });
  }
  return new ZcprofError("usage", {
    code: "source/several-listings",
    message: `${source} holds ${profiles.length} listings where one is needed`,
    hint:
      source === "-"
        ? `write them into a file and choose one with FILE#NUMBER or FILE#TITLE; it has ${listTitles(profiles)}`
        : `choose one with ${source}#NUMBER or ${source}#TITLE; it has ${listTitles(profiles)}`,
    location: { path: profiles[0]?.provenance.path ?? source },
  });
}

function listTitles(profiles: readonly Profile[]): string {
  return profiles
    .map(({ title }, i) => `#${i + 1} ${title === "" ? "(no title)" : JSON.stringify(title)}`)
    .join(", ");
}

import type { AlikeColumns } from "../model/listing-rows.ts";
import type { Profile } from "../model/profile.ts";
import type { TextColumn } from "../model/text-column.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import type { Head, ParseOptions, Parser, Sniff } from "./parser.ts";
import { buildProfile } from "./readprofile/build-profile.ts";
import type { Listing } from "./readprofile/listing.ts";
import { findReadprofileLosses } from "./readprofile/losses.ts";
import { type RowCore, returnRowCore, takeRowCore } from "./readprofile/row-core.ts";
import { ListingScanner } from "./readprofile/scanner.ts";
import { isStepLine } from "./readprofile/words.ts";
import { writeReadprofile } from "./readprofile/writer.ts";
import { wholeLines } from "./whole-lines.ts";

/**
 * What readprofile(8) prints, in every mode, alone or inside a mail.
 *
 *     c0125580 file_read_actor                             548   6.5238      -v
 *        548 file_read_actor                            6.5238               by default, also -a and -s
 *     file_read_actor:                                                       -b
 *     	c0125580	548
 *       total				548
 *          0 *unknown*
 *       2874 total                                      0.0021
 *
 * Producer: util-linux `sys-utils/readprofile.c`. A mail may quote the rows, sort and cut them, put a heading above
 * and prose around; each listing in it becomes a profile. `*unknown*` counts in a profile's total here, while the
 * tool leaves it out of the total row; facts.statedTotal is the number as printed. A size is the interval of whole
 * bytes that give the printed load.
 */
export const readprofileText: Parser = {
  id: "readprofile",
  title: "readprofile(8) listings, also in mails",
  content: "text",
  priority: 500,
  sniff,
  parse,
  losses: findReadprofileLosses,
  write: writeReadprofile,
};

const LF = 10;

/** Mostly enough of a listing to know it. */
const FEW_BYTES = 512;

function sniff(head: Head): Sniff {
  const scanner = new ListingScanner("");
  // A broken row is still a row: the error belongs to parse().
  let isBroken = false;
  let isCertain = false;
  try {
    const { bytes, end } = wholePart(head);
    const start = bytes.lastIndexOf(LF, FEW_BYTES) + 1;
    scanner.scan(bytes, start);
    // What follows two functions changes nothing any more.
    if (!(Number(scanner.firstListing?.functions) >= 2) || scanner.prose.first !== null) {
      scanner.scan(bytes, end, start);
      scanner.finish();
    }
  } catch (error) {
    if (!(error instanceof ZcprofError)) throw error;
    isBroken = true;
    // A row in which nothing is wrong but the size of its count.
    isCertain = error.code === "count/too-large";
  }
  if (scanner.prose.isSingle && isStepLine(scanner.prose.first ?? "")) {
    return { answer: "yes", reason: "is the step that readprofile -i prints" };
  }
  const first = scanner.firstListing;
  if (first === null) {
    if (isCertain)
      return { answer: "yes", reason: "has a row of readprofile with a count that is too large" };
    return isBroken
      ? { answer: "maybe", reason: "has a line like a row of readprofile that is broken" }
      : { answer: "no", reason: "has no row of a readprofile listing" };
  }
  const where = `line ${first.firstLine} begins a listing of readprofile`;
  if (first.layout === "plain" && first.functions < 2 && first.total === null && !isBroken) {
    return { answer: "maybe", reason: `${where} with a single row` };
  }
  const mode = { plain: "", verbose: " -v", bins: " -b" }[first.layout];
  return { answer: "yes", reason: `${where}${mode}` };
}

function wholePart(head: Head): { bytes: Buffer; end: number } {
  const bytes = Buffer.from(head.bytes.buffer, head.bytes.byteOffset, head.bytes.length);
  if (!head.whole || bytes[bytes.length - 1] === LF) return { bytes, end: bytes.lastIndexOf(LF) + 1 };
  const ended = Buffer.concat([bytes, Buffer.from("\n")]);
  return { bytes: ended, end: ended.length };
}

/** What is read before the core would have started. Of 10 kB a show takes 3 ms less without it, of 24 kB 12 ms more. */
const SMALL_BYTES = 8 * 1024;

async function parse(source: ByteSource, options: ParseOptions): Promise<readonly Profile[]> {
  const isSmall = source.size !== undefined && source.size < SMALL_BYTES;
  const core = isSmall ? null : takeRowCore();
  try {
    return await readListings(source, options, core);
  } finally {
    returnRowCore(core);
  }
}

/** Columns of the listing that was read last, as long as somebody uses them: runs of one program mostly list the same names. */
let lastName: WeakRef<TextColumn> | null = null;
let lastLine: WeakRef<Uint32Array> | null = null;

function findAlike(): AlikeColumns | null {
  const [name, line] = [lastName?.deref(), lastLine?.deref()];
  return name === undefined || line === undefined ? null : { name, line };
}

function keepAlike({ symbols, samples }: Profile): void {
  lastName = new WeakRef(symbols.name);
  lastLine = samples.line && new WeakRef(samples.line);
}

/** Room for more rows than the first stretch of the input promises, as later names and counts may be shorter. */
const MORE_ROWS = 1.1;

/** Reads the listings of a source; `core` changes nothing but the speed. */
export async function readListings(
  source: ByteSource,
  options: ParseOptions,
  core: RowCore | null,
): Promise<readonly Profile[]> {
  const scanner = new ListingScanner(source.path, core, findAlike());
  let bytesRead = 0;
  let expected: Listing | null = null;
  for await (const { bytes, end } of wholeLines(source, core?.room)) {
    scanner.scan(bytes, end);
    bytesRead += end;
    const { openListing } = scanner;
    if (openListing === null || openListing === expected || source.size === undefined) continue;
    openListing.expect(Math.ceil(((openListing.rows.length * source.size) / bytesRead) * MORE_ROWS));
    expected = openListing;
  }
  scanner.finish();
  const { listings } = scanner;
  if (listings.length > 0) {
    const profiles = listings.map((listing, i) => buildProfile(listing, i, listings.length, source, options));
    keepAlike(profiles[0]);
    return profiles;
  }
  const isStep = scanner.prose.isSingle && isStepLine(scanner.prose.first ?? "");
  throw new ZcprofError("parse", {
    code: isStep ? "readprofile/only-step" : "readprofile/no-listing",
    message: isStep
      ? `${source.path} holds the sampling step that readprofile -i prints, and no ticks`
      : `${source.path} holds no row of a readprofile listing`,
    hint: isStep ? "run readprofile without -i" : "a row reads like: c0125580 file_read_actor 548 6.5238",
    location: { path: source.path, line: 1 },
  });
}

import { pipeline } from "node:stream/promises";
import type { Location } from "../../model/diagnostic.ts";
import { ZcprofError } from "../../model/zcprof-error.ts";
import type { ByteSource } from "../byte-source.ts";
import { findDelimiter } from "./columns.ts";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;

/** A row of a table while it is at hand. */
export interface Place {
  /** Line on which the row ends, from 1. */
  readonly line: number;
  /** Returns where field `index` of the row stands; line only, where the row has several or spans two blocks. */
  locate(index: number): Location;
}

/** Takes a row: its fields, one latin1 character a byte, so that names which are not UTF-8 stay what they are. */
export type RecordTaker = (fields: readonly string[], place: Place) => void;

/**
 * Reads a table with csv-parse and gives each row to `take`. Throws what `take` throws, and located parse errors for
 * what breaks the rules of RFC 4180.
 *
 * Rows are taken where csv-parse pushes them, not from its stream: the stream costs more than the parsing.
 */
export async function readRecords(source: ByteSource, take: RecordTaker): Promise<void> {
  // Loaded only here: it costs 8 ms, and most runs read no table.
  const { Parser } = await import("csv-parse");
  const { delimiter, blocks } = await peekDelimiter(source);
  let block: Buffer = Buffer.alloc(0);
  let blockStart = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const next of blocks) {
      blockStart += block.length;
      block = next;
      yield next;
    }
  }
  let recordStart = 0;
  class RecordReader extends Parser {
    override push(record: readonly string[] | null): boolean {
      if (record === null) return super.push(null);
      const { bytes, lines } = this.info;
      place.line = lines;
      take(record, place);
      recordStart = bytes;
      return true;
    }
  }
  const parser = new RecordReader({ encoding: "latin1", skip_empty_lines: true, delimiter });
  const place = {
    line: 0,
    locate: (index: number): Location => {
      const { path } = source;
      const { line } = place;
      const raw = block.subarray(Math.max(0, recordStart - blockStart), parser.info.bytes - blockStart);
      const row = trimLineEnds(raw);
      if (recordStart < blockStart || row.includes(LINE_FEED)) return { path, line };
      return { path, line, column: findColumn(row, index, delimiter), text: row.toString() };
    },
  };
  try {
    await pipeline(counted(), parser);
  } catch (error) {
    throw explain(error, source.path);
  }
}

/** Looks at the first line for the delimiter; the blocks are copies, as csv-parse keeps the rest of one until the next. */
async function peekDelimiter(
  source: ByteSource,
): Promise<{ delimiter: "," | "\t"; blocks: AsyncIterable<Buffer> }> {
  const input = source.blocks()[Symbol.asyncIterator]();
  const start: Buffer[] = [];
  let delimiter: "," | "\t" | null = null;
  for (let next = await input.next(); next.done !== true; next = await input.next()) {
    start.push(Buffer.from(next.value));
    const head = Buffer.concat(start);
    const feed = head.indexOf(LINE_FEED);
    if (feed < 0) continue;
    delimiter = findDelimiter(head.toString("latin1", 0, feed));
    break;
  }
  async function* blocks(): AsyncGenerator<Buffer> {
    try {
      yield* start;
      for (let next = await input.next(); next.done !== true; next = await input.next())
        yield Buffer.from(next.value);
    } finally {
      await input.return?.();
    }
  }
  return { delimiter: delimiter ?? ",", blocks: blocks() };
}

function trimLineEnds(bytes: Buffer): Buffer {
  let start = 0;
  let end = bytes.length;
  while (start < end && isEnd(bytes[start])) start += 1;
  while (end > start && isEnd(bytes[end - 1])) end -= 1;
  return bytes.subarray(start, end);
}

function isEnd(byte: number): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

/** Returns the column, from 1, at which field `index` of a row begins; a delimiter inside quotes is none. */
function findColumn(row: Buffer, index: number, delimiter: string): number {
  let left = index;
  let isQuoted = false;
  for (let at = 0; at < row.length && left >= 0; at++) {
    if (left === 0) return at + 1;
    if (row[at] === QUOTE) isQuoted = !isQuoted;
    else if (row[at] === delimiter.charCodeAt(0) && !isQuoted) left -= 1;
  }
  return row.length + 1;
}

function explain(error: unknown, path: string): unknown {
  if (!(error instanceof Error && "code" in error) || error instanceof ZcprofError) return error;
  const { code, message } = error;
  // Its codes begin with CSV_ but for INVALID_OPENING_QUOTE; all its errors carry the line.
  const lines = "lines" in error ? error.lines : undefined;
  if (typeof code !== "string" || !(code.startsWith("CSV_") || lines !== undefined)) return error;
  return new ZcprofError("parse", {
    code: `csv/${code.replace(/^CSV_/, "").toLowerCase().replaceAll("_", "-")}`,
    message: message.replace(/,? (?:(?:at|on) line \d+|value is ).*$/s, ""),
    hint: "every row needs as many fields as the header; a field with a comma or a quote in it stands in quotes",
    location: typeof lines === "number" ? { path, line: lines } : { path },
  });
}

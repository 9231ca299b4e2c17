import type { Diagnostic } from "../model/diagnostic.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Head, Parser } from "./parser.ts";

/** The parser that reads an input, why, and what a user should know about the choice. */
export interface Choice {
  readonly parser: Parser;
  /** Goes into the provenance. */
  readonly reason: string;
  readonly notes: readonly Diagnostic[];
}

/**
 * Chooses the parser of an input by its head, or by its id `from` where a user names one.
 *
 * The only yes wins; of several the lowest priority, with a note; without a yes the only maybe. Throws an input
 * error for an empty input, one with every parser's reason where none fits, and a usage error for an unknown id.
 */
export function chooseParser(parsers: readonly Parser[], head: Head, path: string, from?: string): Choice {
  const named = from === undefined ? null : findParser(parsers, from);
  if (head.bytes.length === 0) {
    throw new ZcprofError("input", {
      code: "input/empty",
      message: `${path} is empty`,
      hint: "check the command that wrote it",
      location: { path },
    });
  }
  if (named !== null) return { parser: named, reason: `chosen with --from ${named.id}`, notes: [] };

  const sniffs = parsers.map((parser) => ({ parser, ...parser.sniff(head) }));
  const yes = sniffs
    .filter(({ answer }) => answer === "yes")
    .sort((a, b) => a.parser.priority - b.parser.priority);
  if (yes.length === 1) return { parser: yes[0].parser, reason: yes[0].reason, notes: [] };
  if (yes.length > 1) {
    const [first, ...others] = yes;
    const note = {
      code: "format/several",
      message: `${path} is read as ${first.parser.id} (${first.reason}), but fits ${list(others)} too`,
      hint: `say --from ${others[0].parser.id} if that is what it is`,
      location: { path },
    };
    return { parser: first.parser, reason: first.reason, notes: [note] };
  }
  if (isUtf16(head.bytes)) {
    throw new ZcprofError("input", {
      code: "format/utf-16",
      message: `${path} is text in UTF-16`,
      hint: `write it as UTF-8: iconv -f UTF-16 -t UTF-8 ${path}`,
      location: { path },
    });
  }
  const maybe = sniffs.filter(({ answer }) => answer === "maybe");
  if (maybe.length === 1) return { parser: maybe[0].parser, reason: maybe[0].reason, notes: [] };
  throw new ZcprofError("input", {
    code: maybe.length > 1 ? "format/ambiguous" : "format/unknown",
    message:
      maybe.length > 1
        ? `${path} may be ${list(maybe)}`
        : `${path} is in no format that can be told by its content: ${list(sniffs)}`,
    hint: `say --from FORMAT if you know it: ${parsers.map(({ id }) => id).join(", ")}`,
    location: { path },
  });
}

/** A byte order mark of UTF-16, as redirections of some shells write it. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function findParser(parsers: readonly Parser[], id: string): Parser {
  const parser = parsers.find((candidate) => candidate.id === id);
  if (parser !== undefined) return parser;
  throw new ZcprofError("usage", {
    code: "format/no-such-format",
    message: `there is no format ${JSON.stringify(id)}`,
    hint: `the formats are ${parsers.map((candidate) => candidate.id).join(", ")}`,
  });
}

function list(sniffs: readonly { readonly parser: Parser; readonly reason: string }[]): string {
  return sniffs.map(({ parser, reason }) => `${parser.id} (${reason})`).join(", ");
}

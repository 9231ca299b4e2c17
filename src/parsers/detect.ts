import type { Diagnostic } from "../model/diagnostic.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { headText } from "./head-text.ts";
import type { Content, Head, Parser } from "./parser.ts";

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
 * error for an empty input, one with the reasons of the parsers for such bytes where none fits, and a usage error for an unknown id.
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
  const encoding = wideEncodingOf(head.bytes);
  if (encoding !== null) {
    throw new ZcprofError("input", {
      code: `format/${encoding.toLowerCase()}`,
      message: `${path} is text in ${encoding}`,
      hint: `write it as UTF-8: iconv -f ${encoding} -t UTF-8 ${path}`,
      location: { path },
    });
  }
  const maybe = sniffs.filter(({ answer }) => answer === "maybe");
  if (maybe.length === 1) return { parser: maybe[0].parser, reason: maybe[0].reason, notes: [] };
  if (maybe.length > 1) {
    throw new ZcprofError("input", {
      code: "format/ambiguous",
      message: `${path} may be ${list(maybe)}`,
      hint: "say --from FORMAT if you know it",
      location: { path },
    });
  }
  const content = contentOf(head);
  const alike = sniffs.filter(({ parser }) => parser.content === content);
  const width = Math.max(0, ...alike.map(({ parser }) => parser.id.length));
  throw new ZcprofError("input", {
    code: "format/unknown",
    message: `${path} is ${CONTENTS[content]} in no format that can be told by its content`,
    details: alike.map(({ parser, reason }) => `${parser.id.padEnd(width)}  ${reason}`),
    hint: "say --from FORMAT if you know it; `zcprof formats` lists them all",
    location: { path },
  });
}

/**
 * Returns the failure of a parser that a user named, with what the input is instead of a hint on damage where its content tells that
 * it is something else; any other failure as it is.
 */
export function explainMisfit(
  error: unknown,
  named: Parser,
  parsers: readonly Parser[],
  head: Head,
): unknown {
  if (!(error instanceof ZcprofError) || named.sniff(head).answer !== "no") return error;
  const others = parsers
    .map((parser) => ({ parser, ...parser.sniff(head) }))
    .filter(({ answer }) => answer === "yes");
  const content = contentOf(head);
  if (others.length === 0 && content === named.content) return error;
  const { kind, code, message, location } = error;
  return new ZcprofError(kind, {
    code,
    message: `this is no ${named.id}: ${message}`,
    hint:
      others.length > 0
        ? `leave out --from: by its content it is ${list(others)}`
        : `it is ${CONTENTS[content]}, and ${named.id} is ${CONTENTS[named.content]}; leave out --from, or name another format`,
    ...(location === undefined ? {} : { location }),
  });
}

const CONTENTS: Readonly<Record<Content, string>> = { text: "text", json: "JSON", binary: "binary data" };

/** What an input looks like to somebody who reads it: JSON by its first sign, binary by bytes that no text has. */
function contentOf(head: Head): Content {
  const text = headText(head);
  if (/^\s*[{[]/.test(text)) return "json";
  return /[\0-\x08\x0e-\x1a]/.test(text) ? "binary" : "text";
}

/** A byte order mark of UTF-16, as redirections of some shells write it. */
/** Tells by its byte order mark which encoding of more than a byte a letter a text has, null where it has none. */
function wideEncodingOf([first, second, third, fourth]: Uint8Array): "UTF-16" | "UTF-32" | null {
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? "UTF-32" : "UTF-16";
  if (first === 0xfe && second === 0xff) return "UTF-16";
  return first === 0 && second === 0 && third === 0xfe && fourth === 0xff ? "UTF-32" : null;
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

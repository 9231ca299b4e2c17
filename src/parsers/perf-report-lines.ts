import type { ByteSource } from "./byte-source.ts";
import { wholeLines } from "./whole-lines.ts";

/** Yields each line of a report as latin1 text, without its end, with its number from 1. */
export async function* reportLines(source: ByteSource): AsyncGenerator<{ text: string; line: number }> {
  let line = 0;
  for await (const { bytes, end } of wholeLines(source)) {
    for (let at = 0; at < end; ) {
      const lineFeed = bytes.indexOf(10, at);
      line += 1;
      const text = bytes.toString("latin1", at, lineFeed);
      yield { text: text.endsWith("\r") ? text.slice(0, -1) : text, line };
      at = lineFeed + 1;
    }
  }
}

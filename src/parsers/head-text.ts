import type { Head } from "./parser.ts";

/** Texts of the heads that are being sniffed: ten formats look at the same one. */
const texts = new WeakMap<Head, string>();

/** Returns the head of an input as latin1, one character a byte. */
export function headText(head: Head): string {
  let text = texts.get(head);
  if (text === undefined) {
    const { buffer, byteOffset, length } = head.bytes;
    text = Buffer.from(buffer, byteOffset, length).toString("latin1");
    texts.set(head, text);
  }
  return text;
}

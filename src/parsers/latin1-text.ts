import { decodeText } from "../model/byte-text.ts";

/** Returns the name whose bytes are the characters of `latin1`, as readers of lines have them; encodeText() gives them back. */
export function decodeLatin1(latin1: string): string {
  return decodeText(Buffer.from(latin1, "latin1"));
}

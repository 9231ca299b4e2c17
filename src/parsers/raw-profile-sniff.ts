import type { Head, Sniff } from "./parser.ts";

/**
 * Largest step that is taken for one. The kernel accepts any shift below 32; 2^16 bytes a counter are already far beyond
 * what tells functions apart, and up to there two of the four bytes are zero, which no text and none of the other binary
 * formats begin with, and which tells the byte order.
 */
export const LARGEST_STEP = 2 ** 16;

/** Recognises /proc/profile by its first word, a power of two of either byte order. */
export function sniffRawProfile({ bytes }: Head): Sniff {
  if (bytes.length < 4) return { answer: "no", reason: "has no first word of 32 bits" };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const littleEndian of [true, false]) {
    const step = view.getUint32(0, littleEndian);
    if (step > 0 && step <= LARGEST_STEP && (step & (step - 1)) === 0) {
      const order = littleEndian ? "little" : "big";
      return { answer: "yes", reason: `begins with a step of ${step} bytes as a ${order}-endian word` };
    }
  }
  if (isMostlyZero(bytes)) {
    return { answer: "maybe", reason: "is mostly zero bytes, but its first word is no power of two" };
  }
  return { answer: "no", reason: "its first word is no power of two" };
}

// A profile touches a small part of the kernel's text, so that most counters are 0.
function isMostlyZero(bytes: Uint8Array): boolean {
  if (!bytes.includes(0)) return false;
  let zeros = 0;
  // No iterator, which makes an object a byte until it is compiled.
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros++;
  return zeros * 2 > bytes.length;
}

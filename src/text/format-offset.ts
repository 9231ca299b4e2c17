/** Writes an offset in bytes as disassemblers do: +0x1c, -0x4. */
export function formatOffset(bytes: number): string {
  return `${bytes < 0 ? "-" : "+"}0x${Math.abs(bytes).toString(16)}`;
}

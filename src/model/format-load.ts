/**
 * Formats a load (ticks per byte) as C's `printf("%8.4f")` does in the C locale: the exact binary value rounded to
 * four decimals, a tie to the even digit, padded to eight columns.
 *
 * toFixed(4) rounds the exact value too, but sends a tie to the larger number. A double lies halfway between two
 * multiples of 1/10000 only if it is an odd multiple of 1/32 (1/20000 = 1/(32 * 625)), and there toFixed is right
 * in every second case. NaN prints as x86's 0/0 does, with its sign.
 */
export function formatLoad(load: number): string {
  return formatFourDecimals(load).padStart(8);
}

function formatFourDecimals(load: number): string {
  if (Number.isNaN(load)) return "-nan";
  if (!Number.isFinite(load)) return load > 0 ? "inf" : "-inf";
  if (Math.abs(load) >= 1e21) return `${BigInt(load)}.0000`;
  if (Math.abs((load * 32) % 2) !== 1) return load.toFixed(4);
  // Odd multiples of 1/32 end in five exact decimals, the last of them 5.
  const exact = load.toFixed(5);
  const even = Number(exact.at(-2)) % 2 === 0;
  return even ? exact.slice(0, -1) : load.toFixed(4);
}

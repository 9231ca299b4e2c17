/** Tells whether a number is 1, 2, 4 and so on; by halves, as the last digit of Math.log2 differs between engines. */
export function isPowerOfTwo(value: number): boolean {
  if (!Number.isFinite(value)) return false;
  let rest = value;
  while (rest > 1) rest /= 2;
  return rest === 1;
}

/** Returns n for 2 to the n, from 1 to 2 to the 31. */
export function exponentOf(power: number): number {
  return 31 - Math.clz32(power);
}

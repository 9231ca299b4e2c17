/**
 * exp and log from + - * / alone, which IEEE 754 rounds the same everywhere. Math.exp, Math.log and Math.pow are left to
 * the engine and differ in the last bit between engines and versions; one bit is enough to change a simulated count.
 * Both are right to about one unit in the last place, which a test checks against the engine's own.
 */

/** ln 2 in two parts; the first has 32 trailing zero bits, so that k times it is exact for every exponent k. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

const view = new DataView(new ArrayBuffer(8));

/** Returns e^x; 0 below -745.2, Infinity above 709.8. */
export function exactExp(x: number): number {
  if (x > 709.8) return Number.POSITIVE_INFINITY;
  if (x < -745.2) return 0;
  const k = Math.round(x / LN2_HIGH);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  // Taylor's series, |r| <= 0.35: the first term left out is 0.35^15 / 15! = 1e-19.
  let value = 1;
  for (let n = 14; n >= 1; n--) value = 1 + (r / n) * value;
  // In two steps, because 2^k alone leaves the range of doubles before e^x does.
  const half = Math.trunc(k / 2);
  return value * powerOfTwo(half) * powerOfTwo(k - half);
}

/** Returns ln x; -Infinity at 0, NaN below. */
export function exactLog(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  // A subnormal has no exponent of its own: lift it first.
  if (x < 2 ** -1022) return exactLog(x * 2 ** 54) - 54 * LN2_HIGH - 54 * LN2_LOW;
  view.setFloat64(0, x);
  let exponent = (view.getUint32(0) >>> 20) - 1023;
  view.setUint32(0, (view.getUint32(0) & 0x000fffff) | 0x3ff00000);
  let m = view.getFloat64(0);
  if (m > Math.SQRT2) {
    m /= 2;
    exponent++;
  }
  // ln m = 2 atanh(s) = 2 (s + s^3/3 + s^5/5 + ...), |s| <= 0.172: the first term left out is 0.172^25 / 25 = 3e-21.
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let tail = 0;
  for (let n = 23; n >= 3; n -= 2) tail = square * (1 / n + tail);
  return exponent * LN2_HIGH + (2 * s + (2 * s * tail + exponent * LN2_LOW));
}

/** 2^k for -1022 <= k <= 1023, from its bits. */
function powerOfTwo(k: number): number {
  view.setUint32(0, (k + 1023) << 20);
  view.setUint32(4, 0);
  return view.getFloat64(0);
}

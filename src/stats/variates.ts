import { exactExp, exactLog } from "./exact-math.ts";
import type { Random } from "./random.ts";

/**
 * Random variates whose every bit follows from the seed: only exactly rounded operations are used, and every method is
 * exact in distribution (no normal approximation anywhere).
 */

/** Below this mean Poisson is drawn by multiplying uniforms; above, gamma variates take most of it away first. */
const SMALL_MEAN = 12;

/** Up to this many trials Binomial is drawn trial by trial. */
const FEW_TRIALS = 16;

/** Draws a whole number 0 to bound - 1, each equally likely, for 1 <= bound <= 2^32. */
export function drawInteger(random: Random, bound: number): number {
  if (!(Number.isInteger(bound) && bound >= 1 && bound <= 2 ** 32))
    throw new RangeError(`no number below ${bound}`);
  // Reject the last, incomplete stretch of bound numbers: a plain remainder would favour small ones.
  const limit = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const bits = random.nextUint32();
    if (bits < limit) return bits % bound;
  }
}

/** Draws a standard normal variate by Marsaglia's polar method (1964). */
export function drawNormal(random: Random): number {
  for (;;) {
    const u = 2 * random.nextUniform() - 1;
    const v = 2 * random.nextUniform() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * exactLog(s)) / s);
  }
}

/** Draws a gamma variate of this shape > 0 and scale 1: Marsaglia and Tsang, ACM TOMS 26 (2000). */
export function drawGamma(random: Random, shape: number): number {
  if (!(shape > 0)) throw new RangeError(`a gamma shape must be positive, got ${shape}`);
  // Gamma(a) = Gamma(a + 1) * U^(1/a) lifts small shapes into the range of the method.
  if (shape < 1) return drawGamma(random, shape + 1) * exactExp(exactLog(1 - random.nextUniform()) / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (exactLog(1 - random.nextUniform()) < 0.5 * x * x + d - d * v + d * exactLog(v)) return d * v;
  }
}

/**
 * Draws a Poisson variate of this mean >= 0. A large mean is shortened by Ahrens and Dieter (1974): the m-th event of a
 * Poisson process comes at a Gamma(m) time; before the mean, the rest is Poisson, after it, m - 1 events are binomial.
 */
export function drawPoisson(random: Random, mean: number): number {
  if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY))
    throw new RangeError(`a Poisson mean must be at least 0, got ${mean}`);
  let events = 0;
  let left = mean;
  while (left > SMALL_MEAN) {
    const m = Math.floor((7 * left) / 8);
    const time = drawGamma(random, m);
    if (time > left) return events + drawBinomial(random, m - 1, left / time);
    events += m;
    left -= time;
  }
  const limit = exactExp(-left);
  for (let product = random.nextUniform(); product > limit; product *= random.nextUniform()) events++;
  return events;
}

/**
 * Draws a binomial variate of so many whole trials and 0 <= probability <= 1. Many trials are halved by Devroye (1986,
 * X.4.3): the i-th smallest of n uniforms is Beta(i, n+1-i), and it tells on which side of it the search goes on.
 */
export function drawBinomial(random: Random, trials: number, probability: number): number {
  if (!(Number.isInteger(trials) && trials >= 0 && probability >= 0 && probability <= 1))
    throw new RangeError(`no binomial of ${trials} trials with probability ${probability}`);
  let successes = 0;
  let n = trials;
  let p = probability;
  while (n > FEW_TRIALS) {
    const i = Math.floor((n + 1) / 2);
    const below = drawGamma(random, i);
    const middle = below / (below + drawGamma(random, n + 1 - i));
    if (middle <= p) {
      successes += i;
      n -= i;
      p = (p - middle) / (1 - middle);
    } else {
      n = i - 1;
      p /= middle;
    }
  }
  for (; n > 0; n--) if (random.nextUniform() < p) successes++;
  return successes;
}

/**
 * Draws a count of this mean whose variance is dispersion * mean, dispersion >= 1: Poisson at 1, above it the negative
 * binomial of that mean and variance (a Poisson whose mean is a gamma variate), the model of noisy runs.
 */
export function drawOverdispersed(random: Random, mean: number, dispersion: number): number {
  if (!(dispersion >= 1))
    throw new RangeError(`a negative binomial has dispersion 1 or more, got ${dispersion}`);
  if (mean === 0 || dispersion === 1) return drawPoisson(random, mean);
  const scale = dispersion - 1;
  return drawPoisson(random, scale * drawGamma(random, mean / scale));
}

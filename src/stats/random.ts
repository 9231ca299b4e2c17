/** A seeded stream of random numbers: the same seed gives the same stream in every engine and on every machine. */
export interface Random {
  /** The next 32 bits as a whole number, 0 to 2^32 - 1. */
  nextUint32(): number;
  /** The next uniform number in [0, 1), a multiple of 2^-53. */
  nextUniform(): number;
}

/**
 * Makes the generator xoshiro128** of Blackman and Vigna (2018; prng.di.unimi.it, public domain), of period 2^128 - 1 and
 * made of 32-bit integer operations alone. The seed is a safe integer; its 64 bits are spread over the state by splitmix32.
 */
export function createRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed))
    throw new RangeError(`a seed must be a whole number up to 2^53, got ${seed}`);
  // Two words of one mixer differ, so they are never both 0; no two seeds share a state, and the words that decide the
  // first outputs depend on both halves of the seed.
  const low = mixer(seed >>> 0);
  const [a, b] = [low(), low()];
  const high = mixer(Math.floor(seed / 2 ** 32) ^ low());
  return randomFromState([high(), high(), a, b]);
}

/** Makes the generator from its four 32-bit words, which must not all be 0. */
export function randomFromState(state: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = state;
  if ((a | b | c | d) === 0) throw new RangeError("the state of xoshiro128** must not be all zeros");
  const nextUint32 = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  };
  return {
    nextUint32,
    nextUniform() {
      const high = nextUint32() >>> 5;
      const low = nextUint32() >>> 6;
      return (high * 2 ** 26 + low) / 2 ** 53;
    },
  };
}

/** splitmix32: a Weyl sequence of the golden ratio through MurmurHash3's finaliser. */
function mixer(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
}

function rotateLeft(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

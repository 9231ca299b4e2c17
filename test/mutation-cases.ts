import * as fc from "fast-check";

export * from "fast-check";

/**
 * Stands for fast-check under `npm run mutate`: the same cases each time, so that a score can be measured again; ten of them,
 * or a tenth where a property asks for thousands, as every mutant that survives pays for all; and no smallest
 * counterexample, which a mutant does not need.
 */
export const assert = <T>(
  property: fc.IRawProperty<T>,
  parameters?: fc.Parameters<T>,
): void | Promise<void> => {
  const cases = parameters?.numRuns ?? 100;
  return fc.assert(property, {
    ...parameters,
    seed: 20010211,
    endOnFailure: true,
    numRuns: cases < 1000 ? Math.min(cases, 10) : cases / 10,
  });
};

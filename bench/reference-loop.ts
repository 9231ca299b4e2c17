/** Does 1e8 turns of a linear congruential generator: what a figure without a peer is held against, as only ratios travel. */
export function runReferenceLoop(): number {
  let x = 1;
  for (let i = 0; i < 1e8; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  return x;
}

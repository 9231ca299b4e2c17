import { isFlat } from "../model/flat-profile.ts";
import type { Profile } from "../model/profile.ts";
import { StackNodes } from "../model/stack-nodes.ts";

/**
 * The stacks of both sides as one tree. A node is a frame in its place among callers; it counts the samples of the frame
 * itself and of all that it called. Callers come before what they call; node 0 is the root, all samples.
 */
export interface StackComparison {
  readonly length: number;
  /** Index of the caller's node, -1 of the root. */
  readonly parent: Int32Array;
  /** Index into `names`; of no meaning for the root. */
  readonly name: Uint32Array;
  readonly names: readonly string[];
  /** In ticks, next at the exposure of base. */
  readonly base: Float64Array;
  readonly next: Float64Array;
  /** Frames, of all stacks of both sides, that were drawn into the caller of the same name: a function that calls itself. */
  readonly foldedFrames: number;
  /** Nodes left out of the tree, the smallest first to go; their samples stand in their callers. */
  readonly leftOut: number;
}

/** A node of the least weight is some bytes in a page and a hair on a screen: as many as a browser draws without waiting. */
const MOST_NODES = 20_000;

/**
 * Puts the stacks of two sides, several runs each, on one tree by the names of their frames: modules are not looked at, as
 * two formats may name them differently. Counts of next are multiplied by `nextScale`. A frame below a caller of the same
 * name is folded into it. Returns null where a side has no stack of two frames: there is no tree to look at.
 */
export function compareStacks(
  base: readonly Profile[],
  next: readonly Profile[],
  nextScale: number,
): StackComparison | null {
  if (![base, next].every((runs) => !runs.every(isFlat))) return null;
  const tree = new GrowingTree();
  for (const profile of base) tree.add(profile, "base", 1);
  for (const profile of next) tree.add(profile, "next", nextScale);
  return tree.finish();
}

class GrowingTree {
  readonly #nodes = new StackNodes();
  /** What was sampled in each node itself. */
  readonly #counts = { base: new Float64Array(), next: new Float64Array() };
  readonly #names: string[] = [];
  readonly #nameIds = new Map<string, number>();
  #foldedFrames = 0;

  add({ stacks, symbols, samples, measures }: Profile, side: "base" | "next", scale: number): void {
    const [{ counts }] = measures;
    const sampled = markSampled(stacks.prefix, samples.stack, counts);
    const nameIds = new Int32Array(symbols.name.length).fill(-1);
    const nodes = this.#nodes;
    const nodeOf = new Int32Array(stacks.length);
    for (let stack = 0; stack < stacks.length; stack++) {
      if (sampled[stack] === 0) continue;
      const symbol = stacks.symbol[stack];
      if (nameIds[symbol] < 0) nameIds[symbol] = this.#nameId(symbols.name.at(symbol));
      const name = nameIds[symbol];
      const caller = stacks.prefix[stack] < 0 ? -1 : nodeOf[stacks.prefix[stack]];
      const isFolded = caller >= 0 && nodes.symbol(caller) === name;
      if (isFolded) this.#foldedFrames++;
      nodeOf[stack] = isFolded ? caller : nodes.intern(caller, name);
    }
    const own = lengthen(this.#counts[side], nodes.length);
    this.#counts[side] = own;
    for (let i = 0; i < samples.length; i++) {
      if (counts[i] > 0) own[nodeOf[samples.stack[i]]] += counts[i] * scale;
    }
  }

  finish(): StackComparison {
    const nodes = this.#nodes;
    const { length } = nodes;
    const base = lengthen(this.#counts.base, length);
    const next = lengthen(this.#counts.next, length);
    const all = { base: 0, next: 0 };
    for (let node = length - 1; node >= 0; node--) {
      const caller = nodes.caller(node);
      if (caller < 0) {
        all.base += base[node];
        all.next += next[node];
      } else {
        base[caller] += base[node];
        next[caller] += next[node];
      }
    }
    const kept = chooseLargest(base, next, MOST_NODES - 1);
    const placeOf = new Map<number, number>([[-1, 0]]);
    kept.forEach((node, i) => placeOf.set(node, i + 1));
    return {
      length: kept.length + 1,
      parent: Int32Array.of(-1, ...kept.map((node) => placeOf.get(nodes.caller(node)) ?? 0)),
      name: Uint32Array.of(0, ...kept.map((node) => nodes.symbol(node))),
      names: this.#names,
      base: Float64Array.of(all.base, ...kept.map((node) => base[node])),
      next: Float64Array.of(all.next, ...kept.map((node) => next[node])),
      foldedFrames: this.#foldedFrames,
      leftOut: length - kept.length,
    };
  }

  #nameId(name: string): number {
    let id = this.#nameIds.get(name);
    if (id === undefined) {
      id = this.#names.push(name) - 1;
      this.#nameIds.set(name, id);
    }
    return id;
  }
}

function lengthen(values: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  if (values.length === length) return values;
  const longer = new Float64Array(length);
  longer.set(values);
  return longer;
}

/** Stacks that were sampled, and their callers: a table may be that of several profiles. */
function markSampled(prefix: Int32Array, sampledStacks: Uint32Array, counts: Float64Array): Uint8Array {
  const sampled = new Uint8Array(prefix.length);
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) sampled[sampledStacks[i]] = 1;
  for (let stack = prefix.length - 1; stack >= 0; stack--) {
    if (sampled[stack] === 1 && prefix[stack] >= 0) sampled[prefix[stack]] = 1;
  }
  return sampled;
}

/**
 * Returns the `most` nodes of the largest counts in their order, of equal ones the first. A caller has at least what it calls
 * and comes before it, so the largest of all hang together.
 */
function chooseLargest(base: Float64Array, next: Float64Array, most: number): number[] {
  const weights = base.map((count, node) => Math.max(count, next[node]));
  const least = weights.length <= most ? -Infinity : weights.slice().sort()[weights.length - most];
  let room = most - weights.reduce((count, weight) => count + Number(weight > least), 0);
  const kept: number[] = [];
  weights.forEach((weight, node) => {
    if (weight > least || (weight === least && room-- > 0)) kept.push(node);
  });
  return kept;
}

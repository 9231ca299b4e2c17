import type { Profile } from "../model/profile.ts";

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
  if (![base, next].every((runs) => runs.some(hasStacks))) return null;
  const tree = new GrowingTree();
  for (const profile of base) tree.add(profile, "base", 1);
  for (const profile of next) tree.add(profile, "next", nextScale);
  return tree.finish();
}

function hasStacks({ stacks }: Profile): boolean {
  return stacks.prefix.some((prefix) => prefix >= 0);
}

class GrowingTree {
  readonly #parent: number[] = [-1];
  readonly #name: number[] = [0];
  readonly #counts: Record<"base" | "next", number[]> = { base: [0], next: [0] };
  readonly #names: string[] = [];
  readonly #nameIds = new Map<string, number>();
  /** Of each node, its callees by name. */
  readonly #callees: Map<number, number>[] = [new Map()];
  #foldedFrames = 0;

  add({ stacks, symbols, samples, measures }: Profile, side: "base" | "next", scale: number): void {
    const [{ counts }] = measures;
    const sampled = markSampled(stacks.prefix, samples.stack, counts);
    const nodeOf = new Int32Array(stacks.length);
    for (let stack = 0; stack < stacks.length; stack++) {
      if (sampled[stack] === 0) continue;
      const caller = stacks.prefix[stack] < 0 ? 0 : nodeOf[stacks.prefix[stack]];
      nodeOf[stack] = this.#call(caller, this.#nameId(symbols.name.at(stacks.symbol[stack])));
    }
    const own = this.#counts[side];
    for (let i = 0; i < samples.length; i++) {
      if (counts[i] > 0) own[nodeOf[samples.stack[i]]] += counts[i] * scale;
    }
  }

  finish(): StackComparison {
    const parent = this.#parent;
    const [base, next] = [this.#counts.base, this.#counts.next];
    for (let node = parent.length - 1; node > 0; node--) {
      base[parent[node]] += base[node];
      next[parent[node]] += next[node];
    }
    const kept = chooseLargest(base, next);
    const placeOf = new Int32Array(parent.length);
    kept.forEach((node, place) => {
      placeOf[node] = place;
    });
    return {
      length: kept.length,
      parent: Int32Array.from(kept, (node) => (node === 0 ? -1 : placeOf[parent[node]])),
      name: Uint32Array.from(kept, (node) => this.#name[node]),
      names: this.#names,
      base: Float64Array.from(kept, (node) => base[node]),
      next: Float64Array.from(kept, (node) => next[node]),
      foldedFrames: this.#foldedFrames,
      leftOut: parent.length - kept.length,
    };
  }

  #call(caller: number, name: number): number {
    if (caller !== 0 && this.#name[caller] === name) {
      this.#foldedFrames++;
      return caller;
    }
    const known = this.#callees[caller].get(name);
    if (known !== undefined) return known;
    const node = this.#parent.push(caller) - 1;
    this.#name.push(name);
    this.#counts.base.push(0);
    this.#counts.next.push(0);
    this.#callees.push(new Map());
    this.#callees[caller].set(name, node);
    return node;
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

/** Stacks that were sampled, and their callers: a table may be that of several profiles. */
function markSampled(prefix: Int32Array, sampledStacks: Uint32Array, counts: Float64Array): Uint8Array {
  const sampled = new Uint8Array(prefix.length);
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) sampled[sampledStacks[i]] = 1;
  for (let stack = prefix.length - 1; stack >= 0; stack--) {
    if (sampled[stack] === 1 && prefix[stack] >= 0) sampled[prefix[stack]] = 1;
  }
  return sampled;
}

/** A caller has at least what it calls and comes before it, so the largest of all hang together. */
function chooseLargest(base: readonly number[], next: readonly number[]): number[] {
  const nodes = Array.from({ length: base.length }, (_, node) => node);
  if (nodes.length <= MOST_NODES) return nodes;
  const weight = (node: number): number => Math.max(base[node], next[node]);
  return nodes
    .sort((a, b) => weight(b) - weight(a) || a - b)
    .slice(0, MOST_NODES)
    .sort((a, b) => a - b);
}

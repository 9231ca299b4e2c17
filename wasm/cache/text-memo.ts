/**
 * The instruction caches, and the memo of what a run through a text does to one; the memo and why it may be are those of
 * src/simulator/machine/text-memo.ts. It outlives `clear`: texts lie where they lie whatever the seed.
 */

import { l1i, l1iBytes, l1iMask, l1iSetBytes, MEMO_STATE, reserve, textFirst, textLines, texts, textShifts } from "./layout";
import { fetchLines } from "./ranges";
import { EMPTY, EXCLUSIVE, holds, promote } from "./sets";

/** Bytes of remembered states. */
const ROOM: usize = 1 << 25;
/** A step: the state after it, how many lines it misses, where its stretches start and how many they are. */
const STEP_BYTES: usize = 16;
const STRETCH_BYTES: usize = 8;
/** What is kept of a state takes 2^5 bytes: a text, and a copy of its step. */
const RECENT_BITS: usize = 5;
const STEP_IN_RECENT: usize = 4;
const NO_TEXT: i32 = -1;
const STEPS_A_STATE: usize = 4;
const STRETCHES_A_STATE: usize = 16;
/** The state of a processor whose instruction cache is simulated, as the memo has ended. */
const ENDED: i32 = -1;

let mostStates: usize = 0;
let states: usize = 0;
let stateCount: usize = 0;
/** By state and text: the number of the step and one, 0 where it is not known. */
let table: usize = 0;
/** By state: the text that ran last from it with its step, as the same one most often comes again; in the core alone. */
let recents: usize = 0;
let steps: usize = 0;
let stepCount: usize = 0;
let stretches: usize = 0;
let stretchCount: usize = 0;
/** Number of a state and one by the hash of its contents, linear probing. */
let places: usize = 0;
let placeMask: usize = 0;

/** Makes room behind `from` for a memo that knows the empty cache, state 0; returns whether the host had it. */
export function startMemo(from: usize): bool {
  mostStates = ROOM / l1iBytes;
  let capacity: usize = 1;
  while (capacity < 2 * mostStates) capacity <<= 1;
  placeMask = capacity - 1;
  states = from;
  table = states + mostStates * l1iBytes;
  recents = table + mostStates * (<usize>texts << 2);
  steps = recents + (mostStates << RECENT_BITS);
  stretches = steps + mostStates * STEPS_A_STATE * STEP_BYTES;
  places = stretches + mostStates * STRETCHES_A_STATE * STRETCH_BYTES;
  stateCount = 0;
  stepCount = 0;
  stretchCount = 0;
  if (!reserve(places + (capacity << 2))) return false;
  // Room that is never used costs nothing: only what is read before it is written is cleared.
  memory.fill(places, 0, capacity << 2);
  memory.fill(states, EMPTY, l1iBytes);
  place(states);
  return true;
}

/** Runs through a text and returns how many of its lines missed L1I; what missed L2 is counted. */
export function runText(cpu: usize, text: i32): i32 {
  const state = load<i32>(cpu, MEMO_STATE);
  if (state == ENDED) return simulate(cpu, text);
  const recent = recents + (<usize>state << RECENT_BITS);
  if (load<i32>(recent) != text && !recall(cpu, state, text, recent)) return simulate(cpu, text);
  store<i32>(cpu, load<i32>(recent, STEP_IN_RECENT), MEMO_STATE);
  const misses = load<i32>(recent, STEP_IN_RECENT + 4);
  if (misses == 0) return 0;
  const shift = load<i32>(textShifts + (<usize>text << 2));
  let stretch = stretches + <usize>load<i32>(recent, STEP_IN_RECENT + 8) * STRETCH_BYTES;
  for (let left = load<i32>(recent, STEP_IN_RECENT + 12); left > 0; left--, stretch += STRETCH_BYTES) {
    const first = load<i32>(stretch) + shift;
    fetchLines(cpu, first, first + load<i32>(stretch, 4) - 1);
  }
  return misses;
}

/** Makes the step of a text from a state the recent one, and learns it where it is not known; false ends the memo. */
function recall(cpu: usize, state: i32, text: i32, recent: usize): bool {
  let step = load<i32>(table + (<usize>(state * texts + text) << 2)) - 1;
  if (step < 0) {
    step = learn(cpu, state, text);
    if (step < 0) {
      memory.copy(cpu + l1i, states + <usize>state * l1iBytes, l1iBytes);
      store<i32>(cpu, ENDED, MEMO_STATE);
      return false;
    }
  }
  store<i32>(recent, text);
  v128.store(recent, v128.load(steps + <usize>step * STEP_BYTES), STEP_IN_RECENT);
  return true;
}

function simulate(cpu: usize, text: i32): i32 {
  let misses = 0;
  const shift = load<i32>(textShifts + (<usize>text << 2));
  const first = load<i32>(textFirst + (<usize>text << 2));
  for (let block = first, end = first + load<i32>(textLines + (<usize>text << 2)); block < end; block++) {
    if (touch(cpu, block)) continue;
    misses++;
    fetchLines(cpu, block + shift, block + shift);
  }
  return misses;
}

/** Reads a line through L1I; returns whether it was there. */
// @ts-ignore: decorator
@inline
function touch(cpu: usize, block: i32): bool {
  const set = cpu + l1i + <usize>(block & l1iMask) * l1iSetBytes;
  const key = block << 2;
  return holds(promote(set, l1iSetBytes, key, EXCLUSIVE), key);
}

/** Runs a state through a text in the processor's own L1I and remembers the step; returns it, or -1 without room. */
function learn(cpu: usize, state: i32, text: i32): i32 {
  const lines = load<i32>(textLines + (<usize>text << 2));
  if (
    stateCount >= mostStates ||
    stepCount >= mostStates * STEPS_A_STATE ||
    stretchCount + <usize>lines > mostStates * STRETCHES_A_STATE
  ) {
    return -1;
  }
  memory.copy(cpu + l1i, states + <usize>state * l1iBytes, l1iBytes);
  const firstStretch = stretchCount;
  let misses = 0;
  let next = -1;
  const first = load<i32>(textFirst + (<usize>text << 2));
  for (let block = first; block < first + lines; block++) {
    if (touch(cpu, block)) continue;
    misses++;
    if (block != next) {
      store<i32>(stretches + stretchCount * STRETCH_BYTES, block);
      store<i32>(stretches + stretchCount * STRETCH_BYTES, 0, 4);
      stretchCount++;
    }
    const last = stretches + (stretchCount - 1) * STRETCH_BYTES;
    store<i32>(last, load<i32>(last, 4) + 1, 4);
    next = block + 1;
  }
  const step = stepCount++;
  const at = steps + step * STEP_BYTES;
  store<i32>(at, place(cpu + l1i));
  store<i32>(at, misses, 4);
  store<i32>(at, <i32>firstStretch, 8);
  store<i32>(at, <i32>(stretchCount - firstStretch), 12);
  store<i32>(table + (<usize>(state * texts + text) << 2), <i32>step + 1);
  return <i32>step;
}

/** Returns the number of the state with these contents, a new one where there is none. */
function place(contents: usize): i32 {
  let hash: u32 = 0x811c9dc5;
  for (let at: usize = 0; at < l1iBytes; at += 4) hash = (hash ^ load<u32>(contents + at)) * 0x01000193;
  hash ^= hash >> 15;
  for (let slot = <usize>hash & placeMask; ; slot = (slot + 1) & placeMask) {
    const known = load<i32>(places + (slot << 2)) - 1;
    if (known >= 0) {
      if (memory.compare(states + <usize>known * l1iBytes, contents, l1iBytes) == 0) return known;
      continue;
    }
    const state = stateCount++;
    memory.copy(states + state * l1iBytes, contents, l1iBytes);
    memory.fill(table + state * (<usize>texts << 2), 0, <usize>texts << 2);
    store<i32>(recents + (state << RECENT_BITS), NO_TEXT);
    store<i32>(places + (slot << 2), <i32>state + 1);
    return <i32>state;
  }
}

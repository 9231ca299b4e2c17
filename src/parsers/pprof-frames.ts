import type { Profile as PprofMessage } from "pprof-format";
import type { SymbolInterner } from "../model/symbol-interner.ts";

type Numeric = number | bigint;

/**
 * Frames that all stacks together may have, for each byte of the input, and on top. One location can stand for any
 * number of inlined functions and be named again and again at two bytes each; real ones stand for fewer than five.
 */
const FRAMES_PER_BYTE = 16;
const FRAMES_ON_TOP = 2 ** 24;

/** Turns the location ids of samples into symbols. */
export class PprofFrames {
  /** The stack that was read last, leaf first. */
  stack: Int32Array = new Int32Array(256);
  /** Locations without a function. */
  nameless = 0;
  readonly #locations = new Map<Numeric, Int32Array>();
  // The same by id, for ids that count up from 1 as those of nearly all producers do.
  readonly #dense: Int32Array[] = [];
  readonly #symbols: SymbolInterner;
  readonly #fail: (code: string, problem: string, hint?: string) => never;
  #framesLeft: number;

  /** Resolves every location; fails on ids that are 0, stand twice or lead nowhere. */
  constructor(
    message: PprofMessage,
    symbols: SymbolInterner,
    text: (index: Numeric) => string,
    inputBytes: number,
    fail: (code: string, problem: string, hint?: string) => never,
  ) {
    this.#fail = fail;
    this.#framesLeft = FRAMES_ON_TOP + FRAMES_PER_BYTE * inputBytes;
    this.#symbols = symbols;
    const modules = new Map<Numeric, number>();
    for (const { id, filename } of message.mapping ?? []) {
      if (modules.has(idOf(id))) fail("double-id", `mapping ${id} stands twice`);
      const path = text(filename);
      modules.set(idOf(id), symbols.internModule(path.slice(path.lastIndexOf("/") + 1)));
    }
    const names = new Map<Numeric, string>();
    for (const { id, name, systemName } of message.function ?? []) {
      if (names.has(idOf(id))) fail("double-id", `function ${id} stands twice`);
      names.set(idOf(id), text(name) || text(systemName));
    }
    for (const { id, mappingId, line } of message.location ?? []) {
      const key = idOf(id);
      if (key === 0) fail("dangling-id", "a location has the id 0");
      if (this.#locations.has(key)) fail("double-id", `location ${id} stands twice`);
      const module =
        idOf(mappingId) === 0
          ? 0
          : (modules.get(idOf(mappingId)) ??
            fail("dangling-id", `location ${id} names mapping ${mappingId}, which is missing`));
      const frames = Int32Array.from(line ?? [], ({ functionId }) => {
        const name = names.get(idOf(functionId));
        if (name === undefined && idOf(functionId) !== 0) {
          fail("dangling-id", `location ${id} names function ${functionId}, which is missing`);
        }
        return symbols.internString(name || "[unknown]", module);
      });
      if (frames.length === 0) this.nameless += 1;
      this.#locations.set(
        key,
        frames.length > 0 ? frames : Int32Array.of(symbols.internString("[unknown]", module)),
      );
    }
  }

  /** Puts the frames of sample `index` into `stack` and returns their number, at least 1. */
  readStack(locationIds: readonly Numeric[], index: number): number {
    let depth = 0;
    for (const id of locationIds) {
      const frames =
        (typeof id === "number" ? this.#dense[id - 1] : undefined) ??
        this.#locations.get(idOf(id)) ??
        this.#fail("dangling-id", `sample ${index + 1} names location ${id}, which is missing`);
      this.#framesLeft -= frames.length;
      if (this.#framesLeft < 0) {
        this.#fail(
          "too-many-frames",
          `the stacks up to sample ${index + 1} expand to more frames than any real profile's`,
        );
      }
      while (depth + frames.length > this.stack.length) {
        const grown = new Int32Array(this.stack.length * 2);
        grown.set(this.stack);
        this.stack = grown;
      }
      for (let i = 0; i < frames.length; i++) this.stack[depth++] = frames[i];
    }
    if (depth === 0) this.stack[depth++] = this.#symbols.internString("[unknown]", 0);
    return depth;
  }
}

// The decoder gives ids above 2^28 as bigint, which would be other keys than the same numbers.
function idOf(id: Numeric): Numeric {
  return typeof id === "bigint" && id <= Number.MAX_SAFE_INTEGER ? Number(id) : id;
}

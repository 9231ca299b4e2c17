import type { SymbolInterner } from "../model/symbol-interner.ts";
import { TextInterner } from "../model/text-interner.ts";
import { readPerfFrame } from "./perf-frame.ts";
import type { NamePlace } from "./perf-memo.ts";
import { perfModule } from "./perf-module.ts";

const UNKNOWN = Buffer.from("[unknown]");
/** Stands for the module of an inlined frame until the function around it is known. */
const INLINED = -1;

/** Turns frames into symbols. */
export class PerfFrameSymbols {
  readonly #symbols: SymbolInterner;
  readonly #dsos = new TextInterner();
  readonly #moduleOfDso: number[] = [];
  readonly #frame = { nameStart: 0, nameEnd: 0, dsoStart: 0, dsoEnd: 0 };

  constructor(symbols: SymbolInterner) {
    this.#symbols = symbols;
  }

  /** Where the frame of the last intern() was taken apart. */
  get place(): NamePlace {
    return this.#frame;
  }

  /** Returns the symbol of a sample without frames. */
  internUnknown(): number {
    return this.#symbols.intern(UNKNOWN, 0, UNKNOWN.length, 0);
  }

  /**
   * Returns the symbol of the frame whose text after the address is bytes[start .. end).
   *
   * An inlined frame names no DSO; it lies in the one of the function around it, which comes later in the stack. It is
   * returned as -2 - name.
   */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const frame = this.#frame;
    readPerfFrame(bytes, start, end, frame);
    const module = this.#internDso(bytes, frame.dsoStart, frame.dsoEnd);
    if (frame.nameEnd === frame.nameStart) {
      return this.#symbols.intern(UNKNOWN, 0, UNKNOWN.length, Math.max(module, 0));
    }
    if (module !== INLINED) return this.#symbols.intern(bytes, frame.nameStart, frame.nameEnd, module);
    return -2 - this.#symbols.internName(bytes, frame.nameStart, frame.nameEnd);
  }

  #internDso(bytes: Uint8Array, start: number, end: number): number {
    const dso = this.#dsos.intern(bytes, start, end);
    const known = this.#moduleOfDso[dso];
    if (known !== undefined) return known;
    const name = this.#dsos.at(dso);
    const module = name === "inlined" ? INLINED : this.#symbols.internModule(perfModule(name));
    this.#moduleOfDso.push(module);
    return module;
  }
}

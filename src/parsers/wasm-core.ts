// Node has it; the type library of the language, without a browser's, does not.
declare const WebAssembly:
  | {
      readonly Module: new (code: Uint8Array) => object;
      // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- who asks knows what the core exports
      readonly Instance: new <T>(
        module: object,
      ) => { readonly exports: T };
    }
  | undefined;

/** A variable that a core exports. */
export interface CoreVariable {
  readonly value: number;
}

/** What every core exports; its functions take and return places in the linear memory. */
export interface CoreMemory {
  readonly memory: { readonly buffer: ArrayBuffer };
}

/** Returns the exports of a core; throws where the engine or the processor has no 128-bit SIMD. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as above
export function instantiateCore<T extends CoreMemory>(code: Uint8Array): T {
  if (WebAssembly === undefined) throw new Error("there is no WebAssembly");
  return new WebAssembly.Instance<T>(new WebAssembly.Module(code)).exports;
}

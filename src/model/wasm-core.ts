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

/** Code of a core that the engine has compiled. */
export type CompiledCore = object;

/** Compiles a core; throws where the engine or the processor has no 128-bit SIMD. */
export function compileCore(code: Uint8Array): CompiledCore {
  if (WebAssembly === undefined) throw new Error("there is no WebAssembly");
  return new WebAssembly.Module(code);
}

/** Returns the exports of a core of its own memory, which is all zeros. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as above
export function instantiateCore<T extends CoreMemory>(compiled: CompiledCore): T {
  if (WebAssembly === undefined) throw new Error("there is no WebAssembly");
  return new WebAssembly.Instance<T>(compiled).exports;
}

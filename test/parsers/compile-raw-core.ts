import { compileCore as compileSource } from "../../scripts/compile-wasm.mjs";
import { compileCore } from "../../src/model/wasm-core.ts";
import { RawCore } from "../../src/parsers/raw-core.ts";

/** What a machine that is busy with other things may take for it. */
export const COMPILATION_MS = 60_000;

/** Compiles the core, which only a build has; returns what starts one. */
export async function compileRawCore(): Promise<() => RawCore> {
  const code = await compileSource("raw-core");
  return () => new RawCore(compileCore(code));
}

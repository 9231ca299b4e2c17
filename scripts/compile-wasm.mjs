// Compiles wasm/<name>.ts, AssemblyScript, to WebAssembly. The build puts the code into the bundle as base 64
// (perf-core.ts becomes PERF_CORE), so that there is no file to find at run time; tests and benchmarks compile it too.
import { readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { main } from "assemblyscript/asc";

const folder = fileURLToPath(new URL("../wasm", import.meta.url));

/** Returns the code of wasm/<name>.ts; throws where it does not compile. */
export async function compileCore(name) {
  const target = await mkdtemp(join(tmpdir(), "zcprof-wasm-"));
  const file = join(target, `${name}.wasm`);
  const { error } = await main([
    join(folder, `${name}.ts`),
    "--baseDir",
    "/",
    "-O3",
    "--noAssert",
    "--runtime",
    "stub",
    "--enable",
    "simd",
    "--outFile",
    file,
  ]);
  try {
    if (error !== null) throw new Error(`wasm/${name}.ts does not compile`, { cause: error });
    return await readFile(file);
  } finally {
    await rm(target, { recursive: true });
  }
}

/** Returns what esbuild's `define` wants: the code of every core under its name in capitals. */
export async function coreDefines() {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -3));
  const codes = await Promise.all(
    names.map(async (name) => JSON.stringify((await compileCore(name)).toString("base64"))),
  );
  return Object.fromEntries(names.map((name, i) => [name.toUpperCase().replaceAll("-", "_"), codes[i]]));
}

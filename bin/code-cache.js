"use strict";
/**
 * Keeps what V8 compiles of the program, so that the next start need not compile it again: two fifths of the time to start. Node's
 * own cache (module.enableCompileCache, Node 22.1) keeps what the first run of all has compiled, one command's part.
 *
 * The folder belongs to the user alone, as compiled code that somebody else can write is code that somebody else can run;
 * so not in the folder for temporary files. Where it cannot be had, the program compiles itself, as any other does.
 * NODE_DISABLE_COMPILE_CACHE=1 turns it off, as it does in Node.
 */
const fs = require("node:fs");
const Module = require("node:module");
const { homedir } = require("node:os");
const path = require("node:path");
const vm = require("node:vm");

// Two lines, filled up: V8 copies code that does not start at a whole word.
const HEAD_BYTES = 88;
const WORD_BYTES = 8;
const PAGE_BYTES = 65_536;
// The word was no command, so what has been compiled is no command's.
const REFUSED = 2;

// Every file is read into the same memory, as a page of memory that is touched first costs 4 to 16 us; it is one of WebAssembly,
// whose code adds up 600 kB faster than Node loads its zlib.
const core = startCore();

// There is none with --jitless, and where `ulimit -v` leaves no room for the 10 GB of addresses that V8 sets aside for a memory.
function startCore() {
  try {
    const code = fs.readFileSync(path.join(__dirname, "../dist/code-sum.wasm"));
    return new WebAssembly.Instance(new WebAssembly.Module(code)).exports;
  } catch {
    return null;
  }
}

/**
 * Returns the exports of `bundle`, a CommonJS file in its wrapper, with its code from the cache where it can be had. The first line of the
 * file tells its contents from all others; `command` names what is about to run, as each command compiles a part of its own. What the
 * bundle requires as `part:NAME` is the bundle NAME beside it.
 */
exports.requireCompiled = (bundle, command) => {
  // The bundle is ASCII (scripts/build.mjs), which reads fastest as one byte a letter.
  const source = core === null ? fs.readFileSync(bundle, "latin1") : readInto(bundle).latin1Slice();
  const build = source.slice(0, source.indexOf("\n"));
  const isOff = core === null || process.env.NODE_DISABLE_COMPILE_CACHE === "1";
  const folder = isOff ? null : openCacheFolder();
  const kind = `${command}-${path.basename(bundle, ".cjs")}`;
  // Versions of the program that are used side by side have a file each, by the first digits of the sum in the line.
  const sum = build.slice(3, 19);
  const file =
    folder === null ? null : path.join(folder, `${process.version}-${process.arch}-${kind}-${sum}.code`);
  const cachedData = file === null ? undefined : readCache(file, build);
  const script = new vm.Script(source, { filename: bundle, cachedData });
  if (file !== null && script.cachedDataRejected !== false) {
    // At its end, as V8 compiles a function when it is first called.
    process.on("exit", (status) => {
      if (status === REFUSED || !writeCache(file, build, script.createCachedData())) return;
      require("./old-code.js").removeOldCode(folder, kind);
    });
  }
  const module = new Module(bundle, null);
  module.filename = bundle;
  require.cache[bundle] = module;
  const parts = path.dirname(bundle);
  const requireFile = Module.createRequire(bundle);
  const requirePart = (id) => {
    if (!id.startsWith("part:")) return requireFile(id);
    const part = path.join(parts, `${id.slice("part:".length)}.cjs`);
    return require.cache[part]?.exports ?? exports.requireCompiled(part, command);
  };
  script.runInThisContext().call(module.exports, module.exports, requirePart, module, bundle, parts);
  module.loaded = true;
  return module.exports;
};

/** Returns the user's folder for compiled code, made if need be, or null where none can be had that only the user writes to. */
function openCacheFolder() {
  try {
    const { XDG_CACHE_HOME } = process.env;
    const caches =
      XDG_CACHE_HOME !== undefined && path.isAbsolute(XDG_CACHE_HOME)
        ? XDG_CACHE_HOME
        : path.join(homedir(), ".cache");
    const folder = path.join(caches, "zcprof");
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Windows keeps each user's folders from the others by itself.
    if (process.getuid === undefined) return folder;
    const { uid, mode } = fs.lstatSync(folder);
    return uid === process.getuid() && (mode & 0o022) === 0 ? folder : null;
  } catch {
    return null;
  }
}

/** Returns the memory, grown to so many bytes at least. */
function memoryFor(bytes) {
  const missing = bytes - core.memory.buffer.byteLength;
  if (missing > 0) core.memory.grow(Math.ceil(missing / PAGE_BYTES));
  return Buffer.from(core.memory.buffer);
}

/** Reads a whole file; the bytes are good until the next is read. */
function readInto(file) {
  const descriptor = fs.openSync(file, "r");
  try {
    const { size } = fs.fstatSync(descriptor);
    const memory = memoryFor(size + WORD_BYTES);
    let end = 0;
    for (let read = 1; read > 0 && end < size; end += read)
      read = fs.readSync(descriptor, memory, end, size - end);
    return memory.subarray(0, end);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Adds up [start, end) of the memory, with zeros up to a whole number of words. */
function sumUp(start, end) {
  memoryFor(end + WORD_BYTES).fill(0, end, end + WORD_BYTES);
  const words = Math.ceil((end - start) / WORD_BYTES);
  return BigInt.asUintN(64, core.sum(start, start + words * WORD_BYTES)).toString(16);
}

// A cache file is the first line of the bundle that it was made of, the sum of what V8 gave, and that. V8 refuses what another
// version or other flags made, but tells sources apart by their length alone, and a damaged byte makes it crash.
function readCache(file, build) {
  try {
    const bytes = readInto(file);
    const head = bytes.latin1Slice(0, HEAD_BYTES);
    return head === formatHead(build, sumUp(HEAD_BYTES, bytes.length))
      ? bytes.subarray(HEAD_BYTES)
      : undefined;
  } catch {
    return undefined;
  }
}

const formatHead = (build, sum) => `${build}\n${sum}\n`.padEnd(HEAD_BYTES);

// Written beside and renamed, so that nobody reads half of it. Where the disk is full, nothing is lost but the gain. Returns whether
// it is written.
function writeCache(file, build, code) {
  const draft = `${file}.${process.pid}`;
  try {
    memoryFor(code.length + WORD_BYTES).set(code);
    const head = Buffer.from(formatHead(build, sumUp(0, code.length)));
    fs.writeFileSync(draft, Buffer.concat([head, code]), { mode: 0o600 });
    fs.renameSync(draft, file);
    return true;
  } catch {
    fs.rmSync(draft, { force: true });
    return false;
  }
}

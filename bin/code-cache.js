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
const path = require("node:path");
const vm = require("node:vm");
const { crc32 } = require("node:zlib");

// Node's own modules that a start can do without are not loaded: node:module for its class, node:os for the folder that $HOME names.
const Module = module.constructor;

// Two lines, filled up: V8 copies code that does not start at a whole word.
const HEAD_BYTES = 80;
// The word was no command, so what has been compiled is no command's.
const REFUSED = 2;

// Every file is read into the same memory, as a page of memory that is touched first costs 4 to 16 us; the largest has 600 kB.
let memory = Buffer.allocUnsafeSlow(1 << 20);

/**
 * Returns the exports of `bundle`, a CommonJS file in its wrapper, with its code from the cache where it can be had. The first line of the
 * file tells its contents from all others; `command` names what is about to run, as each command compiles a part of its own. What the
 * bundle requires as `part:NAME` is the bundle NAME beside it.
 */
exports.requireCompiled = (bundle, command) => {
  // The bundle is ASCII (scripts/build.mjs), which reads fastest as one byte a letter.
  const source = readInto(bundle).latin1Slice();
  const build = source.slice(0, source.indexOf("\n"));
  const folder = process.env.NODE_DISABLE_COMPILE_CACHE === "1" ? null : openCacheFolder();
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
        : path.join(homeFolder(), ".cache");
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

/** Returns the user's folder, as os.homedir() does. */
function homeFolder() {
  const { HOME = "" } = process.env;
  return HOME !== "" && process.platform !== "win32" ? HOME : require("node:os").homedir();
}

/** Reads a whole file; the bytes are good until the next is read. */
function readInto(file) {
  const descriptor = fs.openSync(file, "r");
  try {
    const { size } = fs.fstatSync(descriptor);
    if (size > memory.length) memory = Buffer.allocUnsafeSlow(size);
    let end = 0;
    for (let read = 1; read > 0 && end < size; end += read)
      read = fs.readSync(descriptor, memory, end, size - end);
    return memory.subarray(0, end);
  } finally {
    fs.closeSync(descriptor);
  }
}

// A cache file is the first line of the bundle that it was made of, the CRC of what V8 gave, and that. V8 refuses what another
// version or other flags made, but tells sources apart by their length alone, and a damaged byte makes it crash.
function readCache(file, build) {
  try {
    const bytes = readInto(file);
    const code = bytes.subarray(HEAD_BYTES);
    return bytes.latin1Slice(0, HEAD_BYTES) === formatHead(build, code) ? code : undefined;
  } catch {
    return undefined;
  }
}

const formatHead = (build, code) => `${build}\n${crc32(code).toString(16)}\n`.padEnd(HEAD_BYTES);

// Written beside and renamed, so that nobody reads half of it. Where the disk is full, nothing is lost but the gain. Returns whether
// it is written.
function writeCache(file, build, code) {
  const draft = `${file}.${process.pid}`;
  try {
    fs.writeFileSync(draft, Buffer.concat([Buffer.from(formatHead(build, code)), code]), { mode: 0o600 });
    fs.renameSync(draft, file);
    return true;
  } catch {
    fs.rmSync(draft, { force: true });
    return false;
  }
}

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
const { crc32 } = require("node:zlib");

const NEWLINE = 10;
// The word was no command, so what has been compiled is no command's.
const REFUSED = 2;

/**
 * Returns the exports of `bundle`, a CommonJS file in its wrapper, with its code from the cache where it can be had. The first line of the
 * file tells its contents from all others; `command` names what is about to run, as each command compiles a part of its own.
 */
exports.requireCompiled = (bundle, command) => {
  // The bundle is ASCII (scripts/build.mjs), which reads fastest as one byte a letter.
  const source = fs.readFileSync(bundle, "latin1");
  const build = source.slice(0, source.indexOf("\n"));
  const folder = process.env.NODE_DISABLE_COMPILE_CACHE === "1" ? null : openCacheFolder();
  const file =
    folder === null ? null : path.join(folder, `${process.version}-${process.arch}-${command}.code`);
  const cachedData = file === null ? undefined : readCache(file, build);
  const script = new vm.Script(source, { filename: bundle, cachedData });
  if (file !== null && script.cachedDataRejected !== false) {
    // At its end, as V8 compiles a function when it is first called.
    process.on("exit", (status) => {
      if (status !== REFUSED) writeCache(file, build, script.createCachedData());
    });
  }
  const module = new Module(bundle, null);
  module.filename = bundle;
  require.cache[bundle] = module;
  script
    .runInThisContext()
    .call(module.exports, module.exports, Module.createRequire(bundle), module, bundle, path.dirname(bundle));
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

// A cache file is the first line of the bundle that it was made of, the CRC-32 of what V8 gave, and that. V8 refuses what another
// version or other flags made, but tells sources apart by their length alone, and a damaged byte makes it crash.
function readCache(file, build) {
  try {
    const bytes = fs.readFileSync(file);
    const lineEnd = bytes.indexOf(NEWLINE);
    const sumEnd = bytes.indexOf(NEWLINE, lineEnd + 1);
    const code = bytes.subarray(sumEnd + 1);
    const isWhole =
      bytes.toString("latin1", 0, lineEnd) === build &&
      bytes.toString("latin1", lineEnd + 1, sumEnd) === String(crc32(code));
    return isWhole ? code : undefined;
  } catch {
    return undefined;
  }
}

// Written beside and renamed, so that nobody reads half of it. Where the disk is full, nothing is lost but the gain.
function writeCache(file, build, code) {
  const draft = `${file}.${process.pid}`;
  try {
    fs.writeFileSync(draft, Buffer.concat([Buffer.from(`${build}\n${crc32(code)}\n`), code]), {
      mode: 0o600,
    });
    fs.renameSync(draft, file);
  } catch {
    fs.rmSync(draft, { force: true });
  }
}

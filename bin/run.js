#!/usr/bin/env node
"use strict";
const { existsSync } = require("node:fs");
const path = require("node:path");
const { requireCompiled } = require("./code-cache.js");

const READING = ["convert", "diff", "groups", "readprofile", "share", "show", "subtract"];

// oclif warns on Node 20, on which zcprof is tested as well; the check also costs 11 ms.
process.env.OCLIF_DISABLE_ENGINE_WARNING = "1";
// It would look for colours in a file of the user's.
process.env.ZCPROF_DISABLE_THEME = "1";
// Once nothing is left to do and all is written. Leaving by itself Node gives back each page of its heap first: 8 ms.
process.on("beforeExit", () => process.exit());
const root = path.join(__dirname, "..");
const words = process.argv.slice(2);
const [first = ""] = words;
const command = /^[a-z]+$/.test(first) ? first : "none";
// Commands that read profiles are over before V8's threads have compiled the loops that are hot in them: those are compiled at once.
// (That functions are, too, cannot be set once V8 runs.) And a function that is hot at the same time as what calls it is compiled
// with each of its callers: where only small ones are (V8's own limit is 460 bytes of bytecode), a diff takes 6 % less CPU, show
// 13 %. What works on for seconds, as simulate does, gains nothing; selftest takes 6 % more.
if (READING.includes(command)) {
  require("node:v8").setFlagsFromString("--no-concurrent-osr --max-inlined-bytecode-size=100");
}
const bundle = path.join(root, "dist/zcprof.cjs");
if (existsSync(bundle)) {
  const ended = requireCompiled(bundle, command).main(words, root);
  // Most commands are over before the event loop begins, which would first collect what is young of the heap: 3 ms.
  ended.then(() => process.nextTick(leaveIfIdle));
} else {
  process.stderr.write(
    `error[install/not-built]: ${bundle} is missing: zcprof has not been built\n` +
      `  hint: run npm run build in ${root} (npm ci installs what it needs, and builds)\n`,
  );
  process.exitCode = 70;
}

function leaveIfIdle() {
  if (process.getActiveResourcesInfo().length === 0) process.exit();
}

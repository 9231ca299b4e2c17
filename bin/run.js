#!/usr/bin/env node
"use strict";
const { existsSync } = require("node:fs");
const path = require("node:path");
const { requireCompiled } = require("./code-cache.js");

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
// A comparison is over before V8's threads have compiled what is hot in it: compiled at once, it takes a tenth less time and a
// sixth less CPU on Node 20, and a twentieth less CPU on 22, 24 and 26. Other commands gain nothing.
if (command === "diff") {
  require("node:v8").setFlagsFromString("--no-concurrent-recompilation --no-concurrent-osr");
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

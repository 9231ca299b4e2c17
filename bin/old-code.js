"use strict";
/**
 * Removes compiled code that other builds and other versions of Node have left. In a file of its own, as only a run that has
 * written code needs it: a start that finds its code does not even read this.
 */
const fs = require("node:fs");
const path = require("node:path");

// Of each part and command. Versions that are used in turn must not remove each other's code at each start, and what is read is not
// marked as used, as that would cost each start: so more are kept than are likely to be used in turn.
const MOST_KEPT = 6;
// Such a draft was left by a run that was killed: it is written in milliseconds.
const OLD_DRAFT_MS = 3_600_000;

/**
 * Keeps the files of `kind` (COMMAND-PART) in `folder` that were written last, and removes the older ones and what runs that were
 * killed left of such; only plain files of exactly the name that code-cache.js gives. What cannot be removed stays.
 */
exports.removeOldCode = (folder, kind) => {
  const name = new RegExp(String.raw`^v\d[\w.+-]*-${kind}-[0-9a-f]{16}\.code(\.\d+)?$`);
  try {
    const kept = [];
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const [match, draft] = name.exec(entry.name) ?? [];
      if (match === undefined || !entry.isFile()) continue;
      const file = path.join(folder, match);
      const { mtimeMs } = fs.lstatSync(file);
      if (draft === undefined) kept.push({ file, mtimeMs });
      else if (mtimeMs < Date.now() - OLD_DRAFT_MS) fs.rmSync(file, { force: true });
    }
    kept.sort((a, b) => b.mtimeMs - a.mtimeMs);
    for (const { file } of kept.slice(MOST_KEPT)) fs.rmSync(file, { force: true });
  } catch {
    // Another run may be removing the same files, and a folder may refuse it: nothing is lost.
  }
};

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "./spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-bisect-"));
const repository = join(folder, "repository");
const bin = join(folder, "bin");
mkdirSync(repository);
mkdirSync(bin);

function git(...args: readonly string[]): string {
  return execFileSync("git", args, {
    cwd: repository,
    encoding: "utf8",
    env: {
      PATH: `${bin}:${process.env["PATH"] ?? ""}`,
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_NAME: "a",
      GIT_AUTHOR_EMAIL: "a@example.org",
      GIT_COMMITTER_NAME: "a",
      GIT_COMMITTER_EMAIL: "a@example.org",
    },
  });
}

function writeScript(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

/** Takes the script of docs/ci.md, which tests must not let grow old. */
function readRecipe(): string {
  const text = readFileSync(join(ROOT, "docs/ci.md"), "utf8");
  const [, script] = /```sh\n(#!\/bin\/sh\n# bisect-step[\s\S]*?)```/.exec(text) ?? [];
  return script;
}

// Ticks of copy_page in the five runs of each commit: it rises with the sixth. The runs of the fourth, where bisect starts,
// vary so much that nobody can say; the third does not build.
const COMMITS = [
  [1000, 1010, 990, 1005, 995],
  [1002, 1008, 992, 1004, 996],
  null,
  [400, 2000, 900, 1500, 700],
  [999, 1009, 993, 1003, 997],
  [1300, 1310, 1290, 1305, 1295],
  [1299, 1311, 1292, 1304, 1296],
];

it("git bisect run finds the commit with the recipe of docs/ci.md, and skips what is undecided", () => {
  writeScript(join(bin, "zcprof"), `#!/bin/sh\nexec "${process.execPath}" "${ROOT}/bin/run.js" "$@"\n`);
  git("init", "-q", "-b", "main");
  const build =
    "#!/bin/sh\ntest -s ticks || exit 1\ni=0\nfor t in $(cat ticks); do i=$((i+1)); " +
    'printf "copy_page %d\\nkfree 1000\\n" "$t" > "next_$i.txt"; done\n';
  writeScript(join(repository, "build-and-profile"), build);
  const ids = COMMITS.map((ticks, i) => {
    writeFileSync(join(repository, "ticks"), ticks === null ? "" : ticks.join(" "));
    writeFileSync(join(repository, "number"), String(i + 1));
    git("add", "build-and-profile", "ticks", "number");
    git("commit", "-q", "-m", `commit ${i + 1}`);
    return git("rev-parse", "HEAD").trim();
  });
  COMMITS[0]?.forEach((ticks, i) => {
    writeFileSync(join(folder, `good_${i + 1}.txt`), `copy_page ${ticks}\nkfree 1000\n`);
  });
  const step = join(folder, "bisect-step");
  writeScript(step, readRecipe().replace("/tmp/good_", `${folder}/good_`));

  git("bisect", "start", ids[6], ids[0]);
  const said = git("bisect", "run", step);
  const log = git("bisect", "log");
  expect(said).toContain(`${ids[5]} is the first bad commit`);
  expect(log).toContain(`# skip: [${ids[3]}]`);
});

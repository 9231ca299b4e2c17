import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, it } from "vitest";
import {
  closeTerminal,
  folder,
  hasTmux,
  openTerminal,
  press,
  tmux,
  waitFor,
} from "../../ui/open-terminal.ts";
import { spawnZcprof } from "../spawn-zcprof.ts";

const full = process.env["ZCPROF_FULL"] === "1";
const hasShell = (name: string): boolean => full || spawnSync(name, ["--version"]).status === 0;

// What is typed before the tab, and what stands there then. The words are of the README and of the mail.
const TYPED = [
  ["zcprof dif", "zcprof diff "],
  ["zcprof diff --expl", "zcprof diff --explain "],
  ["zcprof show example:mail --format ma", "zcprof show example:mail --format markdown "],
  ["zcprof diff --json --format=ma", "zcprof diff --json --format=markdown "],
  ["zcprof show sim:sg-ch", "zcprof show sim:sg-choose "],
  // Not example:ma, behind whose colon fish looks for files as well: there is man/.
  ["zcprof diff example:mai", "zcprof diff example:mail "],
  ["zcprof show LIC", "zcprof show LICENSE "],
  ["zcprof convert LICENSE --from perf-s", "zcprof convert LICENSE --from perf-script "],
  ["zcprof simulate sg-cs", "zcprof simulate sg-csum"],
  ["zcprof simulate --machine mendo", "zcprof simulate --machine mendocino500 "],
  ["zcprof sweep mer", "zcprof sweep merge "],
  ["zcprof sweep merge LICENSE --ch", "zcprof sweep merge LICENSE --chart "],
  ["zcprof show -o LIC", "zcprof show -o LICENSE "],
  ["zcprof diff --without group:id", "zcprof diff --without group:idle "],
  ["zcprof share example:mail --group dri", "zcprof share example:mail --group driver "],
  ["zcprof readprofile --map", "zcprof readprofile --mapfile "],
  ["zcprof diff --outp", "zcprof diff --output "],
  ["zcprof completion fi", "zcprof completion fish "],
] as const;

const SHELLS = {
  bash: (script: string) => `bash --noprofile --rcfile ${script} -i`,
  zsh: () => `ZDOTDIR=${folder} zsh -d -i`,
  fish: (script: string) => `HOME=${folder} XDG_CONFIG_HOME=${folder} fish --private -C 'source ${script}'`,
} as const;

for (const shell of ["bash", "zsh", "fish"] as const) {
  describe.skipIf(!hasTmux || !hasShell(shell))(`in a real ${shell}, the tab key`, () => {
    afterEach(closeTerminal);

    it("completes commands, flags, values, sources and files", async () => {
      const { stdout } = await spawnZcprof(["completion", shell]);
      const script = join(folder, `completion.${shell}`);
      writeFileSync(script, stdout);
      writeFileSync(
        join(folder, ".zshrc"),
        `PS1='$ '; autoload -Uz compinit; compinit -u -D; source ${join(folder, "completion.zsh")}\n`,
      );
      openTerminal(SHELLS[shell](script), 100, 50);
      await waitFor((text) => /[$>#] *$/m.test(text.trimEnd()));
      for (const [typed, expected] of TYPED) {
        press("C-u");
        tmux("send-keys", "-t", "it", "-l", typed);
        await waitFor((text) => text.includes(typed));
        press("Tab");
        // A character behind shows whether the word is finished: it stands behind a space then, in zsh also behind =.
        press("x");
        const ends = [`${expected}x`, `${expected.trimEnd()}=x`];
        const isDone = (shown: string): boolean => ends.some((end) => shown.includes(end));
        await waitFor((shown) => isDone(shown));
      }
    });
  });
}

import { Args } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { completeBash } from "../cli/completion/bash.ts";
import { completeFish } from "../cli/completion/fish.ts";
import { listEntries } from "../cli/completion/list-entries.ts";
import { completeZsh } from "../cli/completion/zsh.ts";
import { readDescribedConfig } from "../cli/described-config.ts";
import { writeOutput } from "../cli/standard-streams.ts";

const SHELLS = { bash: completeBash, zsh: completeZsh, fish: completeFish } as const;
const NAMES = ["bash", "zsh", "fish"] as const;

export default class Completion extends BaseCommand {
  static override summary = "A script that completes commands, flags and values in a shell.";
  static override description =
    "Put the output where your shell looks for it. bash: source <(zcprof completion bash) in ~/.bashrc. zsh: a file _zcprof in a " +
    "folder of $fpath. fish: ~/.config/fish/completions/zcprof.fish. The script asks no program at each key.";
  static override examples = [
    "<%= config.bin %> completion bash > ~/.local/share/bash-completion/completions/zcprof",
    "<%= config.bin %> completion zsh > ~/.zfunc/_zcprof",
    "<%= config.bin %> completion fish > ~/.config/fish/completions/zcprof.fish",
  ];

  static override args = {
    shell: Args.string({ required: true, ignoreStdin: true, options: [...NAMES], description: "The shell." }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    const { commands } = await readDescribedConfig(this.config.root);
    const shell = NAMES.find((name) => name === args.shell) ?? "bash";
    await writeOutput(SHELLS[shell](listEntries(commands)));
  }
}

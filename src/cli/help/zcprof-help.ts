import { type Command, type CommandHelp, type Config, Help } from "@oclif/core";
import { terminalOf } from "../standard-streams.ts";
import { describeTerminal } from "../terminal.ts";
import { ZcprofCommandHelp } from "./command-help.ts";
import { printPaged } from "./pager.ts";

// Longer lines are hard to read.
const WIDEST = 100;

/** oclif's help in fewer lines, none wider than the terminal; what does not fit on it is paged. */
class ZcprofHelp extends Help {
  protected override CommandHelpClass: typeof CommandHelp = ZcprofCommandHelp;
  #text = "";

  constructor(config: Config) {
    const { width } = describeTerminal({ toFile: false }, process.env, terminalOf("stdout"));
    super(config, { maxWidth: Math.min(width, WIDEST), flagSortOrder: "none" });
  }

  /** Prints what was gathered. */
  async print(): Promise<void> {
    await printPaged(`${this.#text.trimEnd()}\n`);
  }

  protected override log(...lines: string[]): void {
    this.#text += `${lines.join(" ")}\n`;
  }

  // One line a command, so that all of it fits on 24 rows of 80 columns, with the line that was typed and the next prompt.
  protected override async showRootHelp(): Promise<void> {
    const { name, version } = this.config;
    const rows = this.sortedCommands.map(({ id, summary }) => [id.replaceAll(":", " "), summary]);
    this.log(`${name} ${version}: compares profiles, and can be trusted`);
    this.log(`USAGE: ${name} COMMAND [SOURCE...] [FLAGS]; ${name} COMMAND --help says more\n`);
    this.log(`  ${this.renderList(rows, { indentation: 2 }).replaceAll("\n", "\n  ")}`);
  }

  protected override summary(command: Command.Loadable): string | undefined {
    return command.summary === undefined ? undefined : this.wrap(command.summary, 0);
  }
}

/** Prints the help that a command line asks for. */
export async function showHelp(argv: string[], config: Config): Promise<void> {
  const help = new ZcprofHelp(config);
  await help.showHelp(argv);
  await help.print();
}

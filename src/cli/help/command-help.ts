import { type Command, CommandHelp } from "@oclif/core";

/** Help of one command: a short usage, examples before flags, and no line wider than the terminal. */
export class ZcprofCommandHelp extends CommandHelp {
  // All flags once more in brackets are ten lines that nobody reads.
  protected override defaultUsage(): string {
    const { args, flags, id, strict } = this.command;
    const more = strict === false ? "..." : "";
    const words = Object.values(args).map(({ name, required }) => {
      const word = `${name.toUpperCase()}${more}`;
      return required ? word : `[${word}]`;
    });
    const typed = Object.values(flags).filter((flag) => flag.type === "option" && flag.required);
    const required = typed.map((flag) => this.flagHelpLabel(flag).trim().replace("=", " "));
    const hasMore = Object.keys(flags).length > required.length;
    return [id, ...words, ...required, ...(hasMore ? ["[FLAGS]"] : [])].join(" ");
  }

  // Values that are allowed as running text, which can be broken into lines.
  protected override flags(flags: Command.Flag.Any[]): ReturnType<CommandHelp["flags"]> {
    return super
      .flags(flags)
      ?.map(([label, text]) => [
        label,
        text?.replace(/\n<options: (.*)>$/, (_, list: string) => ` One of ${list.replaceAll("|", ", ")}.`),
      ]);
  }

  // The summary stands above already.
  protected override description(): string | undefined {
    const { description } = this.command;
    return description === undefined ? undefined : this.wrap(description);
  }

  protected override examples(examples: Command.Example[] | string | undefined): string | undefined {
    if (!Array.isArray(examples)) return undefined;
    const width = this.opts.maxWidth - 2 * this.indentSpacing;
    const lines = examples.map((example) => (typeof example === "string" ? example : example.command));
    return lines.map((line) => foldCommand(`$ ${this.render(line)}`, width)).join("\n");
  }

  protected override sections(): ReturnType<CommandHelp["sections"]> {
    const sections = super.sections();
    return sections.filter((section) => rank(section) >= 0).sort((a, b) => rank(a) - rank(b));
  }
}

const ORDER = ["USAGE", "ARGUMENTS", "DESCRIPTION", "EXAMPLES", "FLAGS"];
const rank = ({ header }: { readonly header: string }): number => ORDER.indexOf(header);

// Words of a shell, a flag with its value: what is quoted stays whole.
const WORD = /(?:--?[\w-]+ (?!-))?(?:'[^']*'|"[^"]*"|\S)+/g;

/** Breaks a command line between words, as a shell takes it. */
function foldCommand(line: string, width: number): string {
  const lines: string[] = [];
  let last = "";
  for (const word of line.match(WORD) ?? []) {
    const longer = last === "" ? word : `${last} ${word}`;
    if (last !== "" && longer.length > width - 2) {
      lines.push(`${last} \\`);
      last = `    ${word}`;
    } else {
      last = longer;
    }
  }
  return [...lines, last].join("\n");
}

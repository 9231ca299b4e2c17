import { type Entry, entriesBelow, lastWord, type Option, type Values } from "./entry.ts";

/** Returns the script that completes zcprof in fish 3. */
export function completeFish(entries: readonly Entry[]): string {
  const top = entries.filter(({ name }) => !name.includes(" "));
  const pairs = entries.filter(({ name }) => name.includes(" ")).map(({ name }) => quoteFish(name));
  const lines = entries.flatMap((entry) => [
    ...entry.options.map((option) => complete(entry.name, describeOption(option))),
    ...describeOperands(entry.operands).map((words) => complete(entry.name, words)),
    ...entriesBelow(entries, entry.name).map((below) => complete(entry.name, describeCommand(below))),
  ]);
  return `# Completion of zcprof for fish, made by \`zcprof completion fish\`.

# Whether the words before the cursor are those of this command, "" for none.
function __zcprof_is
    set -l words (commandline -opc) ''
    set -l command $words[2]
    if contains -- "$command $words[3]" ${pairs.join(" ")}
        set command "$command $words[3]"
    end
    test "$command" = "$argv[1]"
end

complete -c zcprof -f
${complete("", `-l help -d ${quoteFish("Show help.")}`)}
${complete("", `-l version -d ${quoteFish("Show the version.")}`)}
${top.map((entry) => complete("", describeCommand(entry))).join("\n")}
${lines.join("\n")}
`;
}

function complete(command: string, what: string): string {
  return `complete -c zcprof -n ${quoteFish(`__zcprof_is ${quoteFish(command)}`)} ${what}`;
}

function describeCommand(entry: Entry): string {
  return `-a ${quoteFish(lastWord(entry))} -d ${quoteFish(entry.summary)}`;
}

function describeOption({ names, summary, values }: Option): string {
  const spelled = names.map((name) =>
    name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
  );
  return [
    ...spelled,
    ...(values === null ? [] : ["-r", ...describeValues(values)]),
    `-d ${quoteFish(summary)}`,
  ].join(" ");
}

function describeOperands(values: Values): string[] {
  return values.files || values.words.length > 0 ? [describeValues(values).join(" ")] : [];
}

function describeValues({ words, files }: Values): string[] {
  return [files ? "-F" : "-f", ...(words.length > 0 ? [`-a ${quoteFish(words.join(" "))}`] : [])];
}

// Between single quotes fish knows two escapes.
function quoteFish(text: string): string {
  return `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;
}

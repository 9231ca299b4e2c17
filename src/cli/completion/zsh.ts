import { quoteShell } from "../../text/quote-shell.ts";
import { type Entry, entriesBelow, lastWord, type Option, type Values } from "./entry.ts";

// An action of _arguments that offers nothing.
const NOTHING = " ";

/** Returns the script that completes zcprof in zsh: a file of the fpath, or to be sourced after compinit. */
export function completeZsh(entries: readonly Entry[]): string {
  const offers = new Map<string, string>();
  const action = (values: Values): string => {
    const body = offer(values);
    if (body === "") return NOTHING;
    if (!offers.has(body)) offers.set(body, `_zcprof_values_${offers.size + 1}`);
    return offers.get(body) ?? "";
  };
  const cases = entries.map((entry) => {
    const operands = action(entry.operands);
    const specs = [
      ...entry.options.map((option) => describeOption(option, action)),
      // An argument that nothing is offered for would keep flags from being put in.
      ...(operands === NOTHING ? [] : [`'*:argument:${operands}'`]),
    ];
    const below = entriesBelow(entries, entry.name);
    return `    ${quoteShell(entry.name)})
${below.length === 0 ? "" : `      ((CURRENT == 2)) && ${describeCommands(below)}\n`}      _arguments -s -S : \\
        ${specs.join(" \\\n        ")}
      ;;`;
  });
  const functions = [...offers].map(([body, name]) => `${name}() {\n${body}\n}`);
  const pairs = entries.filter(({ name }) => name.includes(" ")).map(({ name }) => name.replace(" ", "/"));
  return `#compdef zcprof
# Completion of zcprof for zsh, made by \`zcprof completion zsh\`.

_zcprof_commands() {
  local -a entries
  entries=("$@")
  _describe -t commands command entries
}

${functions.join("\n\n")}

_zcprof() {
  if ((CURRENT == 2)); then
    if [[ $PREFIX == -* ]]; then
      compadd -- --help --version
    else
      ${describeCommands(entries.filter(({ name }) => !name.includes(" ")))}
    fi
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  if ((CURRENT > 2)) && [[ ' ${pairs.join(" ")} ' == *" $command/$words[2] "* ]]; then
    command="$command $words[2]"
    shift words
    ((CURRENT--))
  fi
  case $command in
${cases.join("\n")}
  esac
}

if [[ $funcstack[1] == _zcprof ]]; then
  _zcprof "$@"
else
  compdef _zcprof zcprof
fi
`;
}

function describeCommands(entries: readonly Entry[]): string {
  return `_zcprof_commands ${entries.map((entry) => quoteShell(`${lastWord(entry)}:${entry.summary}`)).join(" ")}`;
}

// A word that ends in = or : is not finished, so that no space follows it.
function offer({ words, files }: Values): string {
  const open = words.filter((word) => /[:=]$/.test(word));
  const whole = words.filter((word) => !open.includes(word));
  const lines = [
    ...(whole.length > 0 ? [`  compadd -- ${whole.map(quoteShell).join(" ")}`] : []),
    ...(open.length > 0 ? [`  compadd -S '' -- ${open.map(quoteShell).join(" ")}`] : []),
    ...(files ? ["  _files"] : []),
  ];
  return lines.join("\n");
}

function describeOption(
  { isRepeatable, names, summary, values }: Option,
  action: (values: Values) => string,
): string {
  const text = `[${summary.replace(/[\][:\\]/g, String.raw`\$&`)}]${values === null ? "" : `:value:${action(values)}`}`;
  const spelled = names.map((name) => (values !== null && name.startsWith("--") ? `${name}=` : name));
  const others = isRepeatable ? "*" : names.length > 1 ? `(${names.join(" ")})` : "";
  if (spelled.length === 1) return quoteShell(`${others}${spelled[0]}${text}`);
  return `${quoteShell(others)}{${spelled.join(",")}}${quoteShell(text)}`;
}

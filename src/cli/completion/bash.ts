import { quoteShell } from "../../text/quote-shell.ts";
import { type Entry, entriesBelow, lastWord, type Values } from "./entry.ts";

/** Returns the script that completes zcprof in bash. */
export function completeBash(entries: readonly Entry[]): string {
  const values = new Map<string, string[]>();
  const add = (key: string, of: Values): void => {
    const action = `words=${quoteShell(of.words.join(" "))} files=${of.files ? 1 : "''"}`;
    values.set(action, [...(values.get(action) ?? []), quoteShell(key)]);
  };
  for (const entry of entries) {
    const { name, operands, options } = entry;
    add(`${name} `, {
      ...operands,
      words: [...operands.words, ...entriesBelow(entries, name).map(lastWord)],
    });
    for (const option of options)
      for (const flag of option.names) if (option.values !== null) add(`${name} ${flag}`, option.values);
  }
  const cases = [...values].map(([action, keys]) => `    ${keys.join("|")}) ${action} ;;`);
  const flags = entries.map(
    ({ name, options }) =>
      `    ${quoteShell(name)}) words=${quoteShell(options.map(({ names }) => names[0]).join(" "))} ;;`,
  );
  const top = entries.filter(({ name }) => !name.includes(" ")).map(({ name }) => name);
  const below = entries.filter(({ name }) => name.includes(" ")).map(({ name }) => name);
  return `# Completion of zcprof for bash, made by \`zcprof completion bash\`.

# Sets words and files to what may stand behind flag $2 of command $1, or for its arguments where $2 is empty.
_zcprof_values() {
  case "$1 $2" in
${cases.join("\n")}
    *) return 1 ;;
  esac
}

_zcprof_flags() {
  case "$1" in
${flags.join("\n")}
    *) words='--help --version' ;;
  esac
}

_zcprof() {
  local line=\${COMP_LINE:0:COMP_POINT} cur='' command='' flag='' lead='' operands=0 words='' files='' word i count
  local -a typed
  read -ra typed <<<"$line"
  count=\${#typed[@]}
  if [[ $line != *[[:space:]] ]]; then
    count=$((count - 1))
    cur=\${typed[count]}
  fi
  for ((i = 1; i < count; i++)); do
    word=\${typed[i]}
    if [[ -n $flag ]]; then
      flag=''
    elif [[ $word == -- ]]; then
      compopt -o default 2>/dev/null
      COMPREPLY=()
      return
    elif [[ $word == -?* ]]; then
      [[ $word != *=* ]] && _zcprof_values "$command" "$word" && flag=$word
    elif [[ -z $command ]]; then
      command=$word
    elif [[ $operands == 0 && ' ${below.map((name) => name.replace(" ", "/")).join(" ")} ' == *" $command/$word "* ]]; then
      command="$command $word"
    else
      operands=$((operands + 1))
    fi
  done
  words='' files=''
  if [[ -n $flag ]]; then
    _zcprof_values "$command" "$flag"
  elif [[ $cur == --*=* ]]; then
    lead=\${cur%%=*}=
    _zcprof_values "$command" "\${cur%%=*}"
  elif [[ $cur == -?* ]]; then
    _zcprof_flags "$command"
  elif [[ -z $command ]]; then
    words=${quoteShell(top.join(" "))}
  else
    _zcprof_values "$command" ''
  fi
  # readline replaces only what stands behind the last of its break characters.
  local typedValue=\${cur#"$lead"} cut='' piece mark
  for mark in : =; do
    if [[ $COMP_WORDBREAKS == *"$mark"* && $cur == *"$mark"* ]]; then
      piece=\${cur%"\${cur##*"$mark"}"}
      ((\${#piece} > \${#cut})) && cut=$piece
    fi
  done
  COMPREPLY=()
  while IFS= read -r word; do
    [[ -n $word ]] || continue
    word=$lead$word
    COMPREPLY+=("\${word#"$cut"}")
  done < <(
    compgen -W "$words" -- "$typedValue"
    [[ -n $files ]] && compgen -f -- "$typedValue"
  )
  [[ -n $files ]] && compopt -o filenames 2>/dev/null
  [[ \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == *[:=] ]] && compopt -o nospace 2>/dev/null
  return 0
}

complete -F _zcprof zcprof
`;
}

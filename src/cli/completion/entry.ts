/** What may stand for a value. */
export interface Values {
  readonly words: readonly string[];
  readonly files: boolean;
}

/** A flag: how it is written (`--output`, `-o`), and its values, or null where it takes none. */
export interface Option {
  readonly names: readonly string[];
  readonly summary: string;
  readonly values: Values | null;
  readonly isRepeatable: boolean;
}

/** A command as completion sees it; `name` is `sweep merge` for a command below another. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly Option[];
  readonly operands: Values;
}

/** Returns the entries that stand below another one, `sweep merge` for `sweep`. */
export function entriesBelow(entries: readonly Entry[], name: string): readonly Entry[] {
  return entries.filter((entry) => entry.name.startsWith(`${name} `));
}

/** Returns the last word of an entry's name. */
export function lastWord({ name }: Entry): string {
  return name.slice(name.lastIndexOf(" ") + 1);
}

/** Splits a command line of an example into words as a shell does, and keeps what belongs to zcprof. */
export function zcprofWords(example: string): string[] {
  const words = [...example.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word);
  const start = words.indexOf("zcprof");
  const rest = words.slice(start + 1);
  const end = rest.findIndex((word) => word === "|" || word === ">");
  const own = end < 0 ? rest : rest.slice(0, end);
  return own.map((word) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, "$1$2"));
}

/** What the place that results go to can show. */
export interface Terminal {
  readonly width: number;
  readonly color: boolean;
  readonly unicode: boolean;
}

const DEFAULT_WIDTH = 80;
const NARROWEST = 40;

export interface TerminalWishes {
  readonly width?: number | undefined;
  readonly color?: "auto" | "always" | "never" | undefined;
  /** True when the result goes to a file. */
  readonly toFile: boolean;
}

/** Decides width, colour and characters from flags, environment and the terminal, null for none; flags win over the environment. */
export function describeTerminal(
  wishes: TerminalWishes,
  env: Readonly<Record<string, string | undefined>>,
  stdout: { readonly columns?: number } | null,
): Terminal {
  const screen = stdout !== null && !wishes.toFile;
  const stated = Number(env["COLUMNS"]);
  const columns = Number.isInteger(stated) && stated > 0 ? stated : screen ? stdout.columns : undefined;
  return {
    width: Math.max(NARROWEST, wishes.width ?? columns ?? DEFAULT_WIDTH),
    color: wantsColor(wishes, env, screen),
    unicode: speaksUnicode(env),
  };
}

// NO_COLOR (no-color.org): any value that is not empty; FORCE_COLOR: as in Node, 0 and false switch off.
function wantsColor(
  wishes: TerminalWishes,
  env: Readonly<Record<string, string | undefined>>,
  screen: boolean,
): boolean {
  if (wishes.color === "always") return true;
  if (wishes.color === "never") return false;
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return screen && env["TERM"] !== "dumb";
}

// Only a locale that says so is not UTF-8; where nothing is said (containers, services) the reader nearly always is.
function speaksUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "UTF-8";
  return /utf-?8/.test(locale.toLowerCase());
}

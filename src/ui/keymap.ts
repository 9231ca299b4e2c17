import type { View } from "./dashboard-state.ts";

/** What a key does. */
export type Command =
  | "quit"
  | "help"
  | "view-profile"
  | "view-diff"
  | "view-simulator"
  | "view-live"
  | "pane-next"
  | "pane-previous"
  | "down"
  | "up"
  | "page-down"
  | "page-up"
  | "first"
  | "last"
  | "open"
  | "close"
  | "search"
  | "match-next"
  | "match-previous"
  | "filter"
  | "sort"
  | "choose-source"
  | "choose-base"
  | "swap"
  | "choice-next"
  | "choice-previous"
  | "run"
  | "compare-measured"
  | "compare-simulated"
  | "pause"
  | "reset"
  | "save";

export interface Binding {
  readonly command: Command;
  /** Names as `nameKeys` gives them; the first one stands in the help line. */
  readonly keys: readonly string[];
  /** One phrase for the list of keys. */
  readonly help: string;
  /** A word or two for the help line; left out of it where missing. */
  readonly short?: string;
  /** Views in which it means something; all where missing. */
  readonly views?: readonly View[];
}

/** The one keymap: the help line, the list of keys and the reducer all read it. */
export const KEYMAP: readonly Binding[] = [
  { command: "run", keys: ["r"], help: "run the simulation; stop it", short: "run", views: ["simulator"] },
  {
    command: "choice-next",
    keys: ["+", "right", "l"],
    help: "in the setup: next choice",
    short: "change",
    views: ["simulator"],
  },
  {
    command: "choice-previous",
    keys: ["-", "left", "h"],
    help: "in the setup: previous choice",
    views: ["simulator"],
  },
  {
    command: "compare-measured",
    keys: ["c"],
    help: "compare the simulated profile with the first measured one",
    short: "compare",
    views: ["simulator"],
  },
  {
    command: "compare-simulated",
    keys: ["v"],
    help: "compare it with the simulation before",
    views: ["simulator"],
  },
  { command: "pause", keys: ["p"], help: "pause and go on", short: "pause", views: ["live"] },
  { command: "reset", keys: ["z"], help: "forget all intervals", short: "reset", views: ["live"] },
  { command: "save", keys: ["w"], help: "write the last interval to a file", short: "save", views: ["live"] },
  { command: "down", keys: ["down", "j"], help: "next row" },
  { command: "up", keys: ["up", "k"], help: "previous row" },
  { command: "page-down", keys: ["pagedown", "space", "ctrl-f", "ctrl-d"], help: "next page" },
  { command: "page-up", keys: ["pageup", "ctrl-b", "ctrl-u"], help: "previous page" },
  { command: "first", keys: ["home", "g"], help: "first row" },
  { command: "last", keys: ["end", "G"], help: "last row" },
  { command: "pane-next", keys: ["tab", "right", "l"], help: "next pane", short: "pane" },
  { command: "pane-previous", keys: ["shift-tab", "left", "h"], help: "previous pane" },
  {
    command: "open",
    keys: ["return"],
    help: "details of the row, with its formulas",
    short: "details",
    views: ["diff"],
  },
  { command: "search", keys: ["/"], help: "search a name", short: "search" },
  { command: "match-next", keys: ["n"], help: "next match" },
  { command: "match-previous", keys: ["N"], help: "previous match" },
  {
    command: "filter",
    keys: ["f"],
    help: "show only symbols that match an expression",
    short: "filter",
    views: ["profile", "diff", "live"],
  },
  {
    command: "sort",
    keys: ["s"],
    help: "next order of the rows",
    short: "sort",
    views: ["profile", "diff", "live"],
  },
  {
    command: "choose-source",
    keys: ["o"],
    help: "choose the profile; in Diff, the next side",
    short: "open",
    views: ["profile", "diff"],
  },
  { command: "choose-base", keys: ["b"], help: "choose the base side", short: "base", views: ["diff"] },
  { command: "swap", keys: ["x"], help: "exchange base and next", views: ["diff"] },
  { command: "view-profile", keys: ["1"], help: "Profile" },
  { command: "view-diff", keys: ["2"], help: "Diff" },
  { command: "view-simulator", keys: ["3"], help: "Simulator" },
  { command: "view-live", keys: ["4"], help: "Live" },
  { command: "close", keys: ["escape"], help: "close what lies on top; take filter and search away" },
  { command: "help", keys: ["?"], help: "all keys", short: "keys" },
  { command: "quit", keys: ["q", "ctrl-c"], help: "leave", short: "quit" },
];

/** Returns what a key may do in a view, in the order of the keymap. */
export function findCommands(key: string, view: View): readonly Command[] {
  return KEYMAP.filter(({ keys, views }) => keys.includes(key) && (views?.includes(view) ?? true)).map(
    ({ command }) => command,
  );
}

import type { Key } from "ink";

const NAMED: readonly (readonly [keyof Key, string])[] = [
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageDown", "pagedown"],
  ["pageUp", "pageup"],
  ["home", "home"],
  ["end", "end"],
  ["return", "return"],
  ["escape", "escape"],
  ["backspace", "backspace"],
  ["delete", "backspace"],
];

/** Returns the names of the keys behind one event of the terminal; keys that came together come as one event. */
export function nameKeys(input: string, key: Key): readonly string[] {
  for (const [flag, name] of NAMED) if (key[flag] === true) return [name];
  if (key.tab) return [key.shift ? "shift-tab" : "tab"];
  if (key.ctrl) return [`ctrl-${input}`];
  if (key.meta) return [];
  return Array.from(input).flatMap(nameCharacter);
}

// Keys that came in one piece are told apart by their characters alone.
function nameCharacter(character: string): readonly string[] {
  if (character === " ") return ["space"];
  if (character === "\t") return ["tab"];
  if (character === "\r" || character === "\n") return ["return"];
  if (character === "\x7f" || character === "\b") return ["backspace"];
  if (character === "\x03") return ["ctrl-c"];
  return character >= " " ? [character] : [];
}

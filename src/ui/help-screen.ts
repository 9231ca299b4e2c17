import { cutEnd, padEnd } from "../text/screen-text.ts";
import type { View } from "./dashboard-state.ts";
import { KEYMAP } from "./keymap.ts";
import type { Theme } from "./theme.ts";

/** Draws the list of all keys that mean something in a view. */
export function drawHelp(view: View, columns: number, { glyphs, paint }: Theme): string[] {
  const shown = KEYMAP.filter(({ views }) => views?.includes(view) ?? true);
  const cells = Math.max(...shown.map(({ keys }) => keys.join(" ").length));
  return [
    paint("  Keys", "strong"),
    ...shown.map(
      ({ keys, help }) =>
        `  ${paint(padEnd(keys.join(" "), cells), "accent")}  ${cutEnd(help, columns - cells - 4, glyphs)}`,
    ),
    "",
    cutEnd("  The mouse wheel moves rows where the terminal turns it into arrow keys.", columns, glyphs),
  ];
}

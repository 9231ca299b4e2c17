import { fitText, padEnd, toScreen } from "../text/screen-text.ts";
import type { DashboardState } from "./dashboard-state.ts";
import type { Theme } from "./theme.ts";

/** Draws the choices before a simulation, one a line. */
export function drawSetup(
  { fields, setup }: DashboardState,
  cursor: number,
  columns: number,
  theme: Theme,
): string[] {
  const labelCells = Math.max(...fields.map(({ label }) => label.length));
  return fields.map(({ label, choices }, i) => {
    const chosen = choices[setup[i]];
    const isSelected = i === cursor;
    const text = `${isSelected ? "> " : "  "}${padEnd(label, labelCells)}  - ${toScreen(chosen.title, theme.glyphs)} +`;
    const count = `  ${setup[i] + 1} of ${choices.length}`;
    const line = fitText(text + count, columns, theme.glyphs);
    return isSelected ? theme.paint(line, "selected") : line;
  });
}

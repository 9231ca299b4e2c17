import { expect } from "vitest";
import { readFixture } from "./fixture-source.ts";

/** Reads what `go tool pprof -top` printed: its event and, by name, its flat column in `unit` ("  80ms  8.79% ... name (inline)"). */
export function readPprofTop(
  fixture: string,
  unit: string,
): { readonly event: string | undefined; readonly flat: Record<string, number> } {
  const text = readFixture(fixture).toString();
  const flat: Record<string, number> = {};
  for (const line of text.split("\n")) {
    const match = /^ +(-?[\d.]+)(\w*) +[\d.e-]+% +[\d.]+% +\S+ +[\d.e-]+% {2}(.*?)(?: \(inline\))?$/.exec(
      line,
    );
    if (match === null || match[1] === "0") continue;
    expect(match[2]).toBe(unit);
    flat[match[3]] = Number(match[1]);
  }
  return { event: /^Type: (.*)$/m.exec(text)?.[1], flat };
}

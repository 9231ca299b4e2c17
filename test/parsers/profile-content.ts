import type { Profile } from "../../src/model/profile.ts";

/** All that a profile says, but for where and how it was read: what two readings of the same thing must agree on. */
export function contentOf(profile: Profile): unknown {
  const { title, symbols, stacks, samples, measures, provenance } = profile;
  const { exposure, origin, statedLoadPercent, facts } = provenance;
  const symbolKey = (i: number): string =>
    [
      Buffer.from(symbols.name.bytesAt(i)).toString("hex"),
      symbols.moduleNames[symbols.module[i]],
      symbols.address?.[i],
      symbols.sizeLow?.at(i),
      symbols.sizeHigh?.at(i),
    ].join(" ");
  const rows = Array.from({ length: samples.length }, (_, i) => {
    const frames: string[] = [];
    for (let at = samples.stack[i]; at >= 0; at = stacks.prefix[at])
      frames.unshift(symbolKey(stacks.symbol[at]));
    return JSON.stringify([
      frames,
      measures.map(({ counts, low, high }) => [counts[i], low?.[i], high?.[i]]),
    ]);
  });
  return {
    title,
    rows: rows.sort(),
    measures: measures.map(({ type, total, listed, coverage }) => ({ type, total, listed, coverage })),
    provenance: { exposure, origin, statedLoadPercent, facts },
  };
}

/** The content, and the lines and notes of this reading too. */
export function readingOf(profile: Profile): unknown {
  return {
    content: contentOf(profile),
    lines: profile.samples.line === null ? null : [...profile.samples.line],
    notes: profile.diagnostics.map(({ code, message, location }) => ({
      code,
      message,
      line: location?.line,
    })),
  };
}

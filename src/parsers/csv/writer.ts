import { encodeText } from "../../model/byte-text.ts";
import { chooseMeasure } from "../../model/choose-measure.ts";
import { isFlat } from "../../model/flat-profile.ts";
import type { Profile } from "../../model/profile.ts";
import { countSymbols } from "../../model/symbol-counts.ts";
import { NO_ADDRESS } from "../../model/symbol-table.ts";
import { findEventLosses } from "../event-losses.ts";
import type { Field } from "./columns.ts";
import { writeCoverage } from "./coverage.ts";

const HEADER: readonly Field[] = [
  "symbol",
  "ticks",
  "ticks_min",
  "ticks_max",
  "module",
  "address",
  "size_min",
  "size_max",
  "total",
  "coverage",
];

/**
 * Writes the flat counts of the event that is shown as CSV (RFC 4180, lines end in LF). Several profiles, and one with a
 * title, have a first column `profile`. An empty field is what is not known, `inf` what is unbounded. The last two columns
 * are the same in every row of a profile: a table has no other place for what concerns all of it.
 */
export function writeCsv(profiles: readonly Profile[]): Uint8Array {
  const hasTitles = needsTitles(profiles);
  const lines = [(hasTitles ? ["profile", ...HEADER] : HEADER).join(",")];
  for (const profile of profiles.map(chooseMeasure)) {
    const { symbols } = profile;
    const { counts, low, high } = countSymbols(profile);
    const [{ listed, total, coverage }] = profile.measures;
    const whole = [coverage.kind === "complete" ? listed : total, writeCoverage(coverage)];
    const title = hasTitles ? [quote(latin1(profile.title))] : [];
    for (let i = 0; i < symbols.length; i++) {
      const address = symbols.address?.[i] ?? NO_ADDRESS;
      const size = [symbols.sizeLow?.at(i) ?? 0, symbols.sizeHigh?.at(i) ?? Infinity];
      const isSizeKnown = size[0] > 0 || size[1] < Infinity;
      lines.push(
        [
          ...title,
          quote(Buffer.from(symbols.name.bytesAt(i)).toString("latin1")),
          counts[i],
          low?.[i] ?? counts[i],
          high?.[i] ?? counts[i],
          quote(latin1(symbols.moduleNames[symbols.module[i]])),
          address === NO_ADDRESS ? "" : `0x${address.toString(16)}`,
          ...size.map((bytes) => (isSizeKnown ? (bytes === Infinity ? "inf" : bytes) : "")),
          ...whole,
        ].join(","),
      );
    }
  }
  return Buffer.from(`${lines.join("\n")}\n`, "latin1");
}

/** Lists, as sentences, what a table of counts cannot keep. */
export function findCsvLosses(several: readonly Profile[]): readonly string[] {
  const profiles = several.map(chooseMeasure);
  const titles = profiles.map(({ title }) => title);
  const losses: [boolean, string][] = [
    [titles.some((title, i) => i > 0 && title === titles[i - 1]), "profiles of the same title become one"],
    [profiles.some(({ symbols }) => symbols.length === 0), "a profile without rows is not kept"],
    [!profiles.every(isFlat), "stacks are not kept, each count goes to its leaf symbol"],
    [
      profiles.some(
        ({ measures: [{ coverage, total, listed }] }) => coverage.kind === "complete" && total > listed,
      ),
      "counts that no row shows are not kept",
    ],
    [profiles.some(saysMoreThanRows), "event and what is known of the run are not kept; JSON keeps them"],
  ];
  const found = losses.filter(([isLost]) => isLost).map(([, sentence]) => sentence);
  return [...new Set(several.flatMap(findEventLosses)), ...found];
}

function saysMoreThanRows({ measures: [{ type }], provenance }: Profile): boolean {
  const { exposure, facts, origin, statedLoadPercent } = provenance;
  return (
    type.event !== "ticks" ||
    exposure.bytes !== null ||
    exposure.seconds !== null ||
    Object.keys(facts).some((fact) => fact !== "defaultEvent") ||
    origin.kind === "simulated" ||
    statedLoadPercent !== null
  );
}

function needsTitles(profiles: readonly Profile[]): boolean {
  return profiles.length > 1 || profiles.some(({ title }) => title !== "");
}

function latin1(text: string): string {
  return Buffer.from(encodeText(text)).toString("latin1");
}

// The rule of text/quote-csv.ts on bytes: a name keeps its own whatever they are, and rooms below text cannot call it.
function quote(text: string): string {
  const safe = /^[=+\-@\t\r']/.test(text) ? `'${text}` : text;
  return safe !== text || /[",\r\n]|^\s|\s$/.test(text) ? `"${safe.replaceAll('"', '""')}"` : text;
}

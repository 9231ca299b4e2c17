import { chooseMeasure } from "../../model/choose-measure.ts";
import { isFlat } from "../../model/flat-profile.ts";
import type { Profile } from "../../model/profile.ts";
import { countSymbols } from "../../model/symbol-counts.ts";
import { findEventLosses } from "../event-losses.ts";
import { headingLine, readHeading } from "./heading.ts";
import { isUnknownSymbol, lacksLoad, loadInRow, nameInRow, totalInRow, UNKNOWN_SIZE } from "./row-text.ts";

/** Lists, as sentences, what a readprofile listing cannot keep of the profiles. */
export function findReadprofileLosses(profiles: readonly Profile[]): readonly string[] {
  return [
    ...new Set(
      profiles.flatMap((profile) => [...findEventLosses(profile), ...findLosses(chooseMeasure(profile))]),
    ),
  ];
}

function findLosses(profile: Profile): string[] {
  const { measures, provenance, title } = profile;
  const [{ type, low, coverage, total, listed }] = measures;
  const { facts, exposure, origin, statedLoadPercent } = provenance;
  const { fractions, names, sizes, loads, zeroAddresses } = countChanges(profile);
  const line = headingLine(title, statedLoadPercent);
  const heading = line === "" ? { title: "", loadPercent: null } : readHeading(line);
  const keptFacts = ["statedTotal", "textBytes", "defaultEvent"];
  const lostFacts = Object.keys(facts).filter((fact) => !keptFacts.includes(fact));
  const losses: [boolean, string][] = [
    [type.event !== "ticks", `the event ${type.event} is written as ticks`],
    [!isFlat(profile), "stacks are not kept, each count goes to its leaf symbol"],
    [low !== null, "bounds of counts are not kept, only their point values"],
    [fractions > 0, `${fractions} counts are rounded to whole ticks`],
    [names > 0, `${names} names are written with _ in place of what would break the row`],
    [sizes > 0, `${sizes} sizes are only as exact as the four decimals of a load`],
    [
      loads > 0,
      `the source does not say how large functions are, so ${loads} ${loads === 1 ? "row has" : "rows have"} -nan for a load`,
    ],
    [zeroAddresses > 0, `${zeroAddresses} addresses of 0 are not kept, as address 0 is the total row's`],
    [
      coverage.kind === "unstated" && coverage.absent === "zero",
      "that absent symbols are 0 is written as a total row",
    ],
    [
      coverage.kind === "complete" && total > listed,
      `${total - listed} ticks that no row shows are not kept`,
    ],
    [heading.title !== title || heading.loadPercent !== statedLoadPercent, "the title is not kept as it is"],
    [exposure.bytes !== null || exposure.seconds !== null, "the exposure is not kept"],
    [origin.kind === "simulated", "that the profile is simulated is not kept"],
    [lostFacts.length > 0, `facts of the run are not kept: ${lostFacts.join(", ")}`],
  ];
  return losses.filter(([isLost]) => isLost).map(([, sentence]) => sentence);
}

function countChanges(
  profile: Profile,
): Record<"fractions" | "names" | "sizes" | "loads" | "zeroAddresses", number> {
  const { symbols } = profile;
  const { counts } = countSymbols(profile);
  const changes = { fractions: 0, names: 0, sizes: 0, loads: 0, zeroAddresses: 0 };
  let listed = 0;
  let unknown = 0;
  for (let i = 0; i < symbols.length; i++) {
    const ticks = Math.round(counts[i]);
    if (!Number.isInteger(counts[i])) changes.fractions += 1;
    if (isUnknownSymbol(profile, i)) {
      unknown += ticks;
      continue;
    }
    listed += ticks;
    if (!nameInRow(profile, i).isKept) changes.names += 1;
    if (symbols.address?.[i] === 0n) changes.zeroAddresses += 1;
    const size = { low: symbols.sizeLow?.at(i) ?? 0, high: symbols.sizeHigh?.at(i) ?? Infinity };
    if (!loadInRow(ticks, size).isKept) changes.sizes += 1;
    if (lacksLoad(ticks, size)) changes.loads += 1;
  }
  const total = totalInRow(profile, listed, unknown) ?? 0;
  if (lacksLoad(total, profile.provenance.facts.textBytes ?? UNKNOWN_SIZE)) changes.loads += 1;
  return changes;
}

import { isPlain } from "../model/byte-text.ts";
import type { Profile } from "../model/profile.ts";

/** Lists, as sentences, what no format of plain stacks and counts can hold of a profile. */
export function findStackLosses(profile: Profile): string[] {
  const losses: string[] = [];
  const { symbols, measures, provenance } = profile;
  if (symbols.address !== null) losses.push("addresses are not kept");
  if (symbols.sizeLow !== null) losses.push("sizes are not kept");
  for (const { type, low, listed, total } of measures) {
    if (low !== null) losses.push(`bounds of ${type.event} are not kept, only its point values`);
    if (total > listed) losses.push(`${total - listed} ${type.event} that no row shows are not kept`);
  }
  if (provenance.origin.kind === "simulated") losses.push("that the profile is simulated is not kept");
  return losses;
}

/** Lists, as sentences, what a format whose names are Unicode text cannot hold of the names of a profile. */
export function findNameLosses({ symbols: { name } }: Profile): string[] {
  for (let i = 0; i < name.length; i++) {
    if (!isPlain(name.at(i))) return ["names that are not UTF-8 are kept with \\x before each odd byte only"];
  }
  return [];
}

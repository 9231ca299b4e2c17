import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { type Recounted, recount } from "../model/recount.ts";
import type { GroupRules } from "./group-rules.ts";
import { leaveOut } from "./leave-out.ts";
import type { Without } from "./without.ts";

/**
 * Counts profiles by something else than symbols. What is to be left out goes first, by the symbol that a sample fell into:
 * afterwards rows are no symbols any more, or overlap. Each note is given once.
 */
export function recountWithout(
  profiles: readonly Profile[],
  by: Recounted,
  without: readonly Without[],
  rules: GroupRules,
): { readonly profiles: Profile[]; readonly notes: readonly Diagnostic[] } {
  const left = profiles.map((profile) => leaveOut(profile, without, rules));
  const notes = new Map(left.flatMap(({ notes: said }) => said).map((note) => [note.message, note]));
  return { profiles: left.map(({ profile }) => recount(profile, by)), notes: [...notes.values()] };
}

import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";

export function checkComparability(
  _base: readonly Profile[],
  _next: readonly Profile[],
): readonly Diagnostic[] {
  return [];
}

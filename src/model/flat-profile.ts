import type { Profile } from "./profile.ts";
import { ZcprofError } from "./zcprof-error.ts";

/** Tells whether no stack has a caller. */
export function isFlat({ stacks }: Pick<Profile, "stacks">): boolean {
  return stacks.isFlat === true || stacks.prefix.every((caller) => caller < 0);
}

/** Throws a usage error for a profile that holds no stack of two frames or more; `wish` is what needs them. */
export function refuseFlat(profile: Profile, wish: string): void {
  const { samples, provenance } = profile;
  if (samples.length === 0 || !isFlat(profile)) return;
  throw new ZcprofError("usage", {
    code: "stacks/none",
    message: `${provenance.path} has no stacks, which ${wish} looks at`,
    hint: "give a profile with stacks (perf record -g, folded, pprof), or choose rows by name with --filter",
    location: { path: provenance.path },
  });
}

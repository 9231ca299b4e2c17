import type { Profile } from "./profile.ts";
import { ZcprofError } from "./zcprof-error.ts";

/** Throws a usage error for a profile that holds no stack of two frames or more; `wish` is what needs them. */
export function refuseFlat({ stacks, samples, provenance }: Profile, wish: string): void {
  if (samples.length === 0 || stacks.prefix.some((caller) => caller >= 0)) return;
  throw new ZcprofError("usage", {
    code: "stacks/none",
    message: `${provenance.path} has no stacks, which ${wish} looks at`,
    hint: "give a profile with stacks (perf record -g, folded, pprof), or choose rows by name with --filter",
    location: { path: provenance.path },
  });
}

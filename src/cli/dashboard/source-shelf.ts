import type { Profile } from "../../model/profile.ts";
import type { SourceChoice } from "../../report/dashboard-services.ts";
import type { StatedLoad } from "../../report/stated-load.ts";
import type { SourceLoader } from "../load-source.ts";
import { renameModules } from "../module-aliases.ts";

/** One side of a comparison: a profile, or the replicates that stand for one. */
interface ShelvedSource extends SourceChoice {
  /** At least one. */
  readonly profiles: readonly Profile[];
}

/** The profiles that a dashboard can show: those it was started with, then those it simulates. */
export class SourceShelf {
  readonly #sources: ShelvedSource[] = [];

  get sources(): readonly SourceChoice[] {
    return this.#sources;
  }

  /**
   * Reads what a SOURCE names: several files are replicates and stay together, listings of one file stand apart. `modules`
   * are the project's names.
   */
  async read(source: string, loader: SourceLoader, modules: ReadonlyMap<string, string>): Promise<void> {
    const profiles = renameModules(await loader.loadAll(source), modules);
    const paths = new Set(profiles.map(({ provenance }) => provenance.path));
    if (paths.size > 1) {
      this.#sources.push({ title: `${source} (${profiles.length} runs)`, isSimulated: false, profiles });
      return;
    }
    for (const profile of profiles) this.add(profile, profile.provenance.origin.kind === "simulated");
  }

  /** Adds a profile and returns its place. */
  add(profile: Profile, isSimulated: boolean): number {
    const { title, provenance } = profile;
    const listing = provenance.listing.of > 1 ? `#${provenance.listing.index}` : "";
    const path = `${provenance.path}${listing}`;
    return (
      this.#sources.push({
        title: title === "" ? path : `${title}  (${path})`,
        isSimulated,
        profiles: [profile],
      }) - 1
    );
  }

  /** Returns the profiles behind a place. */
  profilesAt(place: number): readonly Profile[] {
    return this.#sources[place].profiles;
  }

  /** Returns the CPU loads that the profiles state beside their listings. */
  listStatedLoads(): StatedLoad[] {
    return this.#sources.flatMap(({ title, profiles }) =>
      profiles.flatMap(({ provenance: { statedLoadPercent } }) =>
        statedLoadPercent === null ? [] : [{ title, percent: statedLoadPercent, interval: null }],
      ),
    );
  }
}

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
   * Reads what SOURCEs name: several files are replicates and stay together, listings of one file stand apart. The runs of
   * replicates follow one by one behind all that was named. `modules` are the project's names.
   */
  async read(
    sources: readonly string[],
    loader: SourceLoader,
    modules: ReadonlyMap<string, string>,
  ): Promise<void> {
    const runs: Profile[] = [];
    for (const source of sources) {
      const profiles = renameModules(await loader.loadAll(source), modules);
      const paths = new Set(profiles.map(({ provenance }) => provenance.path));
      if (paths.size > 1) {
        const title = `${source} (${profiles.length} runs)`;
        this.#sources.push({
          title,
          isSimulated: profiles.every(isSimulation),
          isReplicate: false,
          profiles,
        });
        runs.push(...profiles);
      } else for (const profile of profiles) this.add(profile);
    }
    for (const run of runs) this.#put(run, true);
  }

  /** Adds a profile and returns its place. */
  add(profile: Profile): number {
    return this.#put(profile, false);
  }

  #put(profile: Profile, isReplicate: boolean): number {
    const { title, provenance } = profile;
    const listing = provenance.listing.of > 1 ? `#${provenance.listing.index}` : "";
    const path = `${provenance.path}${listing}`;
    return (
      this.#sources.push({
        title: title === "" ? path : `${title}  (${path})`,
        isSimulated: isSimulation(profile),
        isReplicate,
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
    return this.#sources.flatMap(({ title, isReplicate, profiles }) =>
      (isReplicate ? [] : profiles).flatMap(({ provenance: { statedLoadPercent } }) =>
        statedLoadPercent === null ? [] : [{ title, percent: statedLoadPercent, interval: null }],
      ),
    );
  }
}

function isSimulation({ provenance }: Profile): boolean {
  return provenance.origin.kind === "simulated";
}

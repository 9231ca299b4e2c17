import { compareSeveral, type SeveralResult } from "../analysis/compare-several.ts";
import { checkGateGroups } from "../analysis/gate.ts";
import { type GateRule, parseGateRules } from "../analysis/gate-rules.ts";
import { type GroupRules, NO_GROUPS } from "../analysis/group-rules.ts";
import type { NoiseFile } from "../analysis/noise-file.ts";
import { readNoiseFile } from "../analysis/read-noise-file.ts";
import { recountWithout } from "../analysis/recount-without.ts";
import { parseWithout } from "../analysis/without.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import type { Recounted } from "../model/recount.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { loadBinProfiles } from "./bin-profiles.ts";
import { type CompareWishes, readCompareOptions } from "./compare-options.ts";
import type { Side } from "./event-choice.ts";
import { chooseGroupRules } from "./group-rules.ts";
import { readJsonFile } from "./json-file.ts";
import type { SourceLoader } from "./load-source.ts";
import { renameModules } from "./module-aliases.ts";
import { type InputWishes, ProfileCommand } from "./profile-command.ts";
import { loadProject, noteProject, type Project, type ProjectKey, useSaid } from "./project-file.ts";
import { noteRepeatedRuns } from "./repeated-runs.ts";
import type { ColumnWishes } from "./selection.ts";

/** Values of the flags that decide what a comparison finds and what its exit status is. */
interface ComparisonWishes extends InputWishes, CompareWishes {
  readonly project?: string | undefined;
  readonly groups?: string | undefined;
  readonly noise?: string | undefined;
  readonly "fail-on"?: string | undefined;
  readonly inconclusive?: "pass" | "fail" | undefined;
  readonly explain?: string | undefined;
  readonly by: "symbol" | Recounted;
  readonly bins?: string | undefined;
}

/** What was compared, and what to make of it. */
interface Compared {
  /** The profiles of each side, base first. */
  readonly sides: readonly (readonly Profile[])[];
  readonly several: SeveralResult;
  readonly groups: GroupRules;
  /** The rules of --fail-on or of the project; null without any. */
  readonly rules: readonly GateRule[] | null;
  /** What the project file said of it. */
  readonly notes: readonly Diagnostic[];
  readonly loader: SourceLoader;
  readonly columns: ColumnWishes;
}

/** Base of the commands that compare: from sources, flags and project file to results, one way for all of them. */
export abstract class CompareCommand extends ProfileCommand {
  /**
   * Reads BASE and every NEXT and compares each NEXT with it; `isMarginTyped` says whether --margin was given and not its
   * default. Throws usage, input, parse and incomparable errors.
   */
  protected async compareSources(
    sources: readonly string[],
    typed: ComparisonWishes,
    isMarginTyped: boolean,
  ): Promise<Compared> {
    const progress = this.openProgress(typed);
    const project = await loadProject(typed.project);
    const flags = { ...typed, margin: isMarginTyped ? typed.margin : (project.margin ?? typed.margin) };
    const groups = groupsOf(typed, project);
    // Limits, noise and groups of a project are about symbols.
    const isBySymbol = typed.by === "symbol" && typed.bins === undefined;
    const rules = readGateRules(typed, isBySymbol ? project.failOn : null, groups);
    const { options, state } = readCompareOptions(isBySymbol ? flags : { ...flags, without: [] }, groups);
    const { loader, columns } = this.openSources(flags);
    const symbolRules = isBySymbol ? groups : chooseGroupRules(undefined, project);
    const without = isBySymbol ? [] : parseWithout(typed.without ?? [], symbolRules);
    const notes: Diagnostic[] = [];
    const readSide = async (source: string, side: Side): Promise<Profile[]> => {
      const runs = renameModules(state(await loader.loadReplicates(source, side)), project.modules);
      if (typed.by === "symbol") return runs;
      const { profiles, notes: leftOut } = recountWithout(runs, typed.by, without, symbolRules);
      notes.push(...leftOut);
      return profiles;
    };
    const sides: Profile[][] = [];
    if (typed.bins === undefined)
      for (const source of sources) sides.push(await readSide(source, sides.length === 0 ? "base" : "next"));
    else
      sides.push(
        ...(await loadBinProfiles(sources, typed.bins, { ...flags, packageRoot: this.config.root })),
      );
    this.tellInputs(sides.flat(), flags);
    // Replicates measure their own noise: what the project knows is for one profile a side.
    const isPair = isBySymbol && sides.every((runs) => runs.length === 1);
    const noise = chooseNoise(flags.noise, isPair ? project.noise : null);
    const asked: ProjectKey[] = ["modules"];
    if (typed.groups === undefined && isBySymbol) asked.push("groups");
    if (!isMarginTyped) asked.push("margin");
    if (flags.noise === undefined && isPair) asked.push("noise");
    if (typed["fail-on"] === undefined && isBySymbol) asked.push("failOn");
    progress.announce("comparing");
    const several = compareSeveral(sides[0], sides.slice(1), {
      ...options,
      ...(noise === null ? {} : { noise }),
    });
    progress.finish();
    notes.unshift(...noteProject(project, asked));
    notes.push(...noteRepeatedRuns(sides), ...noteRows(sides));
    return { sides, several, groups, rules, notes, loader, columns };
  }
}

/** What the flags left out of the inputs or made of their rows belongs to the result, and not only to standard error. */
function noteRows(sides: readonly (readonly Profile[])[]): Diagnostic[] {
  const notes = new Map<string, Diagnostic>();
  for (const { provenance, diagnostics } of sides.flat()) {
    for (const note of diagnostics) {
      if (!/^(?:stacks|inclusive|bins)\//.test(note.code)) continue;
      const isOfAll = note.code === "inclusive/overlap" || note.code === "bins/shared";
      const message = isOfAll ? note.message : `${provenance.path}: ${note.message}`;
      notes.set(message, { ...note, message });
    }
  }
  return [...notes.values()];
}

/** Rows that are no symbols have no groups, and of symbols whose counts overlap none adds up. */
function groupsOf({ by, bins, groups }: ComparisonWishes, project: Project): GroupRules {
  if (bins !== undefined) return NO_GROUPS;
  if (by === "symbol") return chooseGroupRules(groups, project);
  if (groups === undefined) return NO_GROUPS;
  throw new ZcprofError("usage", {
    code: "groups/no-symbols",
    message: `--groups sorts symbols, and the rows of --by ${by} cannot be added up by group`,
    hint: "leave out one of them",
  });
}

function chooseNoise(typed: string | undefined, said: Project["noise"]): NoiseFile | null {
  if (typed !== undefined) return loadNoise(typed);
  return said === null ? null : useSaid(said, loadNoise);
}

function loadNoise(path: string): NoiseFile {
  return readNoiseFile(readJsonFile(path), path);
}

/** Returns the rules of --fail-on, else those of the project, null without any. Throws usage errors. */
function readGateRules(
  { explain, inconclusive, "fail-on": typed }: ComparisonWishes,
  said: Project["failOn"],
  { groups }: GroupRules,
): readonly GateRule[] | null {
  const text = typed ?? said?.text ?? null;
  if (text === null) {
    if (inconclusive === undefined) return null;
    throw new ZcprofError("usage", {
      code: "fail-on/missing",
      message: "--inconclusive says what an undecided limit counts as, and there is no limit",
      hint: "give --fail-on, or fail-on in the project file",
    });
  }
  // An explanation is to be read: the rules of a project do not stand in its way, those of the flag are refused with it.
  if (explain !== undefined) return null;
  const read = (written: string): readonly GateRule[] => {
    const rules = parseGateRules(written);
    checkGateGroups(rules, groups);
    return rules;
  };
  return typed === undefined && said !== null ? useSaid(said, read) : read(text);
}

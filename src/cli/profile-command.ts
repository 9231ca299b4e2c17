import type { GroupRules } from "../analysis/group-rules.ts";
import type { Profile } from "../model/profile.ts";
import { BaseCommand } from "./base-command.ts";
import { printDiagnostics, printNotes, printProvenance } from "./diagnostics-output.ts";
import { loadGroupRules } from "./group-rules.ts";
import { SourceLoader } from "./load-source.ts";
import { loadProject, noteProject, type Project } from "./project-file.ts";
import { type ColumnWishes, parseColumns } from "./selection.ts";

/** Values of the input flags. */
interface InputWishes {
  readonly from?: string | undefined;
  readonly map?: string | undefined;
  readonly event?: string | undefined;
  readonly columns?: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Base of the commands that read profiles. */
export abstract class ProfileCommand extends BaseCommand {
  /** Returns what reads sources as the flags say, and the columns to print. */
  protected openSources(wishes: InputWishes): { loader: SourceLoader; columns: ColumnWishes } {
    const columns = parseColumns(wishes.columns);
    const { from, map, event } = wishes;
    return {
      loader: new SourceLoader({
        packageRoot: this.config.root,
        progress: this.openProgress(wishes),
        from,
        map,
        event,
        columns: columns.read,
      }),
      columns,
    };
  }

  /** Says on standard error what a reader of the numbers should know about their inputs. */
  protected tellInputs(profiles: readonly Profile[], wishes: InputWishes): void {
    if (wishes.quiet) return;
    if (wishes.verbose) printProvenance(profiles);
    printDiagnostics(profiles);
  }

  /**
   * Returns the grouping rules of --groups, else of the project file, else the built-in ones, and the project's names of
   * modules. What came from the project is told.
   */
  protected async openProject(wishes: {
    readonly groups?: string | undefined;
    readonly project?: string | undefined;
    readonly quiet: boolean;
  }): Promise<{ readonly rules: GroupRules; readonly modules: Project["modules"] }> {
    const project = await loadProject(wishes.project);
    const asked = wishes.groups === undefined ? (["groups", "modules"] as const) : (["modules"] as const);
    if (!wishes.quiet) printNotes(noteProject(project, asked));
    return { rules: loadGroupRules(wishes.groups ?? project.groups ?? undefined), modules: project.modules };
  }
}

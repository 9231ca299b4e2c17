import type { GroupRules } from "../analysis/group-rules.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { BaseCommand } from "./base-command.ts";
import { printDiagnostics, printNotes, printProvenance } from "./diagnostics-output.ts";
import { chooseGroupRules } from "./group-rules.ts";
import { SourceLoader } from "./load-source.ts";
import { loadProject, noteProject, type Project } from "./project-file.ts";
import { type ColumnWishes, parseColumns, parseRegex } from "./selection.ts";

/** Values of the input flags. */
export interface InputWishes {
  readonly from?: string | undefined;
  readonly map?: string | undefined;
  readonly event?: string | undefined;
  readonly columns?: string | undefined;
  readonly focus?: string | undefined;
  readonly ignore?: string | undefined;
  /** Value of --format, and --json for it, where the command has them. */
  readonly format?: string | undefined;
  readonly json?: boolean | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

interface ProjectWishes {
  readonly groups?: string | undefined;
  readonly project?: string | undefined;
}

/** What flags and project file together say of groups and modules. */
interface Agreed {
  readonly rules: GroupRules;
  readonly modules: Project["modules"];
  /** What the project file said of them. */
  readonly notes: readonly Diagnostic[];
}

/** Base of the commands that read profiles. */
export abstract class ProfileCommand extends BaseCommand {
  /** Returns what reads sources as the flags say, and the columns to print. */
  protected openSources(wishes: InputWishes): { loader: SourceLoader; columns: ColumnWishes } {
    const columns = parseColumns(wishes.columns);
    const { from, map, event, focus, ignore } = wishes;
    return {
      loader: new SourceLoader({
        packageRoot: this.config.root,
        progress: this.openProgress(wishes),
        // A terminal's tables have no room for them.
        showsChecksums: wishes.verbose || wishes.json === true || wishes.format !== "table",
        from,
        map,
        event,
        stacks: {
          focus: focus === undefined ? null : parseRegex("--focus", focus),
          ignore: ignore === undefined ? null : parseRegex("--ignore", ignore),
        },
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

  /** Does what `readProject` does, and tells what came from the project. */
  protected async openProject(wishes: ProjectWishes & { readonly quiet: boolean }): Promise<Agreed> {
    const agreed = await this.readProject(wishes);
    if (!wishes.quiet) printNotes(agreed.notes);
    return agreed;
  }

  /** Returns the grouping rules of --groups, else of the project file, else the built-in ones, and its names of modules. */
  protected async readProject(wishes: ProjectWishes): Promise<Agreed> {
    const project = await loadProject(wishes.project);
    return {
      rules: chooseGroupRules(wishes.groups, project),
      modules: project.modules,
      notes: noteProject(project, wishes.groups === undefined ? ["groups", "modules"] : ["modules"]),
    };
  }
}

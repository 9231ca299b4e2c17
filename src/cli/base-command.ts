import { Command } from "@oclif/core";
import { reportFailure } from "./failure.ts";
import { Progress } from "./progress.ts";

/** Base of all commands: errors end in reportFailure, and there is one line of progress. */
export abstract class BaseCommand extends Command {
  #progress: Progress | null = null;

  /** Returns what shows how far long work has come; the same one each time, as a terminal has room for one line. */
  protected openProgress(wishes: { readonly quiet: boolean }): Progress {
    this.#progress ??= new Progress(wishes);
    return this.#progress;
  }

  override async catch(error: Error): Promise<void> {
    this.#progress?.finish();
    await reportFailure(error, this.argv);
  }
}

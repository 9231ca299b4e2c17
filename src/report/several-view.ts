import type { DiffResult } from "../analysis/diff-result.ts";
import type { JoinedSymbols } from "../analysis/several-rows.ts";
import type { DiffView } from "./diff-view.ts";

/** Several comparisons against one base, and what of them is shown. */
export interface SeveralView {
  /** In the order given, each with what its own report would show. */
  readonly comparisons: readonly { readonly result: DiffResult; readonly view: DiffView }[];
  /** The rows of the common table. */
  readonly symbols: JoinedSymbols;
  /** Expression of --filter, to say why rows are missing; null without one. */
  readonly filter: string | null;
  /** Exit code of all gates together; null without --fail-on. */
  readonly exitCode: number | null;
}

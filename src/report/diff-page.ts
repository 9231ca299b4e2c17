import type { DiffResult } from "../analysis/diff-result.ts";
import type { StackComparison } from "../analysis/stack-comparison.ts";
import { formatCount } from "../text/format-count.ts";
import { reportDiff } from "./diff-report.ts";
import { groupTable } from "./diff-table.ts";
import type { DiffView } from "./diff-view.ts";
import { describeMethod } from "./method-text.ts";
import { missChangeTable } from "./miss-changes.ts";
import type { Page, PageSection } from "./page.ts";
import { sayVerdict } from "./plain-verdict.ts";
import { presenceTable } from "./presence-table.ts";
import type { Block } from "./report.ts";
import { nameSide } from "./side-facts.ts";
import { missTable } from "./simulation-misses.ts";
import type { SimulationView } from "./simulation-view.ts";
import { sourceTable } from "./source-table.ts";
import { nounOfUnit } from "./unit-noun.ts";
import { waterfallTable } from "./waterfall-table.ts";

/** What a page shows besides the comparison; each null where there is none. */
export interface PageExtras {
  readonly stacks: StackComparison | null;
  /** The simulation behind each side. */
  readonly simulations: { readonly base: SimulationView | null; readonly next: SimulationView | null };
  /** The words that made the page. */
  readonly command: string;
}

/** Makes the page of a comparison: the verdict, then what it rests on, from the total down to the sources. */
export function makeDiffPage(result: DiffResult, view: DiffView, extras: PageExtras): Page {
  const { blocks } = reportDiff(result, view);
  const pick = (wanted: (block: Block) => boolean): Block[] => blocks.filter(wanted);
  const table = (id: string): Block[] => pick((block) => block.kind === "table" && block.id === id);
  const sections: readonly (PageSection | null)[] = [
    section(
      "total",
      "Total",
      [],
      pick(({ kind }) => kind === "facts"),
    ),
    section("groups", "Groups", [], result.groups.length > 1 ? [groupTable(result)] : []),
    section(
      "waterfall",
      "What explains the change",
      ["From the total of base to the total of next: every step starts where the one before it ends."],
      [waterfallTable(result)],
    ),
    section("symbols", "Symbols", [], table("symbols")),
    presenceSection(result, view, "new"),
    presenceSection(result, view, "gone"),
    flameSection(result, extras.stacks),
    missSection(extras.simulations),
    section("plan", "How many runs would decide", [], table("plan")),
    section("method", "Method and limits", describeMethod(result), []),
    section(
      "notes",
      "Notes",
      [],
      pick(({ kind }) => kind === "notes"),
    ),
    section("sources", "Sources", [`Made with: ${extras.command}`], [sourceTable(result)]),
  ];
  return {
    title: `${nameSide(result.base)} → ${nameSide(result.next)}`,
    verdict: sayVerdict(result, view.gate ?? null),
    sections: sections.filter((one) => one !== null),
  };
}

/** A section that has nothing to show is left out. */
function section(
  id: string,
  title: string,
  lead: readonly string[],
  blocks: readonly Block[],
): PageSection | null {
  return blocks.length === 0 && id !== "method" ? null : { id, title, lead, blocks };
}

function presenceSection(result: DiffResult, view: DiffView, presence: "new" | "gone"): PageSection | null {
  const table = presenceTable(result, view.symbols, presence, view.filter);
  const [title, side] = presence === "new" ? ["New", "next"] : ["Gone", "base"];
  return table.rows.length === 0
    ? null
    : section(presence, title, [`Symbols that only ${side} lists.`], [table]);
}

function flameSection(result: DiffResult, stacks: StackComparison | null): PageSection | null {
  // Of stacks that were never sampled there is nothing to draw.
  if (stacks === null || stacks.base[0] + stacks.next[0] === 0) return null;
  const { foldedFrames, leftOut } = stacks;
  const lead = [
    "Every box is a function, drawn above the one that called it; orange has more samples in next, blue fewer. A colour shows the " +
      "change, not whether it is more than noise: the verdicts are in the table of symbols. Frames are matched by name.",
    foldedFrames === 0
      ? "No function of these stacks calls itself."
      : `A function that calls itself is drawn once: ${formatCount(foldedFrames)} such frames are folded.`,
    ...(leftOut === 0
      ? []
      : [
          `${formatCount(leftOut)} of the smallest frames are left out; their samples stand in their callers.`,
        ]),
  ];
  return {
    id: "stacks",
    title: "Stacks",
    lead,
    blocks: [],
    flame: { ...stacks, unit: nounOfUnit(result.base.unit) },
  };
}

function missSection({ base, next }: PageExtras["simulations"]): PageSection | null {
  const one = base ?? next;
  if (one === null) return null;
  const lead =
    "The causes that the simulator counts, of one placement of pages: first use, capacity, coherence (another processor or the " +
    "network card wrote), conflict (too many lines in one set).";
  if (base !== null && next !== null)
    return section("misses", "Cache misses", [lead], [missChangeTable(base, next)]);
  const side = base === null ? "next" : "base";
  return section("misses", "Cache misses", [lead, `Only ${side} was simulated.`], [missTable(one)]);
}

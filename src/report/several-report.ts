import { formatCount } from "../text/format-count.ts";
import { reportDiff } from "./diff-report.ts";
import { gateFacts } from "./gate-facts.ts";
import { NoteList } from "./note-list.ts";
import type { Facts, Report } from "./report.ts";
import { labelOf, severalGroups, severalSymbols, severalTotals } from "./several-table.ts";
import type { SeveralView } from "./several-view.ts";
import { sideCells } from "./side-facts.ts";
import { sideJson } from "./side-json.ts";

/** Reports several comparisons against one base in common tables; the JSON form holds each as `zcprof.diff/1`. */
export function reportSeveral(view: SeveralView): Report {
  const { comparisons, exitCode } = view;
  const [{ result: first }] = comparisons;
  const reports = comparisons.map(({ result, view: one }) => reportDiff(result, one));
  const notes = mergeNotes(reports);
  const families = comparisons.map(({ result }) => result.symbols.familySize).join(", ");
  notes.add({
    code: "diff/several",
    message:
      `${formatCount(comparisons.length)} comparisons with one base: q is corrected within each (${families} symbols) and ` +
      `multiplied by ${comparisons.length}, as whoever looks at more finds more by chance. ` +
      "+ increase, - decrease, = no change above the margin, ~ undecided.",
  });
  const gates = comparisons.flatMap(({ view: { gate } }, i): Facts["rows"] =>
    gate
      ? gateFacts(gate, first.base.unit).rows.map((row) => ({ ...row, label: `${row.label} ${i + 1}` }))
      : [],
  );
  return {
    schema: "zcprof.several-diff/1",
    toJson: () => ({
      schema: "zcprof.several-diff/1",
      base: sideJson(first.base),
      exitCode,
      comparisons: reports.map((report) => report.toJson()),
      notes: notes.toJson(),
    }),
    blocks: [
      { kind: "facts", rows: [{ label: "base", cells: sideCells(first.base) }] },
      severalTotals(view),
      ...(gates.length > 0 ? [{ kind: "facts" as const, rows: gates }] : []),
      severalSymbols(view),
      ...(reports.some(showsGroups) ? [severalGroups(view)] : []),
      notes.toBlock(),
    ],
  };
}

// A comparison leaves its groups out where bounds decide nothing in any of them, and says so in a note.
function showsGroups({ blocks }: Report): boolean {
  return blocks.some((block) => block.kind === "table" && block.id === "groups");
}

/** Notes that all comparisons have once, others with the comparison that they are of; families are told of together. */
function mergeNotes(reports: readonly Report[]): NoteList {
  const merged = new NoteList();
  const all = reports.map(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "notes" ? block.notes : [])),
  );
  all.forEach((notes, i) => {
    for (const note of notes) {
      if (note.code === "diff/family") continue;
      const common = all.every((others) => others.some(({ message }) => message === note.message));
      merged.add(common ? note : { ...note, message: `${labelOf(i)}: ${note.message}` });
    }
  });
  return merged;
}

import type { Block, Report, Table } from "../report/report.ts";
import { fitText, toScreen } from "../text/screen-text.ts";
import { wrapWords } from "../text/wrap-words.ts";
import { ColumnMemory } from "./column-memory.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { drawFoot } from "./foot-screen.ts";
import { drawHead } from "./head-screen.ts";
import { drawHelp } from "./help-screen.ts";
import type { Extent } from "./movement.ts";
import { currentPane, type Pane, placeIn } from "./panes.ts";
import { drawSetup } from "./setup-screen.ts";
import { drawTable } from "./table-screen.ts";
import type { Theme } from "./theme.ts";

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** One screenful, and what the keys need to know about it. */
export interface Frame {
  /** Exactly as many as the screen has rows; none is wider than the screen. */
  readonly lines: readonly string[];
  /** Those between head and foot, without the empty ones that fill the screen. */
  readonly body: readonly string[];
  readonly extent: Extent;
}

/** What lies between head and foot. */
interface Body {
  readonly lines: readonly string[];
  readonly extent: Extent;
}

const FOOT_ROWS = 2;

/** Draws states as frames. Remembers column widths and printed text, nothing that the picture depends on. */
export class FrameArtist {
  readonly #theme: Theme;
  readonly #print: (report: Report, columns: number) => string;
  readonly #columns = new WeakMap<Table, ColumnMemory>();
  readonly #texts = new WeakMap<Report, { readonly columns: number; readonly lines: readonly string[] }>();

  constructor(theme: Theme, print: (report: Report, columns: number) => string) {
    this.#theme = theme;
    this.#print = print;
  }

  draw(state: DashboardState, size: ScreenSize): Frame {
    const head = drawHead(state, size.columns, size.rows, this.#theme);
    const room = Math.max(1, size.rows - head.length - FOOT_ROWS);
    const { lines, extent } = this.#drawBody(state, size.columns, room);
    const filled = [...lines, ...Array<string>(Math.max(0, room - lines.length)).fill("")].slice(0, room);
    const foot = drawFoot(state, extent, size.columns, this.#theme);
    return { lines: [...head, ...filled, ...foot].slice(0, size.rows), body: lines, extent };
  }

  #drawBody(state: DashboardState, columns: number, room: number): Body {
    const { overlay } = state;
    if (overlay?.kind === "help") {
      return scroll(drawHelp(state.view, columns, this.#theme), overlay.top, room);
    }
    if (overlay?.kind === "details") {
      if (overlay.report === null) return scroll(["  ..."], 0, room);
      return scroll(this.#printed(overlay.report, columns), overlay.top, room);
    }
    if (overlay?.kind === "sources") return this.#drawSources(state, overlay.cursor, columns, room);
    const pane = currentPane(state);
    if (pane !== null) return this.#drawPane(state, pane, columns, room);
    const { refusal } = state.browsing[state.view];
    if (refusal === null) return scroll([], 0, room);
    const text = wrapWords(toScreen(refusal, this.#theme.glyphs), Math.max(1, columns - 4));
    return scroll(
      text.map((line) => `  ${line}`),
      0,
      room,
    );
  }

  #drawPane(state: DashboardState, pane: Pane, columns: number, room: number): Body {
    const browsing = state.browsing[state.view];
    const { cursor, top } = placeIn(browsing, pane);
    if (pane.id === "setup") {
      const lines = drawSetup(state, cursor, columns, this.#theme);
      return { lines, extent: { length: state.fields.length, page: room } };
    }
    if (pane.table === null) {
      return browsing.report === null
        ? scroll([], 0, room)
        : scroll(this.#printed(withoutTables(browsing.report), columns), cursor, room);
    }
    const { table } = pane;
    const page = Math.max(1, room - 1);
    const extent = { length: table.rows.length, page };
    let memory = this.#columns.get(table);
    if (memory === undefined) {
      memory = new ColumnMemory(table, this.#theme.glyphs);
      this.#columns.set(table, memory);
    }
    // The screen may have become lower since the place was taken.
    const first = Math.max(0, Math.min(Math.max(top, cursor - page + 1), cursor));
    return {
      lines: drawTable(table, { cursor, top: first, page, columns }, memory, this.#theme),
      extent,
    };
  }

  #drawSources({ sources }: DashboardState, cursor: number, columns: number, room: number): Body {
    const top = Math.max(0, cursor - room + 1);
    const lines = sources.slice(top, top + room).map(({ title }, i) => {
      const mark = top + i === cursor ? "> " : "  ";
      const text = fitText(
        `${mark}${top + i + 1}  ${toScreen(title, this.#theme.glyphs)}`,
        columns,
        this.#theme.glyphs,
      );
      return top + i === cursor ? this.#theme.paint(text, "selected") : text;
    });
    return { lines, extent: { length: sources.length, page: room } };
  }

  #printed(report: Report, columns: number): readonly string[] {
    const known = this.#texts.get(report);
    if (known?.columns === columns) return known.lines;
    const lines = this.#print(report, columns).trimEnd().split("\n");
    this.#texts.set(report, { columns, lines });
    return lines;
  }
}

const stripped = new WeakMap<Report, Report>();

function withoutTables(report: Report): Report {
  let rest = stripped.get(report);
  if (rest === undefined) {
    rest = { ...report, blocks: report.blocks.flatMap(withoutTable) };
    stripped.set(report, rest);
  }
  return rest;
}

// A note that explains columns says all of it here: every column is in some pane.
function withoutTable(block: Block): Block[] {
  if (block.kind === "table") return [];
  if (block.kind !== "notes") return [block];
  return [
    {
      ...block,
      notes: block.notes.map(({ code, message, hint }) => ({
        code,
        message,
        ...(hint === undefined ? {} : { hint }),
      })),
    },
  ];
}

// Running text has no rows to select: what moves is its first line on the screen.
function scroll(lines: readonly string[], top: number, room: number): Body {
  const last = Math.max(0, lines.length - room);
  const first = Math.min(top, last);
  return { lines: lines.slice(first, first + room), extent: { length: last + 1, page: room } };
}

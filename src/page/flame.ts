import flamegraph, { type Frame } from "d3-flame-graph";
import { select } from "d3-selection";
import { makeElement } from "./elements.ts";
import { CURSOR_KEYS, moveCursor } from "./flame-cursor.ts";
import { colorFrame, describeFrame, nameFrame } from "./flame-frame.ts";
import { type FlameNode, type FlameWidth, makeFlameTree } from "./flame-tree.ts";
import { FLAME_ID, type FlameColumns } from "./page-data.ts";
import { readData } from "./read-data.ts";

type FlameFrame = Frame<FlameNode>;

const ROW_PIXELS = 19;
const WIDTHS: readonly (readonly [width: FlameWidth, label: string])[] = [
  ["both", "base and next"],
  ["base", "base"],
  ["next", "next"],
  ["change", "change"],
];

const place = document.getElementById(FLAME_ID);
const { flame } = readData();
if (place !== null && flame !== null) drawFlameGraph(place, flame);

function drawFlameGraph(place: HTMLElement, columns: FlameColumns): void {
  const total = { base: columns.base[0], next: columns.next[0] };
  const trees = new Map(WIDTHS.map(([width]) => [width, makeFlameTree(columns, width)]));
  const describe = ({ data }: FlameFrame): string => describeFrame(data, total, columns.unit);

  const { bar, choice, field, reset } = makeTools(
    WIDTHS.filter(([width]) => (trees.get(width)?.value ?? 0) > 0),
  );
  const found = makeElement("output", { for: "flame-search" });
  const details = makeElement(
    "p",
    { id: "flame-details", class: "details", "aria-live": "polite" },
    CURSOR_KEYS,
  );
  const canvas = makeElement("div", {
    class: "canvas",
    role: "application",
    tabindex: "0",
    "aria-label": "Flame graph",
    "aria-describedby": "flame-details",
  });
  bar.append(found);
  place.replaceChildren(bar, canvas, details);

  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const height = (depthOf(columns.parent) + 1) * ROW_PIXELS;
  const chart = flamegraph<FlameNode>()
    .width(canvas.clientWidth)
    .height(height)
    .cellHeight(ROW_PIXELS)
    // What is narrower is drawn when somebody zooms in.
    .minFrameSize(0.5)
    .transitionDuration(isCalm ? 0 : 250)
    .sort((a, b) => (a.data.name < b.data.name ? -1 : 1))
    .getName(({ data }) => nameFrame(data))
    .setLabelHandler(describe)
    .setDetailsHandler((label) => {
      details.textContent = label ?? describe(cursor ?? frameAt(0));
    })
    .setColorMapper((frame) => colorFrame(frame.data, frame.highlight === true))
    .setSearchMatch((frame, term) => frame.data.name.toLowerCase().includes(term))
    .setSearchHandler((frames) => {
      found.textContent = sayFound(frames);
    })
    .onClick((frame) => {
      point(frame);
      reset.disabled = frame.parent === null;
    });
  let cursor: FlameFrame | null = null;
  select(canvas).datum(trees.get("both")).call(chart);
  const svg = canvas.querySelector("svg");
  svg?.setAttribute("aria-hidden", "true");
  fit();

  /** Frames are drawn in the order of the tree, the root first. */
  function frameAt(index: number): FlameFrame {
    return select(frames()[index]).datum<FlameFrame>();
  }

  function frames(): readonly Element[] {
    return [...canvas.querySelectorAll("g.frame")];
  }

  function point(frame: FlameFrame): void {
    cursor = frame;
    for (const drawn of frames()) {
      drawn.toggleAttribute("data-current", select(drawn).datum<FlameFrame>() === frame);
    }
    details.textContent = describe(frame);
  }

  function fit(): void {
    // A page that is printed or resized scales what was drawn.
    svg?.setAttribute("viewBox", `0 0 ${canvas.clientWidth} ${height}`);
  }

  function search(): void {
    const term = field.value.trim().toLowerCase();
    if (term !== "") chart.search(term);
    else {
      chart.clear();
      found.textContent = "";
    }
  }

  function sayFound(results: readonly FlameFrame[]): string {
    const all = new Set(results);
    let [base, next] = [0, 0];
    for (const frame of results) {
      // What a found frame calls is counted with it.
      let caller = frame.parent;
      while (caller !== null && !all.has(caller)) caller = caller.parent;
      if (caller !== null) continue;
      base += frame.data.base;
      next += frame.data.next;
    }
    return results.length === 0
      ? "no frame found"
      : describeFrame(
          { name: `${results.length} found`, base, next, value: 0, children: [] },
          total,
          columns.unit,
        );
  }

  choice.addEventListener("change", () => {
    const width = WIDTHS.find(([value]) => value === choice.value)?.[0];
    const chosen = width === undefined ? undefined : trees.get(width);
    if (chosen === undefined) return;
    cursor = null;
    chart.update(chosen);
    chart.resetZoom();
    search();
  });
  field.addEventListener("input", search);
  reset.addEventListener("click", () => chart.resetZoom());
  canvas.addEventListener("keydown", (event) => {
    const frame = cursor ?? frameAt(0);
    if (event.key === "Enter") chart.zoomTo(frame);
    else if (event.key === "Escape") chart.resetZoom();
    else if (event.key.startsWith("Arrow")) point(cursor === null ? frame : moveCursor(frame, event.key));
    else return;
    event.preventDefault();
  });
  let drawnWidth = canvas.clientWidth;
  new ResizeObserver(() => {
    // It tells of the first width too, and to draw again would stop the drawing that is under way.
    if (canvas.clientWidth === drawnWidth) return;
    drawnWidth = canvas.clientWidth;
    chart.width(drawnWidth).update();
    fit();
  }).observe(canvas);
}

function makeTools(widths: readonly (readonly [width: FlameWidth, label: string])[]): {
  readonly bar: HTMLElement;
  readonly choice: HTMLSelectElement;
  readonly field: HTMLInputElement;
  readonly reset: HTMLButtonElement;
} {
  const choice = makeElement("select", { id: "flame-width" });
  choice.append(...widths.map(([value, label]) => makeElement("option", { value }, label)));
  const field = makeElement("input", {
    type: "search",
    id: "flame-search",
    autocomplete: "off",
    spellcheck: "false",
  });
  const reset = makeElement("button", { type: "button", id: "flame-reset", disabled: "" }, "Zoom out");
  const bar = makeElement("p", { class: "tools" });
  bar.append(
    makeElement("label", { for: "flame-width" }, "Width shows"),
    choice,
    makeElement("label", { for: "flame-search" }, "Search frames"),
    field,
    reset,
  );
  return { bar, choice, field, reset };
}

function depthOf(parent: readonly number[]): number {
  const depths = [1];
  for (let i = 1; i < parent.length; i++) depths.push(depths[parent[i]] + 1);
  return depths.reduce((deepest, depth) => Math.max(deepest, depth), 0);
}

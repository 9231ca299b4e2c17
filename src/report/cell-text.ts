import { drawTrend } from "../text/draw-trend.ts";
import {
  formatBoundedChange,
  formatBoundedCount,
  formatChange,
  formatListedCount,
} from "../text/format-count.ts";
import { formatLevel } from "../text/format-level.ts";
import { formatPercent } from "../text/format-percent.ts";
import { formatProbability } from "../text/format-probability.ts";
import { formatRatio, formatRatioInterval } from "../text/format-ratio.ts";
import type { Cell, Mark } from "./report.ts";

const MARKS: Readonly<Record<Mark, string>> = { new: "+++", gone: "---", mapped: " ~>" };

/** Says a cell to a person, without its unit. Names and words come back as they are: the caller escapes them; a bar is drawn by the caller. */
export function formatCell(cell: Cell): string {
  switch (cell.kind) {
    case "empty":
    case "bar":
      return "";
    case "text":
      return cell.note === undefined ? cell.text : `${cell.text} [${cell.note}]`;
    case "name":
      return cell.detail === undefined ? cell.text : `${cell.text} ${cell.detail}`;
    case "verdict":
      return cell.phrase;
    case "mark":
      return MARKS[cell.mark];
    case "count":
      return formatBoundedCount(cell.min, cell.max);
    case "change": {
      const point = cell.isListed ? formatChange(cell.point) : "";
      return withBounds(point, formatBoundedChange(cell.min, cell.max), cell.min === cell.max);
    }
    case "ratio": {
      const point = formatRatio(cell.point, cell.point, cell.digits);
      const bounds = formatRatio(cell.low, cell.high, cell.digits);
      // What was observed says nothing of what is hidden, where nothing bounds it.
      const isOpen = bounds === "" && cell.low < cell.high;
      return withBounds(point, isOpen && point !== "" ? "0-∞" : bounds, cell.low === cell.high);
    }
    case "part":
      return withBounds(formatPercent(cell.point), sayPartBounds(cell), cell.min === cell.max);
    case "interval":
      return formatRatioInterval(cell.low, cell.high, cell.digits);
    case "shareInterval":
      return sayPercents(cell.low, cell.high);
    case "range":
      return formatBoundedCount(cell.min, cell.max);
    case "share":
      return formatPercent(cell.fraction);
    case "trend":
      return drawTrend(cell.values);
    case "probability":
      return formatProbability(cell.value);
    default:
      // What rounds to nothing has no sign.
      return Number.isFinite(cell.value) ? cell.value.toFixed(cell.digits).replace(/^-(?=[0.]+$)/, "") : "";
  }
}

/** What was observed, and behind it between what it lies; either alone where the other says nothing. */
function withBounds(point: string, bounds: string, isExact: boolean): string {
  if (point === "" || bounds === "") return point + bounds;
  return isExact ? point : `${point} (${bounds})`;
}

function sayPercents(low: number, high: number): string {
  return `${formatPercent(low).replace("%", "")} to ${formatPercent(high)}`;
}

function sayPartBounds({ min, max }: { readonly min: number; readonly max: number }): string {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return "";
  return min === max ? formatPercent(min) : sayPercents(min, max);
}

/** Says a cell as briefly as it can be said. */
export function formatBriefly(cell: Cell): string {
  switch (cell.kind) {
    case "verdict":
      return cell.brief;
    case "text":
      return cell.brief ?? formatCell(cell);
    case "name":
      return cell.text;
    case "count":
      return formatListedCount(cell.point, cell.min, cell.max);
    // Of what is known within bounds these are said, not the point: it would claim more.
    case "change":
      return formatBoundedChange(cell.min, cell.max).replace(" to ", "..");
    case "ratio":
      return formatRatio(cell.low, cell.high, cell.digits);
    case "part":
      return sayPartBounds(cell);
    default:
      return formatCell(cell);
  }
}

/** Says a cell that stands alone, where no column tells what it is: with its unit, `x` before a ratio, the level before an interval. */
export function formatFact(cell: Cell): string {
  const text = formatCell(cell);
  if (text === "") return text;
  switch (cell.kind) {
    case "count":
    case "change":
      return cell.unit === undefined ? text : `${text} ${cell.unit}`;
    case "ratio":
      return `x${text}`;
    case "interval":
    case "shareInterval":
      return `${formatLevel(cell.level)} ${text}`;
    default:
      return text;
  }
}

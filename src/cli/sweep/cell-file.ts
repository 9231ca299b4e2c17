import { appendFileSync, existsSync, readFileSync, statSync, truncateSync } from "node:fs";
import * as v from "valibot";
import { ZcprofError } from "../../model/zcprof-error.ts";
import { rememberInput } from "../input-files.ts";
import { outputError } from "../output.ts";
import { inputError } from "../raw-input.ts";
import { CELL_RESULT, type CellResult } from "./cell-result.ts";
import type { Grid } from "./grid.ts";

const GRID = v.object({
  version: v.string(),
  variant: v.string(),
  machine: v.string(),
  machines: v.record(v.string(), v.record(v.string(), v.unknown())),
  nic: v.nullable(v.string()),
  settings: v.record(v.string(), v.unknown()),
  seeds: v.array(v.number()),
  axes: v.array(v.object({ name: v.string(), values: v.array(v.union([v.number(), v.string()])) })),
});

const HEAD = v.object({ schema: v.literal("zcprof.sweep-cells/1"), grid: GRID });
const WHOLE = v.object({ schema: v.literal("zcprof.sweep/1"), grid: GRID, cells: v.array(CELL_RESULT) });

/** Finished cells, with the grid that they belong to. */
export interface CellFile {
  readonly grid: Grid;
  readonly cells: readonly CellResult[];
  /**
   * Bytes up to the end of the last whole line; what follows was cut off in the middle of being written. Null for the JSON
   * of a sweep, to which no cell can be appended.
   */
  readonly wholeBytes: number | null;
}

/**
 * Reads finished cells: from a file that --cells wrote (a line of JSON for the grid, then one a cell), or from the JSON
 * of a sweep. A last line without its end is left out, as a stopped sweep may leave it. Throws input and parse errors.
 */
export function readCellFile(path: string): CellFile {
  rememberInput(path);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw inputError(path, error);
  }
  const whole = v.safeParse(WHOLE, parseJson(text));
  if (whole.success) return { ...whole.output, wholeBytes: null };
  const end = text.lastIndexOf("\n") + 1;
  const lines = text.slice(0, end).split("\n").slice(0, -1);
  const head = v.safeParse(HEAD, parseJson(lines[0] ?? ""));
  if (!head.success) throw badFile(path, 1, "this is neither cells of a sweep nor its JSON");
  const cells = lines.slice(1).map((line, i) => {
    const cell = v.safeParse(CELL_RESULT, parseJson(line));
    if (!cell.success) throw badFile(path, i + 2, "this is no finished cell");
    return cell.output;
  });
  return { grid: head.output.grid, cells, wholeBytes: Buffer.byteLength(text.slice(0, end)) };
}

/** Opens a file of finished cells for a grid: a new one, or one that has some of them. Throws where it is another grid's. */
export function openCellFile(
  path: string,
  grid: Grid,
): { readonly cells: readonly CellResult[]; append(cell: CellResult): void } {
  const append = (cell: CellResult): void => appendLine(path, cell);
  // Whatever it is for, finished cells are not to be replaced by what is printed of them.
  rememberInput(path);
  if (!existsSync(path) || isEmptyFile(path)) {
    appendLine(path, { schema: "zcprof.sweep-cells/1", grid });
    return { cells: [], append };
  }
  if (!statSync(path).isFile())
    throw unfit(path, "is no regular file, from which finished cells could be read");
  const file = readCellFile(path);
  if (file.wholeBytes === null) {
    throw unfit(path, "is the JSON of a sweep, to which no cell can be appended");
  }
  const difference = nameDifference(file.grid, grid);
  if (difference !== null) {
    throw new ZcprofError("usage", {
      code: "sweep/other-grid",
      message: `${path} has the cells of another sweep: ${difference} differs`,
      hint: "give another --cells FILE, or the words with which that sweep was started",
    });
  }
  truncateSync(path, file.wholeBytes);
  return { cells: file.cells, append };
}

function isEmptyFile(path: string): boolean {
  const stats = statSync(path);
  return stats.isFile() && stats.size === 0;
}

function unfit(path: string, reason: string): ZcprofError {
  return new ZcprofError("usage", {
    code: "sweep/unfit-file",
    message: `${path} ${reason}`,
    hint: "give another --cells FILE; sweep merge takes finished JSON too",
  });
}

/** Names the first part in which two grids differ, null for equal ones. */
export function nameDifference(a: Grid, b: Grid): string | null {
  const parts = ["version", "variant", "machine", "machines", "nic", "settings", "seeds", "axes"] as const;
  return parts.find((part) => JSON.stringify(a[part]) !== JSON.stringify(b[part])) ?? null;
}

function appendLine(path: string, value: unknown): void {
  try {
    appendFileSync(path, `${JSON.stringify(value)}\n`);
  } catch (error) {
    throw outputError(path, error, "--cells");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function badFile(path: string, line: number, message: string): ZcprofError {
  return new ZcprofError("parse", {
    code: "sweep/bad-file",
    message,
    hint: "give files of sweep --cells FILE, or of sweep --json -o FILE",
    location: { path, line },
  });
}

import { ZcprofError } from "../../model/zcprof-error.ts";
import type { Machine } from "../../simulator/machine/machine-parameters.ts";
import { loadMachine } from "../machine-file.ts";
import { fullName } from "../parameter-value.ts";
import { type SetupWords, type SimulationSetup, setUpOnMachine } from "../simulation-setup.ts";
import type { Axis } from "./axis.ts";

/** What identifies a sweep: two with the same grid have the same cells. */
export interface Grid {
  /** Of the program: another one may simulate otherwise. */
  readonly version: string;
  readonly variant: string;
  readonly machine: string;
  /** Parameters of each machine that stands in it, so that a changed machine file is noticed. */
  readonly machines: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly nic: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seeds: readonly number[];
  readonly axes: readonly Axis[];
}

/** One point of a grid, ready to be simulated. */
export interface Cell {
  /** Its place in the grid, from 0; the last axis runs fastest. */
  readonly index: number;
  readonly setup: SimulationSetup;
  readonly seeds: readonly number[];
}

const LARGEST_GRID = 100_000;

/** Words that an axis may vary besides parameters. */
const SETUP_AXES: readonly string[] = ["variant", "machine", "nic"];

/** Returns how many cells a grid has. */
export function countCells({ axes }: Pick<Grid, "axes">): number {
  return axes.reduce((product, { values }) => product * values.length, 1);
}

/** Returns the values of a cell, one an axis. */
export function valuesOfCell({ axes }: Pick<Grid, "axes">, index: number): (number | string)[] {
  const values: (number | string)[] = [];
  let rest = index;
  for (const axis of axes.toReversed()) {
    values.unshift(axis.values[rest % axis.values.length]);
    rest = Math.floor(rest / axis.values.length);
  }
  return values;
}

/**
 * Refuses a grid that cannot be meant: too large, an axis twice, or one that a flag has set already; `typed` are the words
 * besides settings that the user gave. Throws usage errors.
 */
export function checkGrid(
  { axes, settings }: Pick<Grid, "axes" | "settings">,
  typed: readonly string[],
): void {
  const cells = countCells({ axes });
  if (cells > LARGEST_GRID)
    throw badGrid(`a grid of ${cells} cells is too large, ${LARGEST_GRID} is the most`);
  const names = axes.map(({ name }) => fullName(name));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw badGrid(`${twice} is varied twice`);
  const given = [...typed, ...Object.keys(settings).map(fullName)];
  const set = names.find((name) => given.includes(name));
  if (set !== undefined)
    throw badGrid(`${set} is varied, and set by ${set === "variant" ? "a word" : "a flag"} as well`);
}

/** Returns the parameters of every machine of a sweep by its name. Throws the errors of machine files. */
export async function readMachines(
  machine: string,
  axes: readonly Axis[],
): Promise<Readonly<Record<string, Machine>>> {
  const names = axes.find(({ name }) => name === "machine")?.values.map(String) ?? [machine];
  const machines = await Promise.all(
    names.map(async (name) => [name, (await loadMachine(name)).machine] as const),
  );
  return Object.fromEntries(machines);
}

/** Sets up the given cells of a grid. Throws the errors of the first cell that cannot be, with its values. */
export function setUpCells(
  grid: Grid,
  machines: Readonly<Record<string, Machine>>,
  indices: readonly number[],
): Cell[] {
  const cells: Cell[] = [];
  for (const index of indices) {
    const values = valuesOfCell(grid, index);
    try {
      const words = wordsOf(grid, values);
      const machine = { name: words.machine, machine: machines[words.machine] };
      cells.push({ index, setup: setUpOnMachine(machine, words), seeds: grid.seeds });
    } catch (error) {
      if (!(error instanceof ZcprofError)) throw error;
      const where = grid.axes.map(({ name }, i) => `${name}=${values[i]}`).join(" ");
      const { kind, code, message, hint = "", location } = error;
      throw new ZcprofError(kind, {
        code,
        message: `${where}: ${message}`,
        hint,
        ...(location === undefined ? {} : { location }),
      });
    }
  }
  return cells;
}

function wordsOf(grid: Grid, values: readonly (number | string)[]): SetupWords {
  const settings: Record<string, unknown> = { ...grid.settings };
  const setup: Record<string, string> = {};
  for (const [i, { name }] of grid.axes.entries()) {
    if (SETUP_AXES.includes(name)) setup[name] = String(values[i]);
    else settings[name] = values[i];
  }
  return { variant: grid.variant, machine: grid.machine, nic: grid.nic ?? undefined, ...setup, settings };
}

function badGrid(message: string): ZcprofError {
  return new ZcprofError("usage", {
    code: "sweep/bad-grid",
    message,
    hint: "each --vary names another parameter, a flag those that stay",
  });
}

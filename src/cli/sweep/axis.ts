import { ZcprofError } from "../../model/zcprof-error.ts";
import { readValue } from "../parameter-value.ts";

/** One parameter that a sweep varies, with its values in their order. */
export interface Axis {
  readonly name: string;
  readonly values: readonly (number | string)[];
}

/** More values than anybody can wait for are a slip of the fingers. */
const LONGEST_AXIS = 10_000;

/**
 * Reads a --vary: `NAME=LIST`, a comma list of values, of `A..B` (A doubled up to B, which must be met) and of `A..B/N`
 * (N even steps from A to B). Throws usage errors.
 */
export function parseAxis(text: string): Axis {
  const equals = text.indexOf("=");
  if (equals <= 0 || equals === text.length - 1) throw badAxis(text, "expected NAME=LIST");
  const name = text.slice(0, equals);
  const values = text
    .slice(equals + 1)
    .split(",")
    .flatMap((item) => readItem(text, name, item.trim()));
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) throw badAxis(text, `${twice} stands in it twice`);
  if (values.length > LONGEST_AXIS) throw badAxis(text, `${values.length} values are too many`);
  return { name, values };
}

function readItem(text: string, name: string, item: string): (number | string)[] {
  if (item === "") throw badAxis(text, "an empty value");
  const [, from, to, steps] = /^(.+?)\.\.(.+?)(?:\/(\d+))?$/.exec(item) ?? [];
  if (from === undefined || to === undefined) return [readValue(name, item)];
  const low = readEnd(text, name, from);
  const high = readEnd(text, name, to);
  if (steps === undefined) return doubleUp(text, low, high);
  const count = Number(steps);
  if (count === 0 || count >= LONGEST_AXIS) throw badAxis(text, `${steps} steps`);
  return Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
}

function readEnd(text: string, name: string, end: string): number {
  const value = readValue(name, end);
  if (typeof value === "number") return value;
  throw badAxis(text, `${JSON.stringify(end)} is not a number`);
}

function doubleUp(text: string, low: number, high: number): number[] {
  const values: number[] = [];
  if (low > 0) for (let value = low; value <= high; value *= 2) values.push(value);
  if (values.at(-1) === high) return values;
  throw badAxis(text, `${low} doubled never meets ${high}`);
}

function badAxis(text: string, reason: string): ZcprofError {
  return new ZcprofError("usage", {
    code: "sweep/bad-axis",
    message: `--vary ${text}: ${reason}`,
    hint: "for example --vary chunk=256..65536 (doubling), --vary irq.toSender=0..1/4 (even steps), --vary l2.size=128K,512K or --vary variant=no-sg,sg-csum",
  });
}

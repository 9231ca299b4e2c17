import type { Declarations, Parameter, ParameterFault, ValuesOf } from "./parameter.ts";
import { isPowerOfTwo } from "./power-of-two.ts";

/** Returns the defaults of all declarations. */
export function defaultsOf<D extends Declarations>(declarations: D): ValuesOf<D> {
  // As the field of some declaration holds 13.7, it gives whole numbers as boxed doubles too; `| 0` makes small integers of them.
  const entries = Object.entries(declarations).map(([name, { default: value }]) => [
    name,
    value === (Number(value) | 0) ? value | 0 : value,
  ]);
  return Object.fromEntries(entries);
}

/**
 * Lays given values over a base and lists what is wrong with them. Values come from a user's file or flags, so
 * they may be anything; nested objects are read as dotted names (`l2: {size: 262144}` is `l2.size`).
 */
export function resolveParameters<D extends Declarations>(
  declarations: D,
  base: ValuesOf<D>,
  given: Readonly<Record<string, unknown>>,
): { readonly values: ValuesOf<D>; readonly faults: readonly ParameterFault[] } {
  const faults: ParameterFault[] = [];
  const values: Record<string, unknown> = { ...base };
  const seen = new Set<string>();
  for (const [name, value] of flatten(given, "")) {
    const declaration = Object.hasOwn(declarations, name) ? declarations[name] : undefined;
    const message = seen.has(name)
      ? "is given twice, dotted and nested"
      : declaration === undefined
        ? explainUnknown(declarations, name)
        : findFault(declaration, value);
    seen.add(name);
    if (message === null) values[name] = value;
    else faults.push({ name, message });
  }
  // Each name was checked against its own declaration.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { values: values as ValuesOf<D>, faults };
}

function* flatten(given: Readonly<Record<string, unknown>>, prefix: string): Generator<[string, unknown]> {
  for (const [key, value] of Object.entries(given)) {
    if (isRecord(value)) yield* flatten(value, `${prefix}${key}.`);
    else yield [prefix + key, value];
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function explainUnknown(declarations: Declarations, name: string): string {
  const group = `${name.split(".")[0]}.`;
  const near = Object.keys(declarations).filter((other) => other.startsWith(group));
  const list =
    near.length > 0 ? near : [...new Set(Object.keys(declarations).map((other) => other.split(".")[0]))];
  return `there is no parameter "${name}"; ${near.length > 0 ? `under ${group} there are` : "groups are"} ${list.join(", ")}`;
}

/** Says why a value cannot be, or returns null. */
function findFault(parameter: Parameter, value: unknown): string | null {
  if (parameter.type === "choice") {
    if (typeof value === "string" && parameter.choices.includes(value)) return null;
    return `${JSON.stringify(value)} is none of ${parameter.choices.join(", ")}`;
  }
  const { type, min, max, unit } = parameter;
  const range = `${min} to ${max}${unit === "" ? "" : ` ${unit}`}`;
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return `${JSON.stringify(value)} is not a number; it may be ${range}`;
  }
  if (type !== "number" && !Number.isInteger(value))
    return `${value} is not a whole number; it may be ${range}`;
  if (value < min || value > max) return `${value} is outside ${range}`;
  if (type === "power-of-two" && !isPowerOfTwo(value)) return `${value} is not a power of two`;
  return null;
}

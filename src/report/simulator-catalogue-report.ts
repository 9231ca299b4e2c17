import type { Variant } from "../simulator/variants.ts";
import type { Cell, Column, Report, Table } from "./report.ts";

export const CATALOGUE_PARTS = ["variants", "machines", "nics", "parameters"] as const;

export type CataloguePart = (typeof CATALOGUE_PARTS)[number];

/** A parameter as users see it. */
export interface ListedParameter {
  readonly name: string;
  /** Its short name, null where it has none. */
  readonly short: string | null;
  readonly type: string;
  readonly default: number | string;
  readonly unit: string;
  /** Null for a choice. */
  readonly min: number | null;
  readonly max: number | null;
  /** Null for a number. */
  readonly choices: readonly string[] | null;
  readonly meaning: string;
  readonly source: string;
}

/** Everything that can be named to the simulator. */
export interface CatalogueOfSimulator {
  readonly variants: readonly Variant[];
  readonly machines: readonly { readonly name: string; readonly title: string }[];
  /** What an interface changes of the default one. */
  readonly nics: readonly {
    readonly name: string;
    readonly differences: Readonly<Record<string, unknown>>;
  }[];
  readonly parameters: readonly ListedParameter[];
}

/** Reports what exists: the chosen lists one under another; the last of them is what CSV gets. */
export function reportCatalogue(catalogue: CatalogueOfSimulator, parts: readonly CataloguePart[]): Report {
  const make: Readonly<Record<CataloguePart, () => Table>> = {
    variants: () =>
      table(
        "variants",
        ["variant", "kernel"],
        catalogue.variants.map(({ name, title }) => [name, title]),
      ),
    machines: () =>
      table(
        "machines",
        ["machine", "what it is"],
        catalogue.machines.map(({ name, title }) => [name, title]),
      ),
    nics: () =>
      table(
        "nics",
        ["nic", "differs from a 3c905C by"],
        catalogue.nics.map(({ name, differences }) => [name, describeDifferences(differences)]),
      ),
    parameters: () => parameterTable(catalogue.parameters),
  };
  const last = parts[parts.length - 1];
  return {
    schema: "zcprof.simulator/1",
    toJson: () => ({ schema: "zcprof.simulator/1", ...catalogue }),
    blocks: parts.map((part) => ({ ...make[part](), main: part === last })),
  };
}

function describeDifferences(differences: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(differences).map(([name, value]) => `${name} ${String(value)}`);
  return words.length === 0 ? "nothing" : words.join(", ");
}

const PARAMETER_COLUMNS: readonly Column[] = [
  { id: "parameter", title: "parameter", kind: "text", priority: 0 },
  { id: "what", title: "default (range), meaning, [source]", kind: "text", priority: 0 },
  ...["short", "type", "default", "unit", "min", "max", "choices", "meaning", "source"].map(
    (id): Column => ({ id, title: id, kind: "text", priority: 0, hidden: true }),
  ),
];

/** Says a parameter in one sentence to people, and field by field to programs. */
function parameterTable(parameters: readonly ListedParameter[]): Table {
  return {
    kind: "table",
    id: "parameters",
    main: false,
    catalogue: true,
    columns: PARAMETER_COLUMNS,
    rows: parameters.map((parameter) => {
      const { name, short, type, unit, min, max, choices, meaning, source } = parameter;
      const fields = [short, type, parameter.default, unit, min, max, choices?.join(" "), meaning, source];
      const texts = [
        short === null ? name : `${name} (${short})`,
        describeParameter(parameter),
        ...fields.map((field) => String(field ?? "")),
      ];
      return texts.map((text): Cell => ({ kind: "text", text }));
    }),
    omitted: null,
  };
}

function describeParameter(parameter: ListedParameter): string {
  const { type, unit, min, max, choices, meaning, source } = parameter;
  const value = `${parameter.default}${unit === "" ? "" : ` ${unit}`}`;
  const range = choices === null ? `${min} to ${max}${describeType(type)}` : choices.join(", ");
  return `${value} (${range}). ${meaning} [${source}]`;
}

function describeType(type: string): string {
  if (type === "power-of-two") return ", powers of two";
  return type === "integer" ? ", whole" : "";
}

function table(id: string, titles: readonly string[], rows: readonly (readonly string[])[]): Table {
  return {
    kind: "table",
    id,
    main: false,
    catalogue: true,
    columns: titles.map(
      (title): Column => ({ id: title.replaceAll(/\W+/g, "_"), title, kind: "text", priority: 0 }),
    ),
    rows: rows.map((row) => row.map((text): Cell => ({ kind: "text", text }))),
    omitted: null,
  };
}

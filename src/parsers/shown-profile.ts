import { countsOverlap } from "../model/counts-overlap.ts";
import type { Coverage, Profile, SampleType } from "../model/profile.ts";
import { finishProfile } from "../model/profile-builder.ts";
import type { Exposure, Origin, RunFacts } from "../model/provenance.ts";
import { NO_ADDRESS, type SymbolTable } from "../model/symbol-table.ts";
import { TextColumn } from "../model/text-column.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { measuredProvenance } from "./measured-provenance.ts";
import type { ParseOptions } from "./parser.ts";

/** A row of `zcprof.show/1`, as the schema has checked it. */
export interface ShownSymbol {
  readonly symbol: string;
  readonly symbolBytes?: string;
  readonly module: string;
  readonly address: string | null;
  readonly size: { readonly min: number; readonly max: number | null } | null;
  readonly ticks: { readonly min: number; readonly max: number; readonly point: number };
}

/** An entry of `profiles` of `zcprof.show/1`, as the schema has checked it. */
export interface ShownProfile extends SampleType {
  readonly title: string;
  readonly total: number;
  readonly listed: number;
  readonly coverage: Coverage;
  readonly origin?: Origin;
  readonly statedLoad?: number | null;
  readonly exposure?: Exposure;
  readonly facts?: Omit<RunFacts, "textBytes"> & {
    readonly textBytes?: { low: number; high: number | null };
  };
  readonly symbols: readonly ShownSymbol[];
}

/**
 * Makes the profile of one entry, the index-th (from 0) of so many. Rows that --top or --filter left out leave the
 * total as it is and the coverage unstated, with a note. Throws a parse error where the numbers contradict each other.
 */
export function readShownProfile(
  shown: ShownProfile,
  index: number,
  of: number,
  source: ByteSource,
  options: ParseOptions,
): Profile {
  const { path } = source;
  if (countsOverlap(shown.facts ?? {})) throw overlapping(path);
  const counts = Float64Array.from(shown.symbols, ({ ticks }) => ticks.point);
  const sum = counts.reduce((total, ticks) => total + ticks, 0);
  const slack = shown.listed * Number.EPSILON * (counts.length + 1);
  refuseContradiction(shown, sum - slack > shown.listed ? sum : null, `profiles[${index}]`, path);
  const isWhole = sum + slack >= shown.listed;
  const isBounded = shown.symbols.some(({ ticks }) => ticks.min !== ticks.point || ticks.max !== ticks.point);
  const { event, unit, period, assumes, better } = shown;
  const { textBytes, ...facts } = shown.facts ?? {};
  const provenance = measuredProvenance("json", source, options, { index: index + 1, of });
  return finishProfile({
    title: shown.title,
    symbols: readSymbols(shown.symbols),
    measures: [
      {
        type: { event, unit, period, assumes, better },
        counts,
        low: isBounded ? Float64Array.from(shown.symbols, ({ ticks }) => ticks.min) : null,
        high: isBounded ? Float64Array.from(shown.symbols, ({ ticks }) => ticks.max) : null,
        total: Math.max(shown.total, sum),
        coverage: isWhole ? shown.coverage : { kind: "unstated", absent: "unknown" },
      },
    ],
    provenance: {
      ...provenance,
      origin: shown.origin ?? provenance.origin,
      exposure: shown.exposure ?? provenance.exposure,
      statedLoadPercent: shown.statedLoad ?? null,
      facts:
        textBytes === undefined
          ? facts
          : { ...facts, textBytes: { low: textBytes.low, high: textBytes.high ?? Infinity } },
    },
    diagnostics: isWhole
      ? []
      : [
          {
            code: "json/rows-left-out",
            message: `the rows hold ${sum} of ${shown.listed} ${unit}: the rest was left out when this was written`,
            hint: "write baselines with --top 0 and without --filter",
            location: { path },
          },
        ],
  });
}

function overlapping(path: string): ZcprofError {
  return new ZcprofError("usage", {
    code: "json/inclusive",
    message: `${path} has inclusive counts, which overlap and hold no stacks to be counted again`,
    hint: "keep the recorded file as a baseline, or write one without --by inclusive",
    location: { path },
  });
}

function refuseContradiction(
  shown: ShownProfile,
  sumAbove: number | null,
  where: string,
  path: string,
): void {
  const fail = (message: string): never => {
    throw new ZcprofError("parse", {
      code: "json/contradiction",
      message: `${where}: ${message}`,
      hint: "a number was changed; write it again with `zcprof show --json -o FILE`",
      location: { path },
    });
  };
  if (sumAbove !== null) fail(`the rows add up to ${sumAbove}, more than the ${shown.listed} of listed`);
  if (shown.listed > shown.total * (1 + Number.EPSILON * shown.symbols.length))
    fail(`listed ${shown.listed} is more than the total ${shown.total}`);
  const { coverage } = shown;
  if (coverage.kind === "cut" && (coverage.orders === undefined || coverage.smallestCount === undefined))
    fail("coverage is cut, but at what it does not say");
  if (coverage.kind === "unstated" && coverage.absent === undefined)
    fail("coverage is unstated, but what an absent symbol has it does not say");
  for (const { symbol, ticks, size } of shown.symbols) {
    if (!(ticks.min <= ticks.point && ticks.point <= ticks.max))
      fail(`${symbol} has ${ticks.point}, outside ${ticks.min} to ${ticks.max}`);
    if (size?.max != null && size.min > size.max)
      fail(`${symbol} has a size of ${size.min} to ${size.max} bytes`);
  }
}

function readSymbols(rows: readonly ShownSymbol[]): SymbolTable {
  const moduleNames = [""];
  const indices = new Map([["", 0]]);
  const moduleIndex = (module: string): number => {
    let index = indices.get(module);
    if (index === undefined) indices.set(module, (index = moduleNames.push(module) - 1));
    return index;
  };
  const hasAddress = rows.some(({ address }) => address !== null);
  const hasSize = rows.some(({ size }) => size !== null);
  return {
    length: rows.length,
    name: nameColumn(rows),
    module: Uint32Array.from(rows, ({ module }) => moduleIndex(module)),
    moduleNames,
    address: hasAddress
      ? BigUint64Array.from(rows, ({ address }) => (address === null ? NO_ADDRESS : BigInt(address)))
      : null,
    sizeLow: hasSize ? Float64Array.from(rows, ({ size }) => size?.min ?? 0) : null,
    sizeHigh: hasSize ? Float64Array.from(rows, ({ size }) => size?.max ?? Infinity) : null,
  };
}

function nameColumn(rows: readonly ShownSymbol[]): TextColumn {
  if (rows.every(({ symbolBytes }) => symbolBytes === undefined))
    return TextColumn.from(rows.map(({ symbol }) => symbol));
  const names = rows.map(({ symbol, symbolBytes }) =>
    Buffer.from(symbolBytes ?? symbol, symbolBytes === undefined ? "utf8" : "hex"),
  );
  const offsets = new Uint32Array(names.length + 1);
  names.forEach((name, i) => {
    offsets[i + 1] = offsets[i] + name.length;
  });
  return new TextColumn(new Uint8Array(Buffer.concat(names)), offsets);
}

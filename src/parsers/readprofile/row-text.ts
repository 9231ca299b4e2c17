import { encodeText } from "../../model/byte-text.ts";
import { formatLoad } from "../../model/format-load.ts";
import type { Profile } from "../../model/profile.ts";
import { UNKNOWN_SYMBOL } from "../../model/symbol-table.ts";
import { type SizeInterval, sizeFromLoad } from "../printed-load.ts";
import { isReadableName } from "./row.ts";
import { isTotalWord } from "./words.ts";

/** Tells whether a symbol is the one that readprofile prints without address and load. */
export function isUnknownSymbol({ symbols }: Profile, symbol: number): boolean {
  return symbols.name.at(symbol) === UNKNOWN_SYMBOL && symbols.moduleNames[symbols.module[symbol]] === "";
}

/** Returns the name of a symbol as latin1, one character a byte, with the module behind it as kallsyms writes it; made readable where it would not be. */
export function nameInRow(
  { symbols }: Profile,
  symbol: number,
): { readonly text: string; readonly isKept: boolean } {
  const bytes = symbols.name.bytesAt(symbol);
  const module = symbols.moduleNames[symbols.module[symbol]];
  const name = Buffer.from(bytes).toString("latin1");
  const suffix = module === "" ? "" : `\t[${Buffer.from(encodeText(module)).toString("latin1")}]`;
  const isTotal = symbols.address === null && module === "" && isTotalWord(bytes, 0, bytes.length);
  const isModuleAlike = module === "" ? /\t\[[^\t]*\]$/s.test(name) : module.includes("\t");
  if (!isTotal && !isModuleAlike && isReadableName(name + suffix))
    return { text: name + suffix, isKept: true };
  const text = `${name}${module === "" ? "" : `[${module}]`}`.replace(/[\s]/g, "_");
  return { text: isTotal || text === "" ? `${text}_` : text, isKept: false };
}

/** Of a function of which nobody says how large it is. */
export const UNKNOWN_SIZE: SizeInterval = { low: 0, high: Infinity };

/** Returns the ticks of the total row, given those of the rows and of `*unknown*`; null where the source states no total, as a row would claim that nothing is missing. */
export function totalInRow(
  { measures, provenance }: Profile,
  listed: number,
  unknown: number,
): number | null {
  const [{ coverage, total, listed: known }] = measures;
  if (coverage.kind === "complete") return listed;
  const isStated =
    coverage.kind !== "unstated" ||
    coverage.absent === "zero" ||
    total > known ||
    provenance.facts.statedTotal !== undefined;
  return isStated ? Math.max(listed, Math.round(total) - unknown) : null;
}

/** Tells whether the load of `ticks` in a symbol of this size cannot be known: it is printed as -nan, and read back so. */
export function lacksLoad(ticks: number, size: SizeInterval): boolean {
  return ticks > 0 && size.low === 0 && size.high === Infinity;
}

/** Returns the load of `ticks` in a symbol of this size, eight columns wide, so that the same size is read back where one can be. */
export function loadInRow(
  ticks: number,
  size: SizeInterval,
): { readonly text: string; readonly isKept: boolean } {
  const isUnknown = size.low === 0 && size.high === Infinity;
  if (ticks === 0) return { text: formatLoad(0), isKept: isUnknown };
  if (lacksLoad(ticks, size)) return { text: formatLoad(Number.NaN), isKept: true };
  if (size.high === 0) return { text: formatLoad(Infinity), isKept: true };
  const middle = size.high === Infinity ? Infinity : Math.max(1, Math.floor((size.low + size.high) / 2));
  for (const bytes of [middle, size.low, size.high]) {
    const text = formatLoad(ticks / bytes);
    const found = sizeFromLoad(ticks, Number(text.replace(".", "")));
    if (found?.low === size.low && found.high === size.high) return { text, isKept: true };
  }
  return { text: formatLoad(ticks / middle), isKept: false };
}

import { Flags } from "@oclif/core";
import { ZcprofError } from "../model/zcprof-error.ts";

/** Makes a flag for a number that must lie strictly between two others; `example` stands in the error's hint. */
export function numberBetween(
  low: number,
  high: number,
  { example, summary }: { readonly example: number; readonly summary: string },
) {
  return Flags.custom<number>({
    summary,
    helpValue: "N",
    parse: async (text, _context, { name }) => {
      const value = Number(text);
      if (text.trim() !== "" && value > low && value < high) return value;
      throw new ZcprofError("usage", {
        code: "flag/out-of-range",
        message: `--${name} takes a number above ${low}${high === Infinity ? "" : ` and below ${high}`}, found ${JSON.stringify(text)}`,
        hint: `for example --${name} ${example}`,
      });
    },
  });
}
